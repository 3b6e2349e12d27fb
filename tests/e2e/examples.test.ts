import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { openWidget } from './support/chat.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';
import { installExample, startExample } from './support/example.js';
import { readSite, startSite } from './support/site.js';
import { watch } from './support/violations.js';

const execute = promisify(execFile);
const question = 'Does Askwell set cookies?';

describe('the examples, outside the workspace', () => {
  let askwell: DemoServer;
  let browser: Browser;
  const directories: string[] = [];

  beforeAll(async () => {
    askwell = await startDemoServer();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await askwell.stop();
    await Promise.all(directories.map((directory) => rm(directory, { recursive: true, force: true })));
  });

  async function install(...parameters: Parameters<typeof installExample>): Promise<string> {
    const directory = await installExample(...parameters);
    directories.push(directory);
    return directory;
  }

  it.each(['plain-html', 'strict-csp'])('%s: its page answers with a citation and breaks no policy', async (name) => {
    const example = await startExample(await install(name, []), {
      ASKWELL_URL: askwell.url,
      ASKWELL_KEY: askwell.publishableKey,
    });
    await askwell.allow(example.origin);
    const page = await browser.newPage();
    const { violations } = await watch(page);
    await page.goto(example.origin);
    const chat = await openWidget(page);
    await chat.ask(question);
    await chat.settled();
    await chat.answers.last().locator('.askwell-cite').first().click();
    await page.locator('blockquote mark').waitFor();

    expect(await violations()).toEqual([]);
    // Unstyled chats break no policy either: the panel must stand where its style sheet puts it.
    expect(await chat.root.evaluate((panel) => getComputedStyle(panel).position)).toBe('fixed');
    await page.close();
    await example.stop();
  });

  it('plain-html: the page’s own button opens the chat', async () => {
    const example = await startExample(await install('plain-html', []), {
      ASKWELL_URL: askwell.url,
      ASKWELL_KEY: askwell.publishableKey,
    });
    await askwell.allow(example.origin);
    const page = await browser.newPage();
    await page.goto(example.origin);
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
    await page.getByRole('button', { name: 'Ask a question' }).click();
    await page.getByRole('dialog').getByRole('textbox').waitFor();
    await page.close();
    await example.stop();
  });

  it('node-sdk: adds a document, prints an answer with its citation, and streams one to a visitor', async () => {
    await askwell.admin.assistants.update(askwell.assistantId, { allowMissingOrigin: true });
    const directory = await install('node-sdk', ['sdk']);
    const { stdout } = await execute(process.execPath, ['ask.mjs', 'How long can I keep a bike?'], {
      cwd: directory,
      env: {
        ...process.env,
        ASKWELL_URL: askwell.url,
        ASKWELL_SECRET_KEY: askwell.secretKey,
        ASKWELL_KEY: askwell.publishableKey,
      },
    });
    expect(stdout).toMatch(/Document doc_\w+ is ready/);
    expect(stdout).toMatch(/\[1\] Rental terms: ".*14 days/);
    expect(stdout.split('Streamed:')[1]).toContain('14 days');
    await askwell.admin.assistants.update(askwell.assistantId, { allowMissingOrigin: false });
  });

  it('react: builds, and both of its chats answer', async () => {
    const directory = await install('react', ['sdk', 'widget']);
    await execute(process.execPath, [path.join(directory, 'node_modules/vite/bin/vite.js'), 'build'], {
      cwd: directory,
      env: { ...process.env, NODE_ENV: 'production', VITE_ASKWELL_URL: askwell.url, VITE_ASKWELL_KEY: askwell.publishableKey },
    });
    const site = await startSite(await readSite(path.join(directory, 'dist')));
    await askwell.allow(site.origin);
    const page = await browser.newPage();
    await page.goto(site.origin);
    const own = page.getByRole('region', { name: 'Your own chat' });
    await own.getByRole('textbox').fill(question);
    await own.getByRole('button', { name: 'Ask' }).click();
    await own.locator('blockquote').first().waitFor();

    const chat = await openWidget(page);
    await chat.ask(question);
    await chat.settled();
    await chat.answers.last().locator('.askwell-cite').first().waitFor();
    await page.close();
    await site.stop();
  });
});
