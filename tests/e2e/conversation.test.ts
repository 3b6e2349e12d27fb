import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { openChat, places, startMock, type MockApi } from './support/mock-api.js';
import { watch } from './support/violations.js';

describe.each(places)('a conversation in the %s', (place) => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mock: MockApi;
  let errors: string[];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    mock = await startMock();
    context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    page = await context.newPage();
    ({ errors } = await watch(page));
  });
  afterEach(async () => {
    await context.close();
    await mock.close();
    // Requests that the tests refuse on purpose are reported by the browser, and are no mistake of the page.
    expect(errors.filter((error) => !error.startsWith('Failed to load resource'))).toEqual([]);
  });

  const asked = (path: RegExp): Record<string, unknown>[] =>
    mock.bodies.filter(({ route }) => path.test(route)).map(({ body }) => body);

  it('answers again, in the place of the former answer', async () => {
    const chat = await openChat(page, mock, place);
    await chat.ask('How do refunds work?');
    await chat.settled();
    await chat.root.getByRole('button', { name: 'Answer again' }).click();
    await expect.poll(() => asked(/POST .*\/messages$/).length).toBe(2);
    await chat.settled();
    // The former answer has gone before the new one begins.
    await expect.poll(() => chat.answers.count()).toBe(1);
    expect(await chat.questions.count()).toBe(1);
    expect(asked(/POST .*\/messages$/)[1]).toMatchObject({
      text: 'How do refunds work?',
      replaces: expect.stringMatching(/^msg_/) as string,
    });
  });

  it('edits the last question, by its button and by arrow up', async () => {
    const chat = await openChat(page, mock, place);
    await chat.ask('How do refunds work?');
    await chat.settled();
    await chat.questions.last().hover();
    await chat.root.getByRole('button', { name: 'Edit question' }).click();
    await chat.root.getByText('Editing your last question').waitFor();
    expect(await chat.input.inputValue()).toBe('How do refunds work?');
    await page.keyboard.press('Escape');
    await chat.root.getByText('Editing your last question').waitFor({ state: 'detached' });
    expect(await chat.input.inputValue()).toBe('');
    await chat.input.press('ArrowUp');
    await chat.root.getByText('Editing your last question').waitFor();
    await chat.ask('Which plans are there?');
    await chat.settled();
    expect(await chat.questions.count()).toBe(1);
    expect(await chat.questions.last().innerText()).toContain('Which plans are there?');
    expect(asked(/POST .*\/messages$/)[1]).toMatchObject({ replaces: expect.any(String) as string });
  });

  it('stops an answer and keeps what was written', async () => {
    mock.settings.pace = 30;
    const chat = await openChat(page, mock, place);
    await chat.ask('Tell me something long');
    await chat.answers.last().locator('.answer-text').getByText('Step 1').waitFor();
    await chat.root.getByRole('button', { name: 'Stop' }).click();
    await chat.settled();
    expect(await chat.answers.last().innerText()).toContain('Stopped');
    expect(mock.requests.some((request) => /POST .*\/stop$/.test(request))).toBe(true);
  });

  it('copies an answer without its marks, and a block of code', async () => {
    const chat = await openChat(page, mock, place);
    await chat.ask('Which plans include single sign-on?');
    await chat.settled();
    await chat.root.getByRole('button', { name: 'Copy', exact: true }).click();
    await chat.root.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).not.toContain('[3]');
    await chat.root.getByRole('button', { name: 'Copy code' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^northwind sso enable/);
    expect(await chat.root.locator('.askwell-code-head').innerText()).toBe('sh');
    await expect.poll(() => page.evaluate(() => CSS.highlights.size)).toBeGreaterThan(0);
  });

  it('takes a thumb down with a comment', async () => {
    const chat = await openChat(page, mock, place);
    await chat.ask('How do refunds work?');
    await chat.settled();
    await chat.root.getByRole('button', { name: 'Not helpful' }).click();
    const comment = chat.root.getByRole('textbox', { name: 'What could be better?' });
    await expect.poll(() => comment.evaluate((field) => field.matches(':focus'))).toBe(true);
    await comment.fill('It names no phone number.');
    await chat.root.getByRole('button', { name: 'Send comment' }).click();
    await chat.root.getByText('Thank you').waitFor();
    expect(asked(/PUT .*\/feedback$/)).toEqual([{ rating: 'down' }, { rating: 'down', comment: 'It names no phone number.' }]);
  });

  it('offers starters, then follow-up questions that are asked by a click', async () => {
    mock.settings.suggestions = ['When does the money arrive?', 'What of add-ons?'];
    const chat = await openChat(page, mock, place);
    await chat.root.getByRole('button', { name: 'How do refunds work?' }).click();
    await chat.settled();
    await chat.root.getByRole('group', { name: 'Ask next' }).getByRole('button', { name: 'What of add-ons?' }).click();
    await expect.poll(() => chat.questions.count()).toBe(2);
    await chat.settled();
    expect(await chat.questions.last().innerText()).toContain('What of add-ons?');
  });

  it('lists conversations, finds one, opens it, begins a new one and deletes', async () => {
    const chat = await openChat(page, mock, place);
    const menu = async (name: string): Promise<void> => {
      await chat.root.getByRole('button', { name: 'Menu' }).click();
      await chat.root.getByRole('menuitem', { name }).click();
    };
    await chat.ask('How do refunds work?');
    await chat.settled();
    await menu('New conversation');
    await chat.root.locator('.starter').first().waitFor();
    await chat.ask('Which plans are there?');
    await chat.settled();
    await menu('Conversations');
    const list = chat.root.getByRole('dialog', { name: 'Conversations' });
    await list.getByRole('searchbox').fill('refund');
    await expect.poll(() => list.locator('.row').count()).toBe(1);
    await list.locator('.row').click();
    await expect.poll(() => chat.questions.allInnerTexts()).toEqual([expect.stringContaining('How do refunds work?')]);
    await menu('Conversations');
    await list.getByRole('button', { name: 'Delete: Which plans are there?' }).click();
    await list.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(() => list.locator('.row').count()).toBe(1);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    expect(mock.requests.filter((request) => request.startsWith('DELETE'))).toHaveLength(1);
  });

  it('counts down a rate limit with the question kept, then takes it', async () => {
    mock.settings.retryAfter = 2;
    const chat = await openChat(page, mock, place);
    await chat.ask('refuse me once');
    const alert = chat.root.getByRole('alert').filter({ hasText: 'Too many messages' });
    await alert.waitFor();
    expect(await chat.input.inputValue()).toBe('refuse me once');
    const again = alert.getByRole('button', { name: 'Try again' });
    expect(await again.isDisabled()).toBe(true);
    mock.settings.refuseOnce = 1;
    await expect.poll(() => again.isEnabled()).toBe(true);
    await again.click();
    await chat.settled();
    await expect.poll(() => chat.answers.count()).toBe(1);
  });

  it('says that it is offline, keeps the draft, and goes on when the network is back', async () => {
    const chat = await openChat(page, mock, place);
    await chat.input.fill('How do refunds work?');
    await context.setOffline(true);
    await chat.root.getByText('You are offline. Your message is kept.').waitFor();
    await chat.input.press('Enter');
    await chat.root.getByRole('alert').filter({ hasText: 'Could not reach the server' }).waitFor();
    await context.setOffline(false);
    await chat.root.getByText('You are offline. Your message is kept.').waitFor({ state: 'detached' });
    await chat.root.getByRole('button', { name: 'Try again' }).click();
    await chat.settled();
    await expect.poll(() => chat.answers.count()).toBe(1);
  });

  it('asks for what the tenant wants to know before the first question', async () => {
    Object.assign(mock.settings.config, {
      leadForm: {
        when: ['before-first-question'],
        title: 'Who are you?',
        fields: [
          { name: 'name', kind: 'name', label: 'Name', required: true },
          { name: 'email', kind: 'email', label: 'E-mail', required: true },
        ],
        consent: 'I agree to be written to.',
      },
    });
    const chat = await openChat(page, mock, place);
    await chat.ask('How do refunds work?');
    const form = chat.root.getByRole('form', { name: 'Who are you?' });
    await form.waitFor();
    await form.getByRole('textbox', { name: 'Name' }).fill('Ada');
    await form.getByRole('textbox', { name: 'E-mail' }).fill('ada at home');
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByText('Enter an address like name@example.com.').waitFor();
    await form.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.com');
    await form.getByRole('checkbox').check();
    await form.getByRole('button', { name: 'Send' }).click();
    await form.waitFor({ state: 'detached' });
    await chat.settled();
    expect(asked(/PUT .*\/details$/)).toEqual([{ values: { name: 'Ada', email: 'ada@example.com' }, consent: true }]);
    await expect.poll(() => chat.answers.count()).toBe(1);
  });

  it.each([
    { width: 1280, height: 800 },
    { width: 390, height: 740 },
  ])('shows the whole form at $width px, with the focus in its first field', async (viewport) => {
    await page.setViewportSize(viewport);
    const names = ['name', 'company', 'country', 'plan'];
    const fields = names.map((name) => ({ name, kind: 'text', label: name, required: true }));
    Object.assign(mock.settings.config, { leadForm: { when: ['before-first-question'], title: 'Who are you?', fields } });
    const chat = await openChat(page, mock, place);
    await chat.ask('How do refunds work?');
    const form = chat.root.getByRole('form', { name: 'Who are you?' });
    await expect.poll(() => form.getByRole('textbox', { name: 'name' }).evaluate((field) => field.matches(':focus'))).toBe(true);
    expect(await chat.root.locator('.starters').count()).toBe(0);
    const view = chat.root.locator('.scroller');
    await expect
      .poll(async () => {
        const [inner, outer] = [await form.boundingBox(), await view.boundingBox()];
        return inner && outer && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
      })
      .toBe(true);
  });

  it('brings the beginning of a form that is higher than the view to its top', async () => {
    await page.setViewportSize({ width: 390, height: 480 });
    const fields = Array.from({ length: 8 }, (_, at) => ({
      name: `field${at}`,
      kind: 'text',
      label: `Field ${at}`,
      required: true,
    }));
    Object.assign(mock.settings.config, {
      handoff: { enabled: true },
      leadForm: { when: ['handoff'], title: 'Who are you?', fields },
    });
    const chat = await openChat(page, mock, place);
    await chat.ask('What of an unknown parrot?');
    await chat.settled();
    await chat.root.getByRole('button', { name: 'Talk to a person' }).click();
    const first = chat.root.getByRole('textbox', { name: 'Field 0' });
    await expect.poll(() => first.evaluate((field) => field.matches(':focus'))).toBe(true);
    const view = chat.root.locator('.scroller');
    await expect
      .poll(async () => {
        const [title, outer] = [await chat.root.getByText('Who are you?').boundingBox(), await view.boundingBox()];
        return title && outer && title.y >= outer.y - 1 && title.y < outer.y + outer.height / 2;
      })
      .toBe(true);
  });

  it('passes a question that was not answered to a person', async () => {
    Object.assign(mock.settings.config, { handoff: { enabled: true } });
    await page.addInitScript(() => {
      document.addEventListener('askwell-handoff', (event) =>
        Object.assign(window, { handedOff: (event as unknown as { detail: unknown }).detail }),
      );
    });
    const chat = await openChat(page, mock, place);
    await chat.ask('What of an unknown parrot?');
    await chat.settled();
    await chat.root.getByRole('button', { name: 'Talk to a person' }).click();
    await chat.root.getByText('A person has your conversation and will answer.').waitFor();
    expect(mock.requests.some((request) => /POST .*\/handoff$/.test(request))).toBe(true);
    if (place === 'widget') {
      expect(await page.evaluate(() => (window as unknown as { handedOff: unknown }).handedOff)).toMatchObject({
        conversationId: expect.stringMatching(/^cnv_/) as string,
      });
    }
  });

  it('takes files by picking, dropping and pasting, and says which it cannot take', async () => {
    Object.assign(mock.settings.config, { attachments: { enabled: true, maxBytes: 2000, maxFiles: 3 } });
    const chat = await openChat(page, mock, place);
    const tray = chat.root.locator('.tray');
    const pick = async (name: string, mimeType: string, size: number): Promise<void> => {
      const chooser = page.waitForEvent('filechooser');
      await chat.root.getByRole('button', { name: 'Attach a file' }).click();
      await (await chooser).setFiles({ name, mimeType, buffer: Buffer.alloc(size, 'a') });
    };
    await expect.poll(() => chat.root.locator('input[type=file]').count()).toBe(1);
    await pick('notes.txt', 'text/plain', 900);
    await tray.getByText('notes.txt', { exact: true }).waitFor();
    await pick('huge.txt', 'text/plain', 9000);
    await chat.root.getByText(/huge\.txt is larger than 2 KB/).waitFor();
    await pick('setup.exe', 'application/x-msdownload', 10);
    await chat.root.getByText(/setup\.exe is not a kind of file/).waitFor();
    await give(page, 'paste', 'pasted.txt');
    await tray.getByText('pasted.txt', { exact: true }).waitFor();
    await give(page, 'drop', 'dropped.txt');
    await tray.getByText('dropped.txt', { exact: true }).waitFor();
    await tray.getByRole('button', { name: 'Remove pasted.txt' }).click();
    await tray.getByText('pasted.txt', { exact: true }).waitFor({ state: 'detached' });
    await expect.poll(() => tray.locator('[data-state=ready]').count()).toBe(2);
    await chat.ask('What do my notes say?');
    await chat.settled();
    expect(asked(/POST .*\/messages$/)[0]?.['attachments']).toHaveLength(2);
    expect(await chat.root.locator('.question-files').innerText()).toContain('notes.txt');
  });

  it('tells how much of a file has gone', async () => {
    Object.assign(mock.settings.config, { attachments: { enabled: true, maxBytes: 2_000_000 } });
    const chat = await openChat(page, mock, place);
    await expect.poll(() => chat.root.locator('input[type=file]').count()).toBe(1);
    const network = await context.newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 400_000 };
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', slow);
    await chat.root
      .locator('input[type=file]')
      .setInputFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.alloc(600_000, 'a') });
    const bar = chat.root.getByRole('progressbar', { name: /plan\.txt/ });
    await expect.poll(() => bar.evaluate((one: HTMLProgressElement) => one.value)).toBeGreaterThan(0.1);
    expect(await chat.root.locator('.tray-note').innerText()).toMatch(/^\d+\s?%$/);
    expect(await chat.root.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    await network.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
    await chat.root.locator('[data-state=ready]').waitFor();
    expect(await bar.count()).toBe(0);
    expect(await chat.root.locator('.tray-note').innerText()).toBe('586 KB');
  });

  it('takes a spoken question where the browser can listen', async () => {
    mock.settings.config.features['voice'] = true;
    await page.addInitScript(() => {
      class SpeechRecognition extends EventTarget {
        start(): void {
          setTimeout(() => {
            this.dispatchEvent(Object.assign(new Event('result'), { results: [[{ transcript: 'how do refunds work' }]] }));
            this.dispatchEvent(new Event('end'));
          }, 50);
        }
        stop(): void {
          this.dispatchEvent(new Event('end'));
        }
      }
      Object.assign(window, { SpeechRecognition });
    });
    const chat = await openChat(page, mock, place);
    await chat.root.getByRole('button', { name: 'Speak your question' }).click();
    await expect.poll(() => chat.input.inputValue()).toBe('how do refunds work');
  });
});

/** Gives the composer a file by a paste or a drop, as the browser would. */
async function give(page: Page, type: 'paste' | 'drop', name: string): Promise<void> {
  await page.evaluate(
    ([kind, file]) => {
      const root = document.querySelector('askwell-chat')?.shadowRoot ?? document;
      const field = root.querySelector('.input');
      const data = new DataTransfer();
      data.items.add(new File(['some words'], file, { type: 'text/plain' }));
      const shared = { bubbles: true, cancelable: true, composed: true };
      field?.dispatchEvent(
        kind === 'paste'
          ? new ClipboardEvent('paste', { ...shared, clipboardData: data })
          : new DragEvent('drop', { ...shared, dataTransfer: data }),
      );
    },
    [type, name] as const,
  );
}
