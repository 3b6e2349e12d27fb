import { readFile } from 'node:fs/promises';
import '@askwell/widget/global';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { openWidget, widgetChat } from './support/chat.js';
import { startMock, type MockApi } from './support/mock-api.js';

describe('the widget on its page', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mock: MockApi | undefined;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    page = await context.newPage();
  });
  afterEach(async () => {
    await context.close();
    await mock?.close();
  });

  it('marks answers that came while it was closed, with a sound, until they are seen', async () => {
    mock = await startMock();
    Object.assign(mock.settings.config.features, { sound: true });
    mock.settings.pace = 20;
    await page.addInitScript(() => {
      const { AudioContext } = window;
      Object.assign(window, {
        sounds: 0,
        AudioContext: class extends AudioContext {
          constructor() {
            super();
            (window as unknown as { sounds: number }).sounds += 1;
          }
        },
      });
    });
    await page.goto(`${mock.origin}/`);
    const chat = await openWidget(page);
    await chat.ask('How do refunds work?');
    await chat.answers.last().locator('.answer-text p').first().waitFor();
    await page.keyboard.press('Escape');
    const launcher = page.getByRole('button', { name: 'Open chat. 1 new message' });
    await launcher.waitFor();
    expect(await launcher.evaluate((button) => getComputedStyle(button, '::after').content)).not.toBe('none');
    await expect.poll(() => page.evaluate(() => (window as unknown as { sounds: number }).sounds)).toBe(1);
    await launcher.click();
    await chat.input.waitFor();
    await expect.poll(() => mock?.requests.some((request) => /PUT .*\/read$/.test(request))).toBe(true);
    await chat.root.getByRole('button', { name: 'Menu' }).click();
    await chat.root.getByRole('menuitem', { name: 'Turn sound off' }).click();
    await chat.root.getByRole('button', { name: 'Menu' }).click();
    await chat.root.getByRole('menuitem', { name: 'Turn sound on' }).waitFor();
  });

  it('lets the model use a tool of the page, once the visitor has agreed to what it would do', async () => {
    mock = await startMock();
    await page.goto(`${mock.origin}/`);
    const chat = await openWidget(page);
    await page.evaluate(() => {
      const element = document.querySelector('askwell-chat') as unknown as { registerTool(tool: object): () => void };
      element.registerTool({
        name: 'set-plan',
        description: 'Choose this plan',
        parameters: { type: 'object', properties: { plan: { type: 'string' } } },
        run: (input: unknown) => {
          Object.assign(window, { ran: input });
          return { chosen: true };
        },
      });
    });
    await chat.ask('Use your tool');
    const card = chat.root.getByRole('group', { name: 'May the assistant do this on the page: Choose this plan?' });
    await card.getByText('Team').waitFor();
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    await card.getByRole('button', { name: 'Allow', exact: true }).click();
    await chat.root.getByText('Done: Choose this plan').waitFor();
    await chat.settled();
    expect(await page.evaluate(() => (window as unknown as { ran: unknown }).ran)).toEqual({ plan: 'Team', seats: 3 });
    const results = mock.bodies.filter(({ route }) => route.endsWith('/tool-results'));
    expect(results.map(({ body }) => body)).toEqual([expect.objectContaining({ result: { chosen: true } })]);

    await chat.ask('Use your tool again');
    await chat.root.getByRole('button', { name: 'Do not allow' }).click();
    await chat.settled();
    expect(mock.bodies.filter(({ route }) => route.endsWith('/tool-results')).at(-1)?.body).toMatchObject({ denied: true });
  });

  it('opens a window in the middle of the page, which a press beside it closes', async () => {
    mock = await startMock();
    Object.assign(mock.settings.config, { mode: 'popup' });
    await page.goto(`${mock.origin}/`);
    const chat = await openWidget(page);
    await expect
      .poll(async () => {
        const box = await chat.root.boundingBox();
        return box && Math.abs(box.x + box.width / 2 - 640) < 2 && Math.abs(box.y + box.height / 2 - 400) < 2;
      })
      .toBe(true);
    expect(await chat.root.getAttribute('aria-modal')).toBe('true');
    for (let step = 0; step < 12; step += 1) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('askwell-chat');
    await page.mouse.click(20, 400);
    await chat.root.waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('');
  });

  it.each(['inline', 'page'] as const)('stands in the page as mode %s', async (mode) => {
    mock = await startMock('data-key-unused', '');
    await page.goto(`${mock.origin}/`);
    await openWidget(page);
    await page.evaluate((wanted) => {
      // An element that is only removed is put back by the loader, as after a change of page.
      window.Askwell?.('destroy');
      const chat = document.createElement('askwell-chat');
      chat.setAttribute('publishable-key', 'pk_demo');
      chat.setAttribute('mode', wanted);
      document.querySelector('main')?.append(chat);
    }, mode);
    const chat = widgetChat(page);
    await chat.input.waitFor();
    expect(await page.locator('askwell-chat .launcher').count()).toBe(0);
    expect(await chat.root.getAttribute('role')).toBe('region');
    await chat.ask('How do refunds work?');
    await chat.settled();
    const box = await chat.root.boundingBox();
    if (mode === 'page') expect(box).toEqual({ x: 0, y: 0, width: 1280, height: 800 });
    else expect(box?.height).toBe(640);
    const column = await chat.answers.last().locator('.answer-text').boundingBox();
    expect(column?.width).toBeLessThanOrEqual(660);
  });

  it.each<[string, (chat: HTMLElement & { publishableKey?: string }) => void, boolean]>([
    ['React sets its attributes again', (chat) => chat.setAttribute('publishable-key', 'pk_demo'), false],
    ['Vue has set its properties before it was defined', (chat) => void (chat.publishableKey = 'pk_demo'), true],
    ['Svelte takes it out and puts it back', (chat) => document.querySelector('main')?.append(chat), false],
  ])('is one chat where the server has rendered it and %s', async (_name, hydrate, first) => {
    mock = await startMock('', '<div id="app"><askwell-chat publishable-key="pk_demo" mode="inline"></askwell-chat></div>');
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.route('**/widget.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await page.goto(`${mock.origin}/`);
    const element = page.locator('askwell-chat');
    if (!first) await defineElement(page);
    await element.evaluate(hydrate);
    if (first) await defineElement(page);
    const chat = widgetChat(page);
    await chat.ask('How do refunds work?');
    await chat.settled();
    await chat.answers.last().getByText('full refund').waitFor();
    expect([await element.count(), await chat.root.count(), await chat.questions.count()]).toEqual([1, 1, 1]);
    expect(mock.requests.filter((request) => request === 'POST /v1/sessions')).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it.each([
    ['once it is defined', false],
    ['before it is defined', true],
  ])('is set by properties, as frameworks do, %s', async (_name, first) => {
    mock = await startMock();
    Object.assign(mock.settings.config, { mode: 'popup' });
    await page.route('**/widget.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await page.goto(`${mock.origin}/`);
    if (!first) await defineElement(page);
    await page.evaluate(() => {
      const made = (properties: object): Node =>
        Object.assign(document.createElement('askwell-chat'), { publishableKey: 'pk_demo', ...properties });
      document.body.append(
        made({ mode: 'inline', id: 'inline' }),
        made({ id: 'bubble', label: 'Ask us', accent: '#0a7d4f', zIndex: 7 }),
      );
    });
    if (first) await defineElement(page);
    await widgetChat(page, '#inline').input.waitFor();
    expect(await page.locator('#inline .launcher').count()).toBe(0);
    const launcher = page.locator('#bubble').getByRole('button', { name: 'Ask us' });
    await launcher.waitFor();
    expect(await launcher.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe('rgb(10, 125, 79)');
    expect(await page.locator('#bubble').evaluate((host) => getComputedStyle(host).zIndex)).toBe('7');
    await page.locator('#bubble').evaluate((host) => Object.assign(host, { label: 'Ask away', accent: '#7c3aed' }));
    await page.locator('#bubble').getByRole('button', { name: 'Ask away' }).waitFor();
    await expect
      .poll(() => page.locator('#bubble .launcher').evaluate((button) => getComputedStyle(button).backgroundColor))
      .toBe('rgb(124, 58, 237)');
  });

  it('adds no attribute to what the server has rendered', async () => {
    mock = await startMock('', '<askwell-chat publishable-key="pk_demo"></askwell-chat>');
    await page.route('**/widget.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await page.goto(`${mock.origin}/`);
    await defineElement(page);
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
    expect(await page.locator('askwell-chat').evaluate((host) => host.getAttributeNames())).toEqual(['publishable-key']);
  });

  it('speaks first by rule, as a note that remembers being closed', async () => {
    mock = await startMock('data-proactive');
    Object.assign(mock.settings.config, { proactive: [{ when: 'url', path: '/', message: 'Questions about plans?' }] });
    await page.goto(`${mock.origin}/`);
    const note = page.locator('askwell-chat .teaser');
    await note.getByText('Questions about plans?').waitFor();
    await note.getByRole('button', { name: 'Dismiss' }).click();
    await note.waitFor({ state: 'detached' });
    await page.reload();
    await page.waitForTimeout(1_200);
    expect(await note.count()).toBe(0);
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await note.getByText('Questions about plans?').click();
    const chat = widgetChat(page);
    await chat.input.waitFor();
    await note.waitFor({ state: 'detached' });
  });

  it.each([
    ['time', { seconds: 0.5 }, async (): Promise<void> => undefined],
    ['scroll', { percent: 50 }, (on: Page) => on.evaluate(() => scrollTo(0, scrollY === 4000 ? 3999 : 4000))],
    [
      'exitIntent',
      {},
      (on: Page) =>
        on.evaluate(() => void document.dispatchEvent(new MouseEvent('mouseout', { clientY: -1, relatedTarget: null }))),
    ],
  ] as const)('speaks first when the rule %s is met', async (when, details, meet) => {
    mock = await startMock('data-proactive', '<div style="height:5000px"></div>');
    Object.assign(mock.settings.config, {
      proactive: [
        { when, ...details, message: 'May I help?' },
        { when: 'url', path: '/elsewhere*', message: 'Not here' },
      ],
    });
    await page.goto(`${mock.origin}/`);
    await expect.poll(() => mock?.requests.includes('GET /v1/widget-config')).toBe(true);
    // Until the rules are watched: their code comes after the config.
    await expect
      .poll(async () => {
        await meet(page);
        return page.locator('askwell-chat .teaser').getByText('May I help?').count();
      })
      .toBe(1);
  });
});

/** As a page does that brings the element with its own script, not by the loader. */
async function defineElement(page: Page): Promise<void> {
  const manifest = new URL('../../packages/widget/dist/cdn/manifest.json', import.meta.url);
  const entries = JSON.parse(await readFile(manifest, 'utf8')) as Record<string, { file: string }>;
  const content = `import { define } from '/${entries['src/entrypoints/element.ts']?.file}'; define();`;
  await page.addScriptTag({ type: 'module', content });
  await page.evaluate(() => customElements.whenDefined('askwell-chat').then(() => undefined));
}
