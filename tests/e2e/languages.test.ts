import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { embedChat, widgetChat } from './support/chat.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';
import { plainPage, startSite, type Site } from './support/site.js';
import { recordRequests } from './support/violations.js';

/** Where to look at the pictures; none are taken without it. */
const pictures = process.env['ASKWELL_SCREENSHOTS'];

describe('languages', () => {
  let askwell: DemoServer;
  let site: Site;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    askwell = await startDemoServer();
    const tag = `<script src="${askwell.url}/widget.js" data-key="${askwell.publishableKey}" async></script>`;
    const inLanguage = (lang: string): string => plainPage({ head: tag }).replace('lang="en"', `lang="${lang}"`);
    site = await startSite({ '/': inLanguage(''), '/de': inLanguage('de-AT'), '/ar': inLanguage('ar'), '/xx': inLanguage('xx') });
    await askwell.allow(site.origin);
    browser = await launchChromium();
    if (pictures !== undefined) await mkdir(pictures, { recursive: true });
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
    await askwell.stop();
  });
  afterEach(() => page.close());

  async function open(path: string, options: { locale?: string; width?: number } = {}): Promise<ReturnType<typeof widgetChat>> {
    page = await browser.newPage({ locale: options.locale ?? 'en-GB', viewport: { width: options.width ?? 1100, height: 760 } });
    await page.goto(site.origin + path);
    await page.locator('askwell-chat .launcher').click();
    const chat = widgetChat(page);
    await chat.input.waitFor();
    return chat;
  }

  it('speaks the page’s language, then the browser’s, then English, and loads only that one', async () => {
    let chat = await open('/de', { locale: 'fr-FR' });
    expect(await chat.input.getAttribute('placeholder')).toBe('Frage stellen');
    await page.close();
    chat = await open('/xx', { locale: 'fr-FR' });
    expect(await chat.input.getAttribute('placeholder')).toBe('Poser une question');
    await page.close();
    chat = await open('/');
    expect(await chat.input.getAttribute('placeholder')).toBe('Ask a question');
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    expect(loaded.filter((name) => /\/(?:ar|de|es|fr|he|it|ja|nl|pl|pt|ru|tr|zh)-[\w-]+\.js/.test(name))).toEqual([]);
  });

  it('keeps to the config’s language, with the tenant’s texts over it, also behind /embed', async () => {
    const texts = { locale: 'pl', strings: { placeholder: 'Zapytaj o rower' } };
    await askwell.admin.assistants.update(askwell.assistantId, texts);
    const chat = await open('/de');
    expect(await chat.input.getAttribute('placeholder')).toBe('Zapytaj o rower');
    await chat.root.getByRole('button', { name: 'Wyślij' }).waitFor();
    await page.close();

    page = await browser.newPage();
    const requests = recordRequests(page.context());
    await page.goto(`${askwell.url}/embed/${askwell.publishableKey}`);
    const embedded = embedChat(page);
    await embedded.root.getByRole('button', { name: 'Wyślij' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('pl');
    expect(requests.filter((url) => /\/pl-[\w-]+\.js$/.test(url))).toHaveLength(1);
    await askwell.admin.assistants.update(askwell.assistantId, { locale: 'auto', strings: {} });
  });

  it.each([
    ['widget', 1100],
    ['widget', 390],
    ['embed', 390],
  ] as const)('mirrors the %s at %i pixels in Arabic', async (kind, width) => {
    let root;
    if (kind === 'widget') ({ root } = await open('/ar', { width }));
    else {
      page = await browser.newPage({ locale: 'ar', viewport: { width, height: 760 } });
      await page.goto(`${askwell.url}/embed/${askwell.publishableKey}`);
      ({ root } = embedChat(page));
    }
    const chat = kind === 'widget' ? widgetChat(page) : embedChat(page);
    await chat.ask('Does Askwell set cookies?');
    await root.locator('.question').waitFor();
    await page.getByRole('button', { name: 'إرسال' }).waitFor({ timeout: 20_000 });

    expect(await root.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    const box = async (selector: string): Promise<{ x: number; width: number }> => {
      const found = await root.locator(selector).first().boundingBox();
      return found ?? { x: Number.NaN, width: 0 };
    };
    const panel = await root.boundingBox();
    const [send, input, bubble] = [await box('[part=send-button], .send'), await box('textarea'), await box('.bubble')];
    expect(send.x + send.width / 2).toBeLessThan(input.x + input.width / 2);
    // The visitor's words stand at the end of the line, which is the left here.
    expect(bubble.x - (panel?.x ?? 0)).toBeLessThan((panel?.width ?? 0) / 3);
    expect(await root.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/ar-${kind}-${width}.png` });
  });
});
