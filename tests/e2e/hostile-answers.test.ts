import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { startOpenAiServer, type OpenAiServer } from '../support/openai-server.js';
import { hostileAnswers, hostileImages } from './fixtures/hostile-answers.js';
import { startCanary, type Canary } from './support/canary.js';
import { embedChat, openWidget, type Chat } from './support/chat.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';
import { plainPage, startSite, type Site } from './support/site.js';
import { countActive, inspectAnswer } from './support/smuggled.js';
import { recordRequests } from './support/violations.js';

const question = 'Does Askwell set cookies?';
const imageHost = 'images.example.com';

describe('what a model, a document, a tenant and a visitor write', () => {
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
    const tag = `<script nonce="n" src="${askwell.url}/widget.js" data-key="${askwell.publishableKey}" async></script>`;
    // As in docs/content-security-policy.md.
    const policy = `default-src 'none'; script-src 'nonce-n' 'strict-dynamic'; connect-src ${askwell.url}; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html`;
    site = await startSite({
      '/': plainPage({ head: tag }),
      '/strict': { html: plainPage({ head: tag }), headers: { 'content-security-policy': policy } },
    });
    await askwell.allow(site.origin);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([site.stop(), provider.stop(), canary.stop()]);
    await askwell.stop();
  });

  const fill = (text: string): string => text.replaceAll('{canaryHost}', canary.host).replaceAll('{canary}', canary.url);
  const hostileTexts = (): string[] => hostileAnswers.map(([, text]) => fill(text));

  describe.each(['widget', 'embed'] as const)('in the %s', (kind) => {
    let context: BrowserContext;
    let page: Page;
    let requests: string[];

    async function open({ strict = false } = {}): Promise<Chat> {
      context = await browser.newContext({ bypassCSP: !strict });
      requests = recordRequests(context);
      await context.route(`https://${imageHost}/**`, (route) => route.fulfill({ status: 204 }));
      page = await context.newPage();
      return load({ strict });
    }

    async function load({ strict = false } = {}): Promise<Chat> {
      const address =
        kind === 'widget' ? `${site.origin}/${strict ? 'strict' : ''}` : `${askwell.url}/embed/${askwell.publishableKey}`;
      await page.goto(address);
      const chat = kind === 'widget' ? await openWidget(page) : embedChat(page);
      await chat.input.waitFor();
      return chat;
    }

    /** No script has run, and nobody was asked but the page, Askwell and whom the tenant allowed. */
    async function expectHarmless(...allowed: string[]): Promise<void> {
      expect(await page.evaluate(() => 'owned' in window)).toBe(false);
      const hosts = new Set(requests.filter((url) => !url.startsWith('data:')).map((url) => new URL(url).origin));
      for (const origin of [askwell.url, site.origin, ...allowed]) hosts.delete(origin);
      expect(Array.from(hosts)).toEqual([]);
      expect(canary.requests).toEqual([]);
    }

    it.each([
      ['an answer, whole', { size: 10_000 }],
      ['an answer, in pieces of three characters, while images of one host are allowed', { size: 3, images: true }],
      ['an answer, on a page with a strict policy, though the sanitiser lets all through', { size: 10_000, sanitised: false }],
    ])(
      '%s',
      async (_name, { size, images = false, sanitised = true }: { size: number; images?: boolean; sanitised?: boolean }) => {
        await askwell.admin.assistants.update(askwell.assistantId, { imageHosts: images ? [imageHost] : [] });
        const chat = await open({ strict: !sanitised });
        if (!sanitised) {
          await context.route('**/sanitize-block-*.js', (route) =>
            route.fulfill({
              contentType: 'text/javascript',
              headers: { 'access-control-allow-origin': '*' },
              body: 'export const createSanitizer = () => () => undefined;',
            }),
          );
        }
        let active = '';
        const rows = images ? [...hostileAnswers, ...hostileImages] : hostileAnswers;
        for (const [index, [name, markdown]] of rows.entries()) {
          provider.reply({ deltas: [...pieces(`Before. ${fill(markdown)}`, size), '\n\nAfter the end.'] });
          await chat.ask(`${question} ${index}.`);
          await chat.questions.filter({ hasText: ` ${index}.` }).waitFor();
          const answer = chat.answers.last().locator('.answer-text');
          await answer.getByText('Before.').waitFor();
          await chat.settled();
          expect({ name, ...(await inspectAnswer(answer, images ? imageHost : undefined)) }).toEqual({
            name,
            strangers: [],
            attributes: [],
            links: [],
          });
          const counts = JSON.stringify(await countActive(page));
          active ||= counts;
          expect({ name, counts }).toEqual({ name, counts: active });
        }
        await expectHarmless(`https://${imageHost}`);
        expect(requests.some((url) => url.startsWith(`https://${imageHost}/`))).toBe(images);
        await context.close();
      },
    );

    it('the title, the text and the address of a document, and a question', async () => {
      const texts = hostileTexts();
      const written = await askwell.admin.documents.createBatch(
        texts.map((text, index) => ({
          externalId: `hostile-${index}`,
          title: text.slice(0, 400),
          text: `Zqrule${index} says this and nothing more. ${text}`,
          url: `https://docs.example/${encodeURI(text).slice(0, 800)}?<script>owned=1</script>#" onclick="owned=1`,
        })),
      );
      for (const { id } of written) await expect.poll(async () => (await askwell.admin.documents.get(id)).status).toBe('ready');
      provider.reply({ deltas: ['It says this [1] [2] [3] [4] [5].'] });
      const chat = await open();
      const shown = new Set<string>();
      let active = '';
      // Of three documents one is asked for, and those that are found beside it are read as well.
      for (let index = 0; index < texts.length; index += 3) {
        await chat.ask(`What does Zqrule${index} say? ${texts[index]}`);
        await chat.questions.filter({ hasText: `Zqrule${index} ` }).waitFor();
        await chat.settled();
        expect(await chat.questions.last().textContent()).toContain(texts[index]);
        for (const mark of await chat.answers.last().locator('.askwell-cite').all()) {
          await mark.dispatchEvent('click');
          const card = page.locator('.card:visible');
          shown.add(await card.locator('.card-title').innerText());
          const counts = JSON.stringify(await countActive(page));
          active ||= counts;
          expect({ index, counts }).toEqual({ index, counts: active });
          await page.keyboard.press('Escape');
        }
        await chat.root.getByRole('button', { name: 'Menu' }).click();
        await chat.root.getByRole('menuitem', { name: 'New conversation' }).click();
        await chat.questions.waitFor({ state: 'detached' });
      }
      expect(shown.size).toBeGreaterThan(texts.length / 2);
      await expectHarmless();
      await context.close();
    });

    it('the name, the greeting, the starters and the texts of a tenant', async () => {
      const texts = hostileTexts();
      let active = '';
      for (let first = 0; first < texts.length; first += 6) {
        const [name = '', greeting = '', placeholder = '', ...starters] = texts
          .slice(first, first + 6)
          .map((text) => text.slice(0, 180));
        await askwell.admin.assistants.update(askwell.assistantId, {
          name: name.slice(0, 80),
          greeting,
          starters,
          strings: { placeholder },
        });
        if (first === 0) await open();
        else await load();
        for (const text of [greeting, ...starters])
          await page.getByText(text.replaceAll(/\s+/g, ' ').trim(), { exact: true }).first().waitFor();
        const counts = JSON.stringify(await countActive(page));
        active ||= counts;
        expect({ first, counts }).toEqual({ first, counts: active });
      }
      await expectHarmless();
      await context.close();
    });
  });
});

function pieces(text: string, size: number): string[] {
  const points = Array.from(text);
  return Array.from({ length: Math.ceil(points.length / size) }, (_, index) =>
    points.slice(index * size, (index + 1) * size).join(''),
  );
}
