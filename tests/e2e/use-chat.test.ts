import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { startOpenAiServer, type OpenAiServer } from '../support/openai-server.js';
import { installPacked } from '../support/packed.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';
import { installExample } from './support/example.js';
import { readSite, startSite, type Site } from './support/site.js';
import { watch, type Watch } from './support/violations.js';

const execute = promisify(execFile);
const question = 'Does Askwell set cookies?';

describe('clients of others, outside the workspace', () => {
  let provider: OpenAiServer;
  let askwell: DemoServer;
  const directories: string[] = [];

  beforeAll(async () => {
    provider = await startOpenAiServer();
    askwell = await startDemoServer({ OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: 'scripted', OPENAI_MODEL: 'scripted' });
  });
  afterAll(async () => {
    await provider.stop();
    await askwell.stop();
    await Promise.all(directories.map((directory) => rm(directory, { recursive: true, force: true })));
  });

  it('openai-client: prints an answer with its citations, then streams one with its usage', async () => {
    const directory = await installExample('openai-client', []);
    directories.push(directory);
    await installPacked(directory, []);
    provider.reply({ deltas: ['No, it sets ', 'none [1].'], usage: { prompt_tokens: 40, completion_tokens: 2 } });
    const { stdout } = await execute(process.execPath, ['ask.mjs', question], {
      cwd: directory,
      env: { ...process.env, ASKWELL_URL: askwell.url, ASKWELL_SECRET_KEY: askwell.secretKey },
    });
    const [whole = '', streamed = ''] = stdout.split('Streamed:');
    expect(whole).toMatch(/^No, it sets none \[1\]\.\n {2}\[1\] ".+"\n {2}\[1\] is .+, http:\/\/\S+\/docs\/\S+\n/);
    expect(streamed.trim()).toBe('No, it sets none [1].\n  with 42 tokens');
  });

  describe('ai-sdk-react: useChat in a browser', () => {
    let site: Site;
    let browser: Browser;
    let directory: string;
    let page: Page;
    let answers: Locator;
    let watched: Watch;

    beforeAll(async () => {
      directory = await installExample('ai-sdk-react', ['sdk']);
      directories.push(directory);
      await execute(process.execPath, [path.join(directory, 'node_modules/vite/bin/vite.js'), 'build'], {
        cwd: directory,
        env: { ...process.env, NODE_ENV: 'production', VITE_ASKWELL_URL: askwell.url, VITE_ASKWELL_KEY: askwell.publishableKey },
      });
      site = await startSite(await readSite(path.join(directory, 'dist')));
      await askwell.allow(site.origin);
      browser = await launchChromium();
    });
    afterAll(async () => {
      await browser?.close();
      await site?.stop();
    });
    beforeEach(async () => {
      page = await browser.newPage();
      watched = await watch(page);
      await page.goto(site.origin);
      answers = page.locator('li[data-role=assistant]');
    });
    afterEach(() => page.close());

    async function ask(text: string): Promise<void> {
      await page.getByRole('textbox').fill(text);
      await page.getByRole('button', { name: 'Ask' }).click();
    }
    const isIn = (status: string): Promise<void> => page.getByRole('status').getByText(status, { exact: true }).waitFor();

    it('shows the text, the source and the citation of an answer, and goes on with the conversation', async () => {
      provider.reply({ deltas: ['Askwell sets no ', 'cookie', ' [1', '].'] });
      await ask(question);
      await answers.locator('blockquote').waitFor();
      await isIn('ready');
      expect(await answers.locator('p').innerText()).toBe('Askwell sets no cookie [1].');
      expect(await answers.locator('blockquote').innerText()).toMatch(/^\[1\] .*cookie/i);
      expect(await answers.locator('a').getAttribute('href')).toContain('/docs/');

      await ask('And does it use local storage?');
      await answers.nth(1).locator('blockquote').waitFor();
      await isIn('ready');
      const roles = provider
        .chats()
        .at(-1)
        ?.body.messages?.map(({ role }) => role);
      expect(roles).toEqual(['system', 'user', 'assistant', 'user']);
      expect(watched.errors).toEqual([]);
    });

    it('shows an answer that does not know', async () => {
      provider.reply({ deltas: ['NOT_COVERED'] });
      await ask(question);
      await isIn('ready');
      expect(await answers.locator('p').innerText()).not.toBe('');
      expect(await answers.locator('blockquote').count()).toBe(0);
      expect(watched.errors).toEqual([]);
    });

    it('is told when the provider fails, and gets an answer on “Try again”', async () => {
      provider.reply({ fault: { kind: 'status', status: 401 } });
      await ask(question);
      const alert = page.getByRole('alert');
      await alert.waitFor();
      await isIn('error');
      expect(await alert.innerText()).toContain('ASSISTANT_UNAVAILABLE');
      provider.reply({ deltas: ['Here again [1].'] });
      await alert.getByRole('button').click();
      await page.getByText('Here again [1].').waitFor();
      await isIn('ready');
    });

    it('stops the answer at the server and keeps what was written', async () => {
      const before = provider.chats().length;
      provider.reply({ deltas: Array.from({ length: 100 }, (_, index) => `word${index} `), delay: 60 });
      await ask(question);
      await answers.getByText('word3').waitFor();
      await page.getByRole('button', { name: 'Stop' }).click();
      await isIn('ready');
      expect(await (await provider.chat(before)).ended).toBe('hung-up');
      expect(await answers.locator('p').innerText()).not.toContain('word99');
      expect(watched.errors).toEqual([]);
    });
  });
});
