import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { embedChat } from './support/chat.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';
import { plainPage, startSite, type Site } from './support/site.js';
import { recordRequests, watch } from './support/violations.js';

const question = 'Does Askwell set cookies?';

describe('the chat as a page', () => {
  let askwell: DemoServer;
  let site: Site;
  let stranger: Site;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    askwell = await startDemoServer();
    const frame = `<iframe src="${askwell.url}/embed/${askwell.publishableKey}" title="Ask us" width="420" height="640"></iframe>`;
    site = await startSite({ '/': plainPage({ body: frame }) });
    stranger = await startSite({ '/': plainPage({ body: frame }) });
    await askwell.allow(site.origin);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([site.stop(), stranger.stop()]);
    await askwell.stop();
  });
  beforeEach(async () => {
    page = await browser.newPage();
  });
  afterEach(() => page.close());

  it('answers with a citation inside a frame of an allowed origin', async () => {
    const requests = recordRequests(page.context());
    await page.goto(site.origin);
    const chat = embedChat(page.frameLocator('iframe'));
    await chat.ask(question);
    await chat.settled();
    await chat.answers.last().locator('.askwell-cite').first().click();
    expect((await chat.root.getByRole('dialog').locator('mark').textContent())?.length).toBeGreaterThan(10);
    expect(requests.filter((url) => !url.startsWith(askwell.url) && !url.startsWith(site.origin))).toEqual([]);
  });

  it('does not take the focus from the page that frames it', async () => {
    await page.goto(site.origin);
    await embedChat(page.frameLocator('iframe')).input.waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
  });

  it('is refused in a frame of another origin, and the console names the rule', async () => {
    const told: string[] = [];
    page.on('console', (message) => told.push(message.text()));
    await page.goto(stranger.origin);
    await expect.poll(() => told.join('\n')).toContain('frame-ancestors');
    expect(await page.frameLocator('iframe').locator('.page').count()).toBe(0);
  });

  it('is a full page of its own, with lines of a readable length, and keeps its conversation', async () => {
    const { errors, violations } = await watch(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${askwell.url}/embed/${askwell.publishableKey}`);
    const chat = embedChat(page);
    await expect.poll(() => chat.input.evaluate((input) => input.matches(':focus'))).toBe(true);
    await chat.ask(question);
    await chat.settled();
    expect((await chat.answers.last().locator('.answer-text').boundingBox())?.width).toBeLessThan(720);
    await page.reload();
    await expect.poll(() => embedChat(page).questions.count()).toBe(1);
    expect({ errors, violations: await violations() }).toEqual({ errors: [], violations: [] });
  });

  it.each([320, 390, 430])('has no sideways scroll at %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 700 });
    await page.goto(`${askwell.url}/embed/${askwell.publishableKey}`);
    const chat = embedChat(page);
    await chat.ask(question);
    await chat.settled();
    const widths = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.querySelector('.scroller')?.scrollWidth,
    ]);
    expect(widths).toEqual([width, width]);
  });

  it('starts a new conversation, and the former one is gone', async () => {
    await page.goto(`${askwell.url}/embed/${askwell.publishableKey}`);
    const chat = embedChat(page);
    await chat.ask(question);
    await chat.settled();
    await chat.root.getByRole('button', { name: 'Menu' }).click();
    await chat.root.getByRole('menuitem', { name: 'New conversation' }).click();
    await chat.root.locator('.starter').first().waitFor();
    expect(await chat.questions.count()).toBe(0);
  });

  it('leaves its header out where the address says so', async () => {
    await page.goto(`${askwell.url}/embed/${askwell.publishableKey}?header=none`);
    await embedChat(page).input.waitFor();
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(0);
  });

  it('speaks the answer sentence by sentence and leaves the log silent', async () => {
    await page.goto(`${askwell.url}/embed/${askwell.publishableKey}`);
    const chat = embedChat(page);
    await chat.ask(question);
    await chat.settled();
    await page
      .getByRole('status')
      .locator('p', { hasText: /cookie/i })
      .first()
      .waitFor({ state: 'attached' });
    const spoken = await page.getByRole('status').locator('p').allTextContents();
    expect(spoken.join(' ')).toMatch(/cookie/i);
    expect(spoken.join(' ')).not.toMatch(/\[\d\]/);
    expect(await page.getByRole('log').getAttribute('aria-live')).toBe('off');
  });
});

describe('the demo page', () => {
  let askwell: DemoServer;
  let browser: Browser;

  beforeAll(async () => {
    askwell = await startDemoServer();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await askwell.stop();
  });

  it('asks an example question in the widget, shows the framed chat, and breaks none of its policies', async () => {
    const page = await browser.newPage();
    const { errors, violations } = await watch(page);
    await page.goto(`${askwell.url}/demo`);
    expect(await page.locator('#code-text').textContent()).toContain(askwell.publishableKey);
    await page.getByRole('button', { name: 'Do I need an OpenAI key?' }).click();
    await page.locator('askwell-chat .answer .askwell-cite').first().waitFor();
    await page.getByRole('link', { name: 'API reference' }).waitFor();
    await page.locator('iframe').scrollIntoViewIfNeeded();
    await embedChat(page.frameLocator('iframe')).input.waitFor();
    expect({ errors, violations: await violations() }).toEqual({ errors: [], violations: [] });
  });
});
