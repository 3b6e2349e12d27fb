import '@askwell/widget/global';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { embedChat } from './support/chat.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';
import { startMock } from './support/mock-api.js';
import { frameModule } from './support/frame-module.js';
import { plainPage, startSite, type Site } from './support/site.js';
import { watch } from './support/violations.js';

const question = 'Does Askwell set cookies?';

describe('the widget as a frame', () => {
  let askwell: DemoServer;
  let site: Site;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    askwell = await startDemoServer();
    const tag = `<script nonce="abc" src="${askwell.url}/widget.js" data-key="${askwell.publishableKey}" data-isolation="iframe" async></script>`;
    const strict = [
      "default-src 'none'",
      "script-src 'nonce-abc' 'strict-dynamic'",
      `frame-src ${askwell.url}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
    ].join('; ');
    const html = plainPage({ head: tag }).replace('<link rel="icon" href="data:,">', '');
    const module = await frameModule(askwell.url);
    const own = (attributes: string): string => {
      const element = `<askwell-frame publishable-key="${askwell.publishableKey}" api="${askwell.url}" ${attributes}></askwell-frame>`;
      return plainPage({ body: `${element}<script type="module">import { define } from '${module}'; define();</script>` });
    };
    site = await startSite({
      '/': html,
      '/strict': { html, headers: { 'content-security-policy': strict } },
      ...Object.fromEntries(['bubble', 'popup', 'inline', 'page'].map((mode) => [`/${mode}`, own(`mode="${mode}"`)])),
      '/fixed': own('mode="inline" style="--askwell-inline-height: 480px"'),
    });
    await askwell.allow(site.origin);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
    await askwell.stop();
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
  });
  afterEach(() => context.close());

  const chat = () => embedChat(page.frameLocator('askwell-frame iframe'));

  it('is framed by the same launcher, answers, and gives the focus back on Escape', async () => {
    const { violations, errors } = await watch(page);
    await page.goto(`${site.origin}/strict`);
    await page.getByRole('button', { name: 'Open chat' }).click();
    await chat().input.waitFor();
    await expect.poll(() => chat().input.evaluate((input) => input.matches(':focus'))).toBe(true);
    await chat().ask(question);
    await chat().settled();
    await chat().input.press('Escape');
    await page.locator('askwell-frame iframe').waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className)).toContain('launcher');
    expect({ violations: await violations(), errors }).toEqual({ violations: [], errors: [] });
  });

  const panelBox = async () => page.locator('askwell-frame .panel').boundingBox();

  it.each([
    ['the page says so', '/popup', undefined],
    ['the config says so', '/', 'popup' as const],
  ])('opens a window in the middle where %s, which a press beside it closes', async (_who, path, mode) => {
    if (mode) await askwell.admin.assistants.update(askwell.assistantId, { mode });
    await page.goto(site.origin + path);
    await page.getByRole('button', { name: 'Open chat' }).click();
    await chat().input.waitFor();
    await expect.poll(panelBox).toEqual({ x: 320, y: 20, width: 640, height: 760 });
    expect(await page.locator('askwell-frame .panel').getAttribute('aria-modal')).toBe('true');
    // Tab goes round in it, and never to what lies behind.
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.localName)).toBe('askwell-frame');
    }
    expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('hidden');
    await page.mouse.click(100, 400);
    await page.locator('askwell-frame .panel').waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('');
    if (mode) await askwell.admin.assistants.update(askwell.assistantId, { mode: 'bubble' });
  });

  it('paints its own launcher where the page writes the element', async () => {
    await page.goto(`${site.origin}/bubble`);
    await page.getByRole('button', { name: 'Open chat' }).click();
    await chat().ask(question);
    await chat().settled();
    const box = await panelBox();
    expect(box && { right: box.x + box.width, width: box.width }).toEqual({ right: 1260, width: 400 });
    await page.getByRole('button', { name: 'Close chat', exact: true }).first().click();
    await page.locator('askwell-frame .panel').waitFor({ state: 'hidden' });
  });

  it('stands in the page as high as what it shows, and grows with an answer', async () => {
    await page.goto(`${site.origin}/inline`);
    await chat().input.waitFor();
    const height = async (): Promise<number> => (await panelBox())?.height ?? 0;
    const fits = (): Promise<boolean> =>
      chat()
        .root.locator('.scroller')
        .evaluate((box) => box.scrollHeight <= box.clientHeight + 1);
    await expect.poll(fits).toBe(true);
    const empty = await height();
    for (const text of [question, 'How do I install the widget?', 'How do I pin a version?']) {
      await chat().ask(text);
      await chat().settled();
    }
    await expect.poll(height).toBeGreaterThan(empty + 100);
    await expect.poll(fits).toBe(true);
    const grown = await height();
    await page.locator('askwell-frame').evaluate((chat) => (chat as HTMLElement & { reset(): void }).reset());
    await expect.poll(height).toBeLessThan(grown - 100);
    expect(await page.locator('askwell-frame .launcher').count()).toBe(0);
    await chat().input.focus();
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('askwell-frame');
    // A press on Escape closes nothing that is part of the page.
    await chat().input.press('Escape');
    expect(await chat().input.isVisible()).toBe(true);
  });

  it('stands as high as the page wants it', async () => {
    await page.goto(`${site.origin}/fixed`);
    await chat().ask(question);
    await chat().settled();
    expect((await panelBox())?.height).toBe(480);
  });

  it('is the whole window in the mode of a page', async () => {
    await page.goto(`${site.origin}/page`);
    await chat().ask(question);
    await chat().settled();
    expect(await panelBox()).toEqual({ x: 0, y: 0, width: 1280, height: 800 });
    expect(await page.locator('askwell-frame .launcher').count()).toBe(0);
    expect(await chat().root.getByRole('button', { name: 'Close' }).count()).toBe(0);
  });

  it('takes the same commands and tells the same events', async () => {
    await page.goto(site.origin);
    await page.waitForFunction(() => window.Askwell);
    await page.evaluate((text) => {
      const told: string[] = [];
      Object.assign(window, { told });
      window.Askwell?.('on', 'open', () => told.push('open'));
      window.Askwell?.('on', 'close', () => told.push('close'));
      window.Askwell?.('on', 'message', ({ detail }) => told.push(detail.role));
      window.Askwell?.('send', text);
    }, question);
    await chat().settled();
    const told = (): Promise<string[]> => page.evaluate(() => (window as unknown as { told: string[] }).told);
    await expect.poll(told).toEqual(['open', 'user', 'assistant']);
    await page.evaluate(() => window.Askwell?.('reset'));
    await expect.poll(() => chat().questions.count()).toBe(0);
    await page.evaluate(() => window.Askwell?.('close'));
    await expect.poll(told).toEqual(['open', 'user', 'assistant', 'close']);
  });

  it('is unmoved by a thousand forged and malformed messages, on both sides', async () => {
    const { errors } = await watch(page);
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Open chat' }).click();
    await chat().ask(question);
    await chat().settled();
    const state = async (): Promise<unknown> => [
      await page.locator('askwell-frame').evaluate((host) => host.outerHTML),
      await chat().questions.allTextContents(),
      await chat().input.inputValue(),
    ];
    const before = await state();
    const frame = page.frames().find((candidate) => candidate.url().startsWith(`${askwell.url}/embed/`));
    await frame?.evaluate(() => {
      const heard = new Promise<void>((resolve) => {
        addEventListener('message', ({ data }) => data === 'the last' && resolve());
      });
      Object.assign(window, { heard });
    });
    await page.evaluate(async (origin) => {
      const frame = document.querySelector('askwell-frame')?.shadowRoot?.querySelector('iframe')?.contentWindow;
      const shapes = (at: number): unknown[] => [
        { askwell: 'hello', version: 1 },
        { askwell: 'connect', version: 1, mode: 'panel' },
        { askwell: 'connect', version: at, mode: 'inline' },
        { type: 'close' },
        { type: 'send', id: at, text: 'forged' },
        { type: 'reset' },
        { type: 'height', height: at * 1e9 },
        JSON.stringify({ type: 'reset' }),
        at,
        null,
        [at],
        { __proto__: { askwell: 'hello' }, toString: 'x' },
        new Map([['type', 'reset']]),
        'x'.repeat(at * 10),
      ];
      for (let at = 0; at < 1_000; at += 1) {
        const options = shapes(at);
        const data = options[at % options.length];
        window.postMessage(data, '*');
        // A second channel must not take the place of the first.
        const { port2 } = new MessageChannel();
        frame?.postMessage(data, origin, [port2]);
      }
      frame?.postMessage('the last', origin);
      await new Promise<void>((resolve) => {
        addEventListener('message', ({ data }) => data === 'the last' && resolve());
        window.postMessage('the last', '*');
      });
    }, askwell.url);
    await frame?.evaluate(() => (window as unknown as { heard: Promise<void> }).heard);
    expect(await state()).toEqual(before);
    expect(errors).toEqual([]);
    // The true line still works.
    await page.evaluate(() => window.Askwell?.('reset'));
    await expect.poll(() => chat().questions.count()).toBe(0);
  });

  it('installs as an app from its own address', async () => {
    await page.goto(`${askwell.url}/embed/${askwell.publishableKey}`);
    const cdp = await context.newCDPSession(page);
    await expect.poll(async () => (await cdp.send('Page.getAppManifest')).url).toContain('app.webmanifest');
    const { errors, data } = await cdp.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const manifest = JSON.parse(data ?? '{}') as { display: string; start_url: string; icons: { src: string }[] };
    expect(manifest.display).toBe('standalone');
    const base = `${askwell.url}/embed/${askwell.publishableKey}/app.webmanifest`;
    for (const src of [manifest.start_url, ...manifest.icons.map((icon) => icon.src)]) {
      expect((await fetch(new URL(src, base))).status).toBe(200);
    }
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  });

  it('is pinned by a version whose hash the server tells', async () => {
    const { path, integrity } = (await (await fetch(`${askwell.url}/widget/release.json`)).json()) as {
      path: string;
      integrity: string;
    };
    const pinned = await startSite({
      '/': plainPage({
        head: `<script src="${askwell.url}${path}" integrity="${integrity}" crossorigin data-key="${askwell.publishableKey}" async></script>`,
      }),
    });
    await askwell.allow(site.origin, pinned.origin);
    const response = page.waitForResponse((answer) => answer.url().endsWith(path));
    await page.goto(pinned.origin);
    expect((await response).headers()['cache-control']).toContain('immutable');
    await page.getByRole('button', { name: 'Open chat' }).click();
    await page.locator('askwell-chat .input').waitFor();
    await pinned.stop();
  });
});

describe('a tool of the page that frames the chat', () => {
  it('is asked for in the page’s words, and runs on the page', async () => {
    const mock = await startMock('data-isolation="iframe"');
    const browser = await launchChromium();
    const page = await browser.newPage();
    const chat = embedChat(page.frameLocator('askwell-frame iframe'));
    await page.goto(`${mock.origin}/`);
    await page.getByRole('button', { name: 'Open chat' }).click();
    await chat.input.waitFor();
    await page.evaluate(() =>
      window.Askwell?.('tool', {
        name: 'set-plan',
        description: 'Choose this plan',
        parameters: { type: 'object', properties: { plan: { type: 'string' } } },
        run: (input: unknown) => {
          Object.assign(window, { ran: input });
          return { chosen: true };
        },
      }),
    );
    await chat.ask('Use your tool');
    const card = chat.root.getByRole('group', { name: 'May the assistant do this on the page: Choose this plan?' });
    await card.getByRole('button', { name: 'Allow', exact: true }).click();
    await chat.root.getByText('Done: Choose this plan').waitFor();
    expect(await page.evaluate(() => (window as unknown as { ran: unknown }).ran)).toEqual({ plan: 'Team', seats: 3 });
    await expect
      .poll(() => mock.bodies.filter(({ route }) => route.endsWith('/tool-results')).map(({ body }) => body))
      .toEqual([expect.objectContaining({ result: { chosen: true } })]);
    await browser.close();
    await mock.close();
  });
});
