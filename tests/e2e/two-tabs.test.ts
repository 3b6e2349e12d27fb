import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { startOpenAiServer, type OpenAiServer } from '../support/openai-server.js';
import { embedChat, type Chat } from './support/chat.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';

const words = Array.from({ length: 40 }, (_, index) => `word${index} `);
const text = words.join('').trim();

let provider: OpenAiServer;
let askwell: DemoServer;
let browser: Browser;
let device: BrowserContext;

beforeAll(async () => {
  provider = await startOpenAiServer();
  askwell = await startDemoServer({ OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: 'scripted', OPENAI_MODEL: 'scripted' });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await provider.stop();
  await askwell.stop();
});
beforeEach(async () => {
  device = await browser.newContext();
  provider.reply({ deltas: words, delay: 100 });
});
afterEach(() => device.close());

interface Tab {
  page: Page;
  chat: Chat;
  /** Addresses of the visitor's event streams that this tab has asked for. */
  followed: string[];
  requests: string[];
}

async function openTab(context: BrowserContext): Promise<Tab> {
  const page = await context.newPage();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page.goto(`${askwell.url}/embed/${askwell.publishableKey}`);
  const chat = embedChat(page);
  await chat.input.waitFor();
  return {
    page,
    chat,
    requests,
    get followed() {
      return requests.filter((request) => request === 'GET /v1/events');
    },
  };
}

/** The second device of the same visitor: what identifies it stands in its storage. */
async function secondDevice(from: BrowserContext): Promise<BrowserContext> {
  return browser.newContext({ storageState: await from.storageState() });
}

const shown = async ({ chat }: Tab): Promise<(string | null)[]> => [
  ...(await chat.questions.allTextContents()),
  ...(await chat.answers.locator('.answer-text').allTextContents()).map((value) => value.trim()),
];

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !(await holds()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  if (!(await holds())) throw new Error('The expected state was not reached.');
}

it('a question in one tab appears and streams in another and on a second device, once, without polling', async () => {
  const first = await openTab(device);
  const second = await openTab(device);
  await first.chat.ask('Does Askwell set cookies?');
  await first.chat.settled();
  // it was empty, and shows what the first tab has begun
  await second.chat.settled();
  await until(async () => (await second.chat.answers.count()) === 1);
  const third = await openTab(await secondDevice(device));
  await until(async () => (await third.chat.answers.count()) === 1);

  const asked = [first, second, third].map(({ requests }) => requests.length);
  await second.chat.ask('And local storage?');
  for (const tab of [first, third]) {
    await tab.chat.questions.nth(1).waitFor();
    await tab.chat.root.getByRole('button', { name: 'Stop' }).waitFor();
  }
  const growing = first.chat.answers.last().locator('.answer-text');
  const lengths = new Set<number>();
  await until(async () => {
    lengths.add((await growing.textContent())?.trim().length ?? 0);
    return (await growing.textContent())?.trim() === text;
  });
  expect(lengths.size).toBeGreaterThan(2);
  for (const tab of [first, second, third]) {
    await tab.chat.settled();
    await until(async () => (await shown(tab)).join('|') === (await shown(first)).join('|'));
    expect(await shown(tab)).toEqual(['You: Does Askwell set cookies?', 'You: And local storage?', text, text]);
  }
  const posted = [first, second, third].flatMap(({ requests }) =>
    requests.filter((request) => /^POST .*\/messages$/.test(request)),
  );
  expect(posted).toHaveLength(2);
  // one connection for the tabs of a browser, one for the other device; a question costs the others the run and nothing more
  expect(first.followed.length + second.followed.length).toBe(1);
  expect(third.followed).toHaveLength(1);
  for (const [index, { requests }] of [first, third].entries()) {
    const since = requests.slice(asked[index === 0 ? 0 : 2]);
    expect(since.filter((request) => /^GET .*\/runs\/run_\w+\/events$/.test(request))).toHaveLength(1);
    // at most the reading that follows the connection
    expect(since.filter((request) => /^GET .*\/messages$/.test(request)).length).toBeLessThanOrEqual(1);
  }
});

it('an answer is stopped from the other tab, a rating shows there, and the next tab takes over when the first closes', async () => {
  const first = await openTab(device);
  await first.chat.ask('Does Askwell set cookies?');
  await first.chat.settled();
  const second = await openTab(device);
  await until(async () => (await second.chat.answers.count()) === 1);

  await first.chat.ask('And local storage?');
  await second.chat.root.getByRole('button', { name: 'Stop' }).click();
  for (const tab of [first, second]) await tab.chat.settled();
  expect((await shown(first)).at(-1)).not.toBe(text);
  expect(await shown(second)).toEqual(await shown(first));

  await first.chat.answers.first().getByRole('button', { name: 'Helpful', exact: true }).click();
  const mark = second.chat.answers.first().getByRole('button', { name: 'Helpful', exact: true });
  await until(async () => (await mark.getAttribute('aria-pressed')) === 'true');

  expect(second.followed).toHaveLength(0);
  await first.page.close();
  await until(() => second.followed.length === 1);
  const third = await openTab(await secondDevice(device));
  await until(async () => (await third.chat.answers.count()) === 2);
  await third.chat.ask('Is it private?');
  await third.chat.settled();
  await until(async () => (await second.chat.answers.count()) === 3);
  await second.chat.settled();
  expect(await shown(second)).toEqual(await shown(third));
});
