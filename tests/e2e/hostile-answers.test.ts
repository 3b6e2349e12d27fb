import { createServer, type Server } from 'node:http';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { startOpenAiServer, type OpenAiServer } from '../support/openai-server.js';
import { hostileAnswers } from './fixtures/hostile-answers.js';
import { embedChat, openWidget, type Chat } from './support/chat.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';
import { plainPage, startSite, type Site } from './support/site.js';

const question = 'Does Askwell set cookies?';
/** What an answer may be made of; whatever else stands in it was smuggled in. */
const allowedElements = new Set(
  'A B BLOCKQUOTE BR BUTTON CODE DEL EM H3 H4 H5 H6 HR LI OL P PRE S SPAN STRONG TABLE TBODY TD TH THEAD TR UL'.split(' '),
);

/** The page of the widget has no policy of its own here, so that nothing but the chat stands between the answer and the visitor. */
describe.each(['widget', 'embed'] as const)('hostile answers in the %s', (kind) => {
  let provider: OpenAiServer;
  let askwell: DemoServer;
  let site: Site;
  let browser: Browser;
  let canary: Canary;

  beforeAll(async () => {
    canary = await startCanary();
    provider = await startOpenAiServer();
    askwell = await startDemoServer({
      OPENAI_BASE_URL: provider.url,
      OPENAI_API_KEY: 'scripted',
      OPENAI_MODEL: 'scripted',
      ASKWELL_LIMITS: 'off',
    });
    site = await startSite({
      '/': plainPage({ head: `<script src="${askwell.url}/widget.js" data-key="${askwell.publishableKey}" async></script>` }),
    });
    await askwell.allow(site.origin);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([site.stop(), provider.stop(), canary.stop()]);
    await askwell.stop();
  });

  async function open(page: Page): Promise<Chat> {
    await page.goto(kind === 'widget' ? site.origin : `${askwell.url}/embed/${askwell.publishableKey}`);
    return kind === 'widget' ? openWidget(page) : embedChat(page);
  }

  it.each([
    ['whole', 10_000],
    ['in pieces of three characters', 3],
  ])('%s', async (_name, size) => {
    const page = await browser.newPage();
    const chat = await open(page);
    for (const [name, markdown] of hostileAnswers) {
      const text = markdown.replaceAll('{canaryHost}', canary.host).replaceAll('{canary}', canary.url);
      provider.reply({ deltas: [...pieces(`Before. ${text}`, size), '\n\nAfter the end.'] });
      await chat.ask(question);
      const answer = chat.answers.last().locator('.answer-text');
      await answer.getByText('Before.').waitFor();
      await chat.settled();
      expect({ name, ...(await inspect(answer)) }).toEqual({ name, strangers: [], attributes: [], links: [] });
      expect({ name, owned: await page.evaluate(() => 'owned' in window) }).toEqual({ name, owned: false });
      await chat.root.getByRole('button', { name: 'Menu' }).click();
      await chat.root.getByRole('menuitem', { name: 'New conversation' }).click();
    }
    expect(canary.requests).toEqual([]);
    await page.close();
  });
});

/** Elements, attributes and links of an answer that are not the renderer's own. */
function inspect(answer: Locator): Promise<{ strangers: string[]; attributes: string[]; links: string[] }> {
  return answer.evaluate((root, allowed) => {
    const elements = Array.from(root.querySelectorAll('*'));
    // What the renderer itself adds: citation marks, a box around a wide table, and the frame of a block of code with its button.
    const isOwn = (element: Element): boolean =>
      element.matches(
        'button.askwell-cite, span.askwell-whole, div.askwell-table, div.askwell-code, .askwell-code-head, .askwell-code-head *',
      ) ||
      (allowed.includes(element.tagName) && element.tagName !== 'BUTTON');
    return {
      strangers: elements.filter((element) => !isOwn(element)).map((element) => element.outerHTML.slice(0, 200)),
      attributes: elements
        .flatMap((element) => Array.from(element.attributes, ({ name }) => `${element.tagName} ${name}`))
        .filter((name) => / (on\w+|style|id|name|src|srcset|form\w*|ping|poster|background|action)$/.test(name)),
      links: elements
        .flatMap((element) => (element instanceof HTMLAnchorElement ? [element.href] : []))
        .filter((href) => !/^(https?:\/\/|mailto:)/.test(href)),
    };
  }, Array.from(allowedElements));
}

function pieces(text: string, size: number): string[] {
  const points = Array.from(text);
  return Array.from({ length: Math.ceil(points.length / size) }, (_, index) =>
    points.slice(index * size, (index + 1) * size).join(''),
  );
}

interface Canary {
  url: string;
  host: string;
  requests: string[];
  stop(): Promise<void>;
}

/** A host that no answer may reach. It writes down whoever asks. */
async function startCanary(): Promise<Canary> {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    url: `http://${host}`,
    host,
    requests,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
