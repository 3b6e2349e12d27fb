import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { openWidget, widgetChat } from './support/chat.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';
import { plainPage, startSite, type Site } from './support/site.js';
import { recordRequests, watch } from './support/violations.js';

const question = 'Does Askwell set cookies?';

describe('the widget on a page of another origin', () => {
  let askwell: DemoServer;
  let site: Site;
  let stranger: Site;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    askwell = await startDemoServer();
    const html = plainPage({
      head: `<script src="${askwell.url}/widget.js" data-key="${askwell.publishableKey}" async></script>`,
    });
    site = await startSite({ '/': html });
    stranger = await startSite({ '/': html });
    await askwell.allow(site.origin);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([site.stop(), stranger.stop()]);
    await askwell.stop();
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
  });
  afterEach(() => context.close());

  it('loads one file, stores nothing and asks nobody until the visitor acts', async () => {
    const requests = recordRequests(context);
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
    await page.waitForTimeout(500);
    expect(requests).toEqual([`${site.origin}/`, `${askwell.url}/widget.js`]);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  });

  it('answers with citations whose cards show the exact passage and lead to its place on the page', async () => {
    const { errors } = await watch(page);
    await page.goto(site.origin);
    const chat = await openWidget(page);
    await chat.ask(question);
    await chat.settled();

    const answer = chat.answers.last();
    expect(await answer.innerText()).toMatch(/cookie/i);
    await answer.locator('.askwell-cite').first().click();
    const card = page
      .getByRole('dialog')
      .filter({ has: page.locator('blockquote') })
      .last();
    const quote = (await card.locator('mark').textContent()) ?? '';
    expect(quote.length).toBeGreaterThan(10);
    expect(await knowledgeHolds(askwell, quote)).toBe(true);

    const href = (await card.getByRole('link').getAttribute('href')) ?? '';
    expect(href).toMatch(new RegExp(`^http://[^/]+/docs/[\\w-]+#:~:text=`));
    const target = await context.newPage();
    const response = await target.goto(href.replace('http://localhost', 'http://127.0.0.1'));
    expect(response?.status()).toBe(200);
    expect((await target.locator('main').innerText()).toLowerCase()).toContain('cookie');
    expect(errors).toEqual([]);
  });

  it('keeps the conversation and its rating over a reload', async () => {
    await page.goto(site.origin);
    const chat = await openWidget(page);
    await chat.ask(question);
    await chat.settled();
    const stored = page.waitForResponse((response) => response.url().endsWith('/feedback'));
    await chat.root.getByRole('button', { name: 'Helpful', exact: true }).click();
    expect((await stored).ok()).toBe(true);
    const text = await chat.answers.last().locator('.answer-text').innerText();

    await page.reload();
    const again = await openWidget(page);
    await again.answers.last().waitFor();
    await expect.poll(() => again.answers.last().locator('.answer-text').innerText()).toBe(text);
    expect(await again.questions.count()).toBe(1);
    const helpful = again.root.getByRole('button', { name: 'Helpful', exact: true });
    await expect.poll(() => helpful.getAttribute('aria-pressed')).toBe('true');
  });

  it('says that it does not know what the docs do not cover', async () => {
    await page.goto(site.origin);
    const chat = await openWidget(page);
    await chat.ask('Which wine goes with grilled octopus?');
    await chat.settled();
    expect(await chat.answers.last().locator('.answer-text').innerText()).toMatch(/could not find/i);
    expect(await chat.answers.last().locator('.askwell-cite').count()).toBe(0);
  });

  it('is worked by keyboard alone, and Escape gives the focus back to the launcher', async () => {
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Open chat' }).focus();
    await page.keyboard.press('Enter');
    const chat = widgetChat(page);
    await chat.input.waitFor();
    await expect.poll(() => chat.input.evaluate((input) => input.matches(':focus'))).toBe(true);
    await page.keyboard.type(question);
    await page.keyboard.press('Enter');
    await chat.settled();
    await page.keyboard.press('Escape');
    await chat.root.waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className)).toContain('launcher');
  });

  it('covers a phone whole, without scrolling sideways, with text that iPhones do not zoom into', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(site.origin);
    const chat = await openWidget(page);
    await expect.poll(() => chat.root.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    await chat.ask(question);
    await chat.settled();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

    const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const touched = await phone.newPage();
    await touched.goto(site.origin);
    const { input } = await openWidget(touched);
    expect(await input.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThanOrEqual(16);
    await phone.close();
  });

  it.each([
    ['light', 200, 255],
    ['dark', 0, 60],
  ] as const)('follows the visitor’s %s setting', async (colorScheme, from, to) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(site.origin);
    const chat = await openWidget(page);
    const lightness = await chat.root.evaluate((panel) => Number(/\d+/.exec(getComputedStyle(panel).backgroundColor)?.[0]));
    expect(lightness).toBeGreaterThanOrEqual(from);
    expect(lightness).toBeLessThanOrEqual(to);
  });

  it('keeps the question where the origin is not allowed, and tells the owner the fix', async () => {
    const told: string[] = [];
    page.on('console', (message) => told.push(message.text()));
    await page.goto(stranger.origin);
    const chat = await openWidget(page);
    await chat.ask(question);
    await chat.root.getByRole('alert').waitFor();
    expect(await chat.input.inputValue()).toBe(question);
    expect(told.join('\n')).toContain('allowedOrigins');
    expect(told.join('\n')).toContain(stranger.origin);
  });
});

async function knowledgeHolds({ admin }: DemoServer, quote: string): Promise<boolean> {
  for await (const { id } of admin.documents.list()) {
    if ((await admin.documents.get(id)).text.includes(quote)) return true;
  }
  return false;
}
