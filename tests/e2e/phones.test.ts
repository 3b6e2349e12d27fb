import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { openChat, places, startMock, type MockApi } from './support/mock-api.js';

describe.each(places)('the %s on phones', (place) => {
  let browser: Browser;
  let mock: MockApi;

  beforeAll(async () => {
    browser = await launchChromium();
    mock = await startMock();
  });
  afterAll(async () => {
    await browser.close();
    await mock.close();
  });

  it.each([320, 360, 390, 430])(
    '%i px wide: covers the screen, scrolls no way but down, and keeps the composer above the keyboard',
    async (width) => {
      const context = await browser.newContext({ viewport: { width, height: 740 }, hasTouch: true, isMobile: true });
      const page = await context.newPage();
      const chat = await openChat(page, mock, place);
      await expect.poll(() => chat.root.boundingBox()).toEqual({ x: 0, y: 0, width, height: 740 });
      expect(await chat.input.evaluate((field) => Number.parseFloat(getComputedStyle(field).fontSize))).toBeGreaterThanOrEqual(
        16,
      );
      await chat.ask('Which plans include single sign-on?');
      await chat.settled();
      await chat.input.fill('x'.repeat(400));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const overflow = await chat.root.evaluate((panel) =>
        Array.from(panel.querySelectorAll<HTMLElement>('.scroller, .content, .foot, .header'))
          .filter((part) => part.scrollWidth > part.clientWidth + 1)
          .map(({ className }) => className),
      );
      expect(overflow).toEqual([]);
      await expect
        .poll(() =>
          chat.root
            .locator('.askwell-table, pre')
            .evaluateAll((wide) => wide.every((box) => box.getBoundingClientRect().right <= innerWidth)),
        )
        .toBe(true);

      // A keyboard shrinks the visual viewport and nothing else; only that can be told here.
      await page.evaluate(() => {
        const { visualViewport } = window;
        if (!visualViewport) return;
        Object.defineProperty(visualViewport, 'height', { configurable: true, get: () => 400 });
        visualViewport.dispatchEvent(new Event('resize'));
      });
      await expect
        .poll(async () => {
          const box = await chat.root.locator('.composer').boundingBox();
          return (box?.y ?? 999) + (box?.height ?? 0) <= 400;
        })
        .toBe(true);
      expect((await chat.root.boundingBox())?.height).toBe(400);
      await context.close();
    },
  );

  it.each(['en', 'ar'])(
    'lets sources that do not fit fade out at the edge, and brings one with the focus into view (%s)',
    async (locale) => {
      mock.settings.config['locale'] = locale;
      const context = await browser.newContext({ viewport: { width: 320, height: 740 }, hasTouch: true, isMobile: true });
      const page = await context.newPage();
      const chat = await openChat(page, mock, place);
      await chat.input.fill('What of an unknown parrot?');
      await chat.input.press('Enter');
      const chips = chat.root.locator('.chips');
      await chips.waitFor();
      const style = await chips.evaluate((row) => ({
        mask: getComputedStyle(row).maskImage,
        cut: row.scrollWidth - row.clientWidth,
      }));
      expect(style.cut).toBeGreaterThan(100);
      expect(style.mask).toMatch(locale === 'ar' ? /^linear-gradient\(to left/ : /^linear-gradient\(to right/);
      const inView = (chip: Element): boolean => {
        const [own, row] = [chip.getBoundingClientRect(), chip.closest('.chips')?.getBoundingClientRect()];
        return row !== undefined && own.left >= row.left && own.right <= row.right;
      };
      const last = chips.getByRole('link').last();
      expect(await last.evaluate(inView)).toBe(false);
      await last.focus();
      await expect.poll(() => last.evaluate(inView)).toBe(true);
      delete mock.settings.config['locale'];
      await context.close();
    },
  );

  it('leaves room at notches and bars, and locks the page behind only while it covers it', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const page = await context.newPage();
    const chat = await openChat(page, mock, place);
    const rules = await chat.root.evaluate((panel) => {
      const root = panel.getRootNode() as Document | ShadowRoot;
      const sheets = [...root.adoptedStyleSheets, ...root.styleSheets];
      return sheets.flatMap((sheet) => Array.from(sheet.cssRules, (rule) => rule.cssText)).join('\n');
    });
    for (const side of ['top', 'right', 'bottom', 'left']) expect(rules).toContain(`safe-area-inset-${side}`);
    if (place === 'widget') {
      expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('hidden');
      await chat.root.getByRole('button', { name: 'Close chat' }).click();
      await expect.poll(() => page.evaluate(() => document.documentElement.style.overflow)).toBe('');
      expect(await page.evaluate(() => document.documentElement.hasAttribute('style'))).toBe(false);
    }
    await context.close();
  });
});
