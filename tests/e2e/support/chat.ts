import type { FrameLocator, Locator, Page } from 'playwright';

/** The chat as a visitor meets it: the widget of a page, the page behind `/embed`, or that page in a frame. */
export interface Chat {
  root: Locator;
  input: Locator;
  questions: Locator;
  answers: Locator;
  /** Types and sends, without waiting for the answer. */
  ask(text: string): Promise<void>;
  /** Waits until the running answer has ended, however it ended. */
  settled(): Promise<void>;
}

/** Opens the widget's panel. */
export async function openWidget(page: Page): Promise<Chat> {
  await page.getByRole('button', { name: 'Open chat' }).click();
  const chat = widgetChat(page);
  await chat.input.waitFor();
  return chat;
}

/** The widget's chat on a page where it is open, or about to be. */
export function widgetChat(page: Page, host = 'askwell-chat'): Chat {
  return chatIn(page.locator(`${host} .panel`));
}

/** The page behind `/embed`, alone or in a frame. */
export function embedChat(page: Page | FrameLocator): Chat {
  return chatIn(page.locator('.page'));
}

function chatIn(root: Locator): Chat {
  const input = root.locator('.composer').getByRole('textbox');
  return {
    root,
    input,
    questions: root.locator('.question'),
    answers: root.locator('.answer'),
    async ask(text) {
      await input.fill(text);
      await input.press('Enter');
    },
    async settled() {
      await root.locator('.question').last().waitFor();
      await root.getByRole('button', { name: 'Send' }).waitFor({ timeout: 60_000 });
    },
  };
}
