import { expect } from 'vitest';
import type { Tab } from './tab.js';

/** The chat of a page or of a frame, as a visitor reads it. */
export interface Chat {
  /** Types and sends, without waiting for the answer. */
  ask(text: string): Promise<void>;
  /** The text of the last answer, as it stands now. */
  answer(): Promise<string>;
  /** Waits until the running answer has ended, however it ended. */
  settled(): Promise<void>;
  /** The kind of element that has the focus, in whatever shadow root. */
  focused(): Promise<string | undefined>;
  /** Exceptions of the page, and what its policy refused. */
  problems(): Promise<string[]>;
}

/** Waits for the composer of a chat that opens. */
export async function openChat(tab: Tab): Promise<Chat> {
  const count = (css: string): Promise<number> => tab.run((all, wanted) => all(wanted).length, css);
  await expect.poll(() => count('.composer textarea')).toBe(1);
  let questions = 0;
  return {
    async ask(text) {
      questions = await count('.question');
      await tab.click('.composer textarea');
      await tab.type(text);
      await tab.press('Enter');
    },
    answer: () => tab.run((all) => all('.answer-text').at(-1)?.innerText.trim() ?? ''),
    async settled() {
      await expect.poll(() => count('.question')).toBeGreaterThan(questions);
      await expect.poll(() => tab.run((all) => all('button', 'Send').filter((each) => each.checkVisibility()).length)).toBe(1);
    },
    focused: () =>
      tab.run(() => {
        let focus = document.activeElement;
        while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
        return focus?.tagName;
      }),
    problems: () => tab.run(() => (window as unknown as { problems: string[] }).problems),
  };
}
