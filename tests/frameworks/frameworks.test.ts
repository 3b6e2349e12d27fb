import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { widgetChat, type Chat } from '../e2e/support/chat.js';
import { startDemoServer, type DemoServer } from '../e2e/support/demo-server.js';
import { watch } from '../e2e/support/violations.js';
import { launchChromium } from '../support/chromium.js';
import { startOpenAiServer, type OpenAiServer } from '../support/openai-server.js';
import { installRuntimes } from '../support/runtimes.js';
import { frameworks, installSite, type InstalledSite, type RunningSite } from './sites.js';

const words = Array.from({ length: 60 }, (_, index) => `word${index} `);
const question = 'Does Askwell set cookies?';

/** Development servers also say much that is no concern of a page. */
const ofHydration = /hydrat|mismatch|did(?:n't| not) match|warn\]|askwell/i;

let provider: OpenAiServer;
let askwell: DemoServer;
let browser: Browser;
let node: string;

beforeAll(async () => {
  provider = await startOpenAiServer();
  provider.reply({ deltas: words });
  [askwell, browser] = await Promise.all([
    startDemoServer({ OPENAI_API_KEY: 'sk-scripted', OPENAI_BASE_URL: provider.url, OPENAI_MODEL: 'scripted' }),
    launchChromium(),
  ]);
  // Newer than Askwell needs: most of the frameworks ask for it.
  node = (await installRuntimes()).find(({ name }) => name === 'Node 24')?.binary ?? process.execPath;
});
afterAll(async () => {
  await browser.close();
  await askwell.stop();
  await provider.stop();
});

describe.each(frameworks)('$name', (framework) => {
  const { url, key, secretKey } = framework.variables;
  let installed: InstalledSite;
  let site: RunningSite;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    const settings = { [url]: askwell.url, [key]: askwell.publishableKey, [secretKey]: askwell.secretKey };
    installed = await installSite(framework, node, settings);
    await installed.run('build');
    site = await installed.start('start');
    await askwell.allow(site.origin);
  });
  afterAll(() => site?.stop());
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
  });
  afterEach(() => context.close());

  const bubble = (): Chat => widgetChat(page, 'askwell-chat:not([mode=inline])');
  const inline = (): Chat => widgetChat(page, 'askwell-chat[mode=inline]');

  async function open(): Promise<Chat> {
    await page.getByRole('button', { name: 'Open chat' }).click();
    const chat = bubble();
    await chat.input.waitFor();
    return chat;
  }

  it('passes the type checker of the framework', async () => {
    await installed.run('check');
  });

  it('renders the element and the script tag on the server', async () => {
    const html = await (await fetch(`${site.origin}/help`)).text();
    expect(html).toMatch(/<askwell-chat[^>]* mode="inline"/);
    expect(html).toContain(`publishable-key="${askwell.publishableKey}"`);
    expect(html).toMatch(new RegExp(`${askwell.url}/widget.js`));
    expect(html).toContain('</html>');
  });

  it('hydrates in production without a word on the console, and breaks no policy', async () => {
    const { messages, violations } = await watchAll(page);
    await page.goto(`${site.origin}/help`);
    await inline().input.waitFor();
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('heading', { name: 'Harbour Bikes' }).waitFor();
    const chat = await open();
    await chat.ask(question);
    await chat.settled();
    expect(messages).toEqual([]);
    expect(await violations()).toEqual([]);
    // Unstyled chats break no policy either.
    expect(await chat.root.evaluate((panel) => getComputedStyle(panel).position)).toBe('fixed');
  });

  it('sends a strict policy with its pages', async () => {
    const { headers } = await fetch(`${site.origin}/help`);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src/);
  });

  it('keeps one chat, open and streaming, while the visitor changes pages', async () => {
    provider.replyOnce({ deltas: words, delay: 100 });
    await page.goto(site.origin);
    const chat = await open();
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await chat.ask(question);
    const text = (): Promise<string> => chat.answers.last().locator('.answer-text').innerText();
    await expect.poll(text).toContain('word3');
    for (const [link, heading] of [
      ['Help', 'Help'],
      ['Home', 'Harbour Bikes'],
      ['Help', 'Help'],
    ] as const) {
      await page.getByRole('link', { name: link }).click();
      await page.getByRole('heading', { name: heading }).waitFor();
    }
    await page.goBack();
    await page.getByRole('heading', { name: 'Harbour Bikes' }).waitFor();
    expect(await text()).not.toContain('word59');
    await chat.settled();
    expect(await text()).toContain('word0 word1');
    expect(await text()).toContain('word59');
    expect(await page.locator('askwell-chat').count()).toBe(1);
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
    expect(await chat.questions.count()).toBe(1);
    await chat.ask(question);
    await chat.settled();
    expect(await chat.questions.count()).toBe(2);
  });

  it.each(['loaded', 'entered'])('an element of a page that is %s: attributes, events, and away', async (how) => {
    const { messages } = await watchAll(page);
    await page.goto(how === 'loaded' ? `${site.origin}/help` : site.origin);
    if (how === 'entered') {
      await page.getByRole('button', { name: 'Open chat' }).waitFor();
      await page.getByRole('link', { name: 'Help' }).click();
    }
    const chat = inline();
    await chat.input.waitFor();
    const host = page.locator('askwell-chat[mode=inline]');
    const accent = (): Promise<string> =>
      host.evaluate((element) => getComputedStyle(element).getPropertyValue('--askwell-accent').trim());
    const violet = page.getByRole('button', { name: 'Violet' });
    await expect.poll(accent).toBe('#0a7d4f');
    expect(await host.locator('.launcher').count()).toBe(0);
    await violet.click();
    await expect.poll(accent).toBe('#7c3aed');
    await chat.ask(question);
    await page.getByText('Messages: user, assistant').waitFor();
    await page.getByRole('button', { name: 'Hide' }).click();
    await expect.poll(() => host.count()).toBe(0);
    await page.getByRole('button', { name: 'Show' }).click();
    await inline().input.waitFor();
    expect(await host.count()).toBe(1);
    expect(messages).toEqual([]);
  });

  it('asks with the secret key on the server', async () => {
    const response = await fetch(`${site.origin}${framework.ask}?q=${encodeURIComponent(question)}`);
    expect(await response.json()).toMatchObject({ text: expect.stringContaining('word59') as string });
  });

  if (framework.name === 'next') {
    it('renders the element in the edge runtime', async () => {
      const response = await fetch(`${site.origin}/edge`);
      expect(response.status).toBe(200);
      expect(await response.text()).toMatch(/<askwell-chat[^>]* mode="inline"/);
    });
  }

  it('hydrates in development without a warning', async () => {
    const development = await installed.start('dev');
    try {
      await askwell.allow(site.origin, development.origin);
      // The first visit compiles, and some servers reload the page after it.
      for (const visit of ['first', 'second']) {
        const tab = await context.newPage();
        const { messages } = await watchAll(tab);
        await tab.goto(`${development.origin}/help`);
        await tab.locator('askwell-chat[mode=inline] .input').waitFor();
        await tab.getByRole('button', { name: 'Violet' }).click();
        await tab.getByRole('button', { name: 'Open chat' }).waitFor();
        await tab.getByRole('link', { name: 'Home' }).click();
        await tab.getByRole('heading', { name: 'Harbour Bikes' }).waitFor();
        if (visit === 'second') expect(messages.filter((message) => ofHydration.test(message))).toEqual([]);
        await tab.close();
      }
    } finally {
      await development.stop();
    }
  });
});

/** Also the warnings: frameworks tell of a hydration that does not match by one. */
async function watchAll(page: Page): Promise<{ messages: string[]; violations(): Promise<string[]> }> {
  const { violations } = await watch(page);
  const messages: string[] = [];
  page.on('pageerror', (error) => messages.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) messages.push(`${message.type()}: ${message.text()}`);
  });
  return { messages, violations };
}
