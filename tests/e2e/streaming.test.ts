import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { defaultReply, startOpenAiServer, type OpenAiServer } from '../support/openai-server.js';
import { embedChat, openWidget, type Chat } from './support/chat.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';
import { plainPage, startSite, type Site } from './support/site.js';

const question = 'Does Askwell set cookies?';
const words = Array.from({ length: 60 }, (_, index) => `word${index} `);

/** The widget and the page behind /embed stand on one session, and must do the same. */
describe.each(['widget', 'embed'] as const)('answers of a language model in the %s', (kind) => {
  let provider: OpenAiServer;
  let askwell: DemoServer;
  let site: Site;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    provider = await startOpenAiServer();
    askwell = await startDemoServer({ OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: 'scripted', OPENAI_MODEL: 'scripted' });
    site = await startSite({
      '/': plainPage({ head: `<script src="${askwell.url}/widget.js" data-key="${askwell.publishableKey}" async></script>` }),
    });
    await askwell.allow(site.origin);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([site.stop(), provider.stop()]);
    await askwell.stop();
  });
  beforeEach(async () => {
    page = await browser.newPage();
  });
  afterEach(() => page.close());

  async function open(): Promise<Chat> {
    if (kind === 'widget') {
      await page.goto(site.origin);
      return openWidget(page);
    }
    await page.goto(`${askwell.url}/embed/${askwell.publishableKey}`);
    return embedChat(page);
  }

  it('shows the text as it is written, and a citation card once it is cited', async () => {
    provider.replyOnce({ deltas: ['Askwell sets no ', 'cookie', ' [1]', '. ', ...words], delay: 20 });
    const chat = await open();
    await chat.ask(question);
    const text = chat.answers.last().locator('.answer-text');
    const lengths = new Set<number>();
    const stop = chat.root.getByRole('button', { name: 'Stop' });
    await stop.waitFor();
    while (await stop.isVisible()) {
      lengths.add((await text.textContent())?.length ?? 0);
    }
    expect(lengths.size).toBeGreaterThan(5);
    await chat.settled();
    await text.locator('.askwell-cite').click();
    await page.locator('blockquote mark').waitFor();
  });

  it('never changes a block again once two others follow it', async () => {
    const blocks = Array.from({ length: 12 }, (_, index) =>
      index % 4 === 3 ? `- one ${index}\n- two ${index}` : `Paragraph ${index} with **bold** and \`code\` words.`,
    );
    provider.reply({ deltas: blocks.join('\n\n').match(/[^]{1,5}/g) ?? [], delay: 8 });
    const chat = await open();
    // The first answer fetches the renderer, and until it is here there is plain text and no block.
    await chat.ask(question);
    await chat.answers.last().getByText('two 11').waitFor();
    await chat.settled();
    await chat.root.evaluate((root) => {
      const settled = new Set<Node>();
      const changed: (string | null)[] = [];
      Object.assign(window, { watched: { settled, changed } });
      new MutationObserver((records) => {
        for (const { target, removedNodes } of records) {
          for (const node of removedNodes) if (settled.has(node)) changed.push(node.textContent);
          for (const block of settled) if (block.contains(target)) changed.push(block.textContent);
        }
        const [, answer] = root.querySelectorAll('.answer-text');
        for (const block of Array.from(answer?.children ?? []).slice(0, -2)) settled.add(block);
      }).observe(root, { childList: true, subtree: true, characterData: true });
    });
    await chat.ask(question);
    await chat.answers.last().getByText('two 11').waitFor();
    await chat.settled();
    const { changed, settled, inPlace } = await chat.answers
      .last()
      .locator('.answer-text')
      .evaluate((answer) => {
        const { watched } = window as unknown as { watched: { settled: Set<Node>; changed: string[] } };
        const all = Array.from(watched.settled);
        return { changed: watched.changed, settled: all.length, inPlace: all.every((node) => node.parentNode === answer) };
      });
    provider.reply(defaultReply);
    expect(changed).toEqual([]);
    expect(settled).toBeGreaterThanOrEqual(10);
    expect(inPlace).toBe(true);
  });

  it('stops at once, keeps what was written, and ends the request to the model', async () => {
    const before = provider.chats().length;
    provider.replyOnce({ deltas: words, delay: 100 });
    const chat = await open();
    await chat.ask(question);
    await chat.answers.last().getByText('word3').waitFor();
    await chat.root.getByRole('button', { name: 'Stop' }).click();
    await chat.settled();
    expect(await (await provider.chat(before)).ended).toBe('hung-up');
    const text = await chat.answers.last().locator('.answer-text').innerText();
    expect(text).toContain('word3');
    expect(text).not.toContain('word59');
    await chat.answers.last().getByText('Stopped').waitFor();
  });

  it('keeps the question when the model fails, and answers it on “Try again”', async () => {
    // More failures than the server's own retries can hide.
    const failing = { fault: { kind: 'status', status: 500 } } as const;
    provider.reply(failing);
    const chat = await open();
    await chat.ask(question);
    const alert = chat.root.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/try again/i);
    expect(await alert.innerText()).not.toMatch(/500|PROVIDER/);
    expect(await chat.questions.last().innerText()).toContain(question);

    provider.reply({ deltas: ['Now it works [1].'] });
    await chat.root.getByRole('button', { name: 'Try again' }).click();
    await chat.answers.last().getByText('Now it works').waitFor();
    await chat.settled();
    expect(await chat.questions.count()).toBe(1);
    expect(await alert.count()).toBe(0);
  });

  it('keeps what is typed while the server cannot be reached, and sends it on “Try again”', async () => {
    provider.reply({ deltas: ['Here again [1].'] });
    const chat = await open();
    await page.route(`${askwell.url}/v1/**`, (route) => route.abort());
    await chat.ask(question);
    await chat.root.getByRole('alert').waitFor();
    expect(await chat.input.inputValue()).toBe(question);

    await page.unroute(`${askwell.url}/v1/**`);
    await chat.root.getByRole('button', { name: 'Try again' }).click();
    await chat.answers.last().getByText('Here again').waitFor();
    await chat.settled();
    expect(await chat.input.inputValue()).toBe('');
  });

  it('says so when the model breaks off, and keeps the text until there', async () => {
    provider.reply({ deltas: ['The first half ', 'is here ', 'never sent'], fault: { kind: 'break-off', after: 2 } });
    const chat = await open();
    await chat.ask(question);
    await chat.root.getByRole('alert').waitFor();
    expect(await chat.answers.last().innerText()).toContain('The first half');
  });

  it('goes on with a running answer after a reload', async () => {
    provider.reply({ deltas: words, delay: 60 });
    const chat = await open();
    await chat.ask(question);
    await chat.answers.last().getByText('word5').waitFor();
    await page.reload();
    const again = kind === 'widget' ? await openWidget(page) : embedChat(page);
    await again.answers.last().getByText('word59').waitFor({ timeout: 20_000 });
    await again.settled();
    expect((await again.answers.last().locator('.answer-text').innerText()).split(/\s+/).filter(Boolean)).toEqual(
      words.map((word) => word.trim()),
    );
  });
});
