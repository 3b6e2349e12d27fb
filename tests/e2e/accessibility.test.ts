import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { findings } from './support/axe.js';
import { embedChat, openWidget } from './support/chat.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';
import { plainPage, startSite, type Site } from './support/site.js';

const question = 'Does Askwell set cookies?';

/** WCAG 2.2 A and AA and axe's best practices. */
describe.each(['light', 'dark'] as const)('axe finds nothing in %s', (colorScheme) => {
  let askwell: DemoServer;
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    askwell = await startDemoServer();
    site = await startSite({
      '/': plainPage({ head: `<script src="${askwell.url}/widget.js" data-key="${askwell.publishableKey}" async></script>` }),
    });
    await askwell.allow(site.origin);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
    await askwell.stop();
  });

  it.each([
    ['a desktop', { width: 1280, height: 800 }],
    ['a phone', { width: 390, height: 844 }],
  ])('in the widget on %s: closed, open, answered, with a card, failed', async (_device, viewport) => {
    const page = await newPage(browser, { colorScheme, viewport });
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
    expect(await findings(page)).toEqual([]);
    const chat = await openWidget(page);
    expect(await findings(page)).toEqual([]);
    await chat.ask(question);
    await chat.settled();
    expect(await findings(page)).toEqual([]);
    await chat.answers.last().locator('.askwell-cite').first().click();
    await page.locator('blockquote mark').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.route('**/v1/**', (route) => route.abort());
    await chat.ask('And this one?');
    await chat.root.getByRole('alert').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['a desktop', { width: 1280, height: 800 }],
    ['a phone', { width: 390, height: 844 }],
  ])('in the page behind /embed on %s: empty, answered, with a card, failed', async (_device, viewport) => {
    const page = await newPage(browser, { colorScheme, viewport });
    await page.goto(`${askwell.url}/embed/${askwell.publishableKey}`);
    const chat = embedChat(page);
    await chat.root.locator('.starter').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await chat.ask(question);
    await chat.settled();
    expect(await findings(page)).toEqual([]);
    await chat.answers.last().locator('.askwell-cite').first().click();
    await page.locator('blockquote mark').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.route('**/v1/**', (route) => route.abort());
    await chat.ask('And this one?');
    await chat.root.getByRole('alert').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.context().close();
  });

  it('on the demo page', async () => {
    const page = await newPage(browser, { colorScheme, viewport: { width: 1280, height: 800 } });
    await page.goto(`${askwell.url}/demo`);
    await page.locator('iframe').scrollIntoViewIfNeeded();
    await embedChat(page.frameLocator('iframe')).input.waitFor();
    expect(await findings(page)).toEqual([]);
    await page.context().close();
  });
});

async function newPage(
  browser: Browser,
  options: { colorScheme: 'light' | 'dark'; viewport: { width: number; height: number } },
): Promise<Page> {
  // Without motion nothing is measured while it fades.
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  return context.newPage();
}
