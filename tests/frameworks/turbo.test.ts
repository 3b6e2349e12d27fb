import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWidget } from '../e2e/support/chat.js';
import { startDemoServer, type DemoServer } from '../e2e/support/demo-server.js';
import { startSite, type Site } from '../e2e/support/site.js';
import { watch, type Watch } from '../e2e/support/violations.js';
import { launchChromium } from '../support/chromium.js';
import { startOpenAiServer, type OpenAiServer } from '../support/openai-server.js';

const turbo = '8.0.23';
const words = Array.from({ length: 60 }, (_, index) => `word${index} `);
const question = 'Does Askwell set cookies?';

describe('Turbo', () => {
  let provider: OpenAiServer;
  let askwell: DemoServer;
  let browser: Browser;
  let site: Site;
  let page: Page;
  let watched: Watch;

  beforeAll(async () => {
    provider = await startOpenAiServer();
    provider.reply({ deltas: words });
    askwell = await startDemoServer({ OPENAI_API_KEY: 'sk-scripted', OPENAI_BASE_URL: provider.url, OPENAI_MODEL: 'scripted' });
    browser = await launchChromium();
    const tag = `<script src="${askwell.url}/widget.js" data-key="${askwell.publishableKey}" async></script>`;
    const html = (title: string, { head = '', body = '' }): string =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"><script type="module" src="/turbo.js"></script>${head}</head>
<body><h1>${title}</h1><a href="/${head ? 'head' : 'body'}">Home</a> <a href="/${head ? 'head' : 'body'}/help">Help</a>${body}</body></html>`;
    const morph = '<meta name="turbo-refresh-method" content="morph"><meta name="turbo-refresh-scroll" content="preserve">';
    site = await startSite({
      '/turbo.js': { html: await fetchTurbo(), headers: { 'content-type': 'text/javascript' } },
      '/head': html('Home', { head: morph + tag }),
      '/head/help': html('Help', { head: morph + tag }),
      '/body': html('Home', { body: tag }),
      '/body/help': html('Help', { body: tag }),
    });
    await askwell.allow(site.origin);
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
    await askwell.stop();
    await provider.stop();
  });
  beforeEach(async () => {
    page = await browser.newPage();
    watched = await watch(page);
  });
  afterEach(() => page.close());

  const heading = (name: string): Promise<void> => page.getByRole('heading', { name }).waitFor();
  async function follow(name: string): Promise<void> {
    await page.getByRole('link', { name }).click();
    await heading(name);
  }

  it.each(['head', 'body'])('keeps one chat, open and streaming, with the tag in the %s', async (place) => {
    provider.replyOnce({ deltas: words, delay: 100 });
    await page.goto(`${site.origin}/${place}`);
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    const chat = await openWidget(page);
    await chat.ask(question);
    const text = (): Promise<string> => chat.answers.last().locator('.answer-text').innerText();
    await expect.poll(text).toContain('word3');
    await follow('Help');
    await follow('Home');
    // Both pages are shown from Turbo's copies now.
    await page.goBack();
    await heading('Help');
    await page.goBack();
    await heading('Home');
    expect(await text()).not.toContain('word59');
    await chat.settled();
    expect(await text()).toContain('word0 word1');
    expect(await text()).toContain('word59');
    expect(await page.locator('askwell-chat').count()).toBe(1);
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
    await chat.ask(question);
    await chat.settled();
    expect(await chat.questions.count()).toBe(2);
    expect(watched.errors).toEqual([]);
  });

  it('keeps one chat while the page is morphed', async () => {
    provider.replyOnce({ deltas: words, delay: 100 });
    await page.goto(`${site.origin}/head`);
    const chat = await openWidget(page);
    await chat.ask(question);
    const text = (): Promise<string> => chat.answers.last().locator('.answer-text').innerText();
    await expect.poll(text).toContain('word3');
    for (let round = 0; round < 2; round += 1) {
      const morphed = page.evaluate(
        () => new Promise<void>((resolve) => addEventListener('turbo:morph', () => resolve(), { once: true })),
      );
      await page.evaluate(() =>
        (window as unknown as { Turbo: { visit(url: string, options: object): void } }).Turbo.visit(location.href, {
          action: 'replace',
        }),
      );
      await morphed;
    }
    expect(await text()).not.toContain('word59');
    await chat.settled();
    expect(await text()).toContain('word59');
    expect(await page.locator('askwell-chat').count()).toBe(1);
    expect(watched.errors).toEqual([]);
  });
});

async function fetchTurbo(): Promise<string> {
  const directory = path.join(tmpdir(), 'askwell-frameworks', 'turbo');
  await mkdir(directory, { recursive: true });
  await writeFile(
    path.join(directory, 'package.json'),
    JSON.stringify({ private: true, dependencies: { '@hotwired/turbo': turbo } }),
  );
  const options = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'];
  await promisify(execFile)('npm', options, { cwd: directory });
  return readFile(path.join(directory, 'node_modules/@hotwired/turbo/dist/turbo.es2017-esm.js'), 'utf8');
}
