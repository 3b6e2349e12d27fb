import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { findings } from './support/axe.js';
import type { Chat } from './support/chat.js';
import { openChat, places, startMock, type MockApi } from './support/mock-api.js';

const leadForm = {
  when: ['before-first-question'],
  title: 'Who are you?',
  fields: [
    { name: 'email', kind: 'email', label: 'E-mail', required: true },
    { name: 'topic', kind: 'select', label: 'Topic', options: ['Billing', 'Other'] },
  ],
  consent: 'I agree to be written to.',
};

describe.each(places)('the %s is usable by everybody', (place) => {
  let browser: Browser;
  let mock: MockApi;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    mock = await startMock();
  });
  afterEach(() => mock.close());

  const newPage = async (options: BrowserContextOptions = {}): Promise<Page> =>
    (await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options })).newPage();

  it.each(['light', 'dark'] as const)(
    'axe finds nothing while streaming, in menus, lists, forms and errors, in %s',
    async (colorScheme) => {
      Object.assign(mock.settings.config, {
        leadForm,
        handoff: { enabled: true, when: 'always' },
        attachments: { enabled: true },
      });
      mock.settings.suggestions = ['What of add-ons?'];
      mock.settings.pace = 40;
      const page = await newPage({ colorScheme });
      const chat = await openChat(page, mock, place);
      await chat.ask('Which plans include single sign-on?');
      await chat.root.getByRole('form').waitFor();
      await chat.root.getByRole('form').getByRole('button', { name: 'Send' }).click();
      await chat.root.getByText('Fill in this field.').first().waitFor();
      expect(await findings(page)).toEqual([]);
      await chat.root.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.com');
      await chat.root.getByRole('checkbox').check();
      await chat.root.getByRole('form').getByRole('button', { name: 'Send' }).click();
      await chat.answers.last().locator('.answer-text p').first().waitFor();
      expect(await findings(page)).toEqual([]);
      await chat.settled();
      await chat.root.locator('.followup').waitFor();
      await chat.root.getByRole('button', { name: 'Not helpful' }).click();
      await chat.root.getByRole('textbox', { name: 'What could be better?' }).waitFor();
      expect(await findings(page)).toEqual([]);
      await chat.root.getByRole('button', { name: 'Menu' }).click();
      expect(await findings(page)).toEqual([]);
      await chat.root.getByRole('menuitem', { name: 'Conversations' }).click();
      await chat.root.locator('.row').first().waitFor();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await chat.ask('refuse me once');
      await chat.root.getByRole('alert').filter({ hasText: 'Too many' }).waitFor();
      expect(await findings(page)).toEqual([]);
      await page.context().close();
    },
  );

  it('is worked by keyboard alone: ask, read a source, rate, list, and back, each Escape closing one thing', async () => {
    const page = await newPage();
    const chat = await openChat(page, mock, place);
    await expect.poll(() => focusedName(page)).toBe('Ask a question');
    await page.keyboard.type('How do refunds work?');
    await page.keyboard.press('Enter');
    await chat.settled();
    const walk = async (key: 'Tab' | 'Shift+Tab', name: RegExp): Promise<void> => {
      for (let steps = 0; steps < 40 && !name.test(await focusedName(page)); steps += 1) await page.keyboard.press(key);
      expect(await focusedName(page)).toMatch(name);
    };
    await walk('Shift+Tab', /^Source 2: Refunds/);
    await page.keyboard.press('Enter');
    await chat.root.locator('blockquote mark').waitFor();
    await page.keyboard.press('Escape');
    await chat.root.locator('blockquote mark').waitFor({ state: 'detached' });
    expect(await focusedName(page)).toMatch(/^Source 2/);
    await walk('Tab', /^Helpful/);
    await page.keyboard.press('Enter');
    await expect
      .poll(() => chat.root.getByRole('button', { name: 'Helpful', exact: true }).getAttribute('aria-pressed'))
      .toBe('true');
    await walk('Shift+Tab', /^Menu/);
    const toConversations = async (): Promise<void> => {
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => focusedName(page)).toBe('New conversation');
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => focusedName(page)).toBe('Conversations');
    };
    await toConversations();
    await page.keyboard.press('Escape');
    await expect.poll(() => focusedName(page)).toBe('Menu');
    await toConversations();
    await page.keyboard.press('Enter');
    const list = chat.root.getByRole('dialog', { name: 'Conversations' });
    await list.waitFor();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    if (place === 'widget') {
      await page.keyboard.press('Escape');
      await chat.root.waitFor({ state: 'hidden' });
      expect(await focusedName(page)).toBe('Open chat');
    }
    await page.context().close();
  });

  it('has a name, a log that is silent itself, and says the answer sentence by sentence', async () => {
    mock.settings.pace = 30;
    const page = await newPage();
    const chat = await openChat(page, mock, place);
    if (place === 'widget') expect(await page.getByRole('dialog', { name: 'Northwind Help' }).count()).toBe(1);
    else expect(await page.getByRole('main', { name: 'Northwind Help' }).count()).toBe(1);
    expect(await chat.root.getByRole('log').getAttribute('aria-live')).toBe('off');
    const said = page.locator('[role=status][aria-live=polite] p');
    await chat.ask('How do refunds work?');
    await said
      .filter({ hasText: /^You can get a full refund within 30 days of the first payment of a plan\.$/ })
      .waitFor({ state: 'attached' });
    expect(await chat.root.getByRole('button', { name: 'Stop' }).count()).toBe(1);
    await chat.settled();
    await said.filter({ hasText: /^The money goes back/ }).waitFor({ state: 'attached' });
    expect((await said.allTextContents()).filter((line) => /\[\d\]/.test(line))).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['a mouse', 24, {}],
    ['a finger', 44, { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } }],
  ] as const)('gives %s targets of at least %i px', async (_pointer, least, options) => {
    Object.assign(mock.settings.config, { attachments: { enabled: true } });
    mock.settings.suggestions = ['What of add-ons?'];
    const page = await newPage(options);
    const chat = await openChat(page, mock, place);
    expect(await smallTargets(chat, least)).toEqual([]);
    await chat.ask('Which plans include single sign-on?');
    await chat.settled();
    await chat.root.locator('.followup').waitFor();
    expect(await smallTargets(chat, least)).toEqual([]);
    await page.context().close();
  });

  it('holds in forced colours, at 200% zoom and without motion', async () => {
    const forced = await newPage({ forcedColors: 'active' });
    const inForced = await openChat(forced, mock, place);
    await inForced.ask('How do refunds work?');
    await inForced.settled();
    const borders = ['.bubble', '.send', '.askwell-cite', '.composer'].map((selector) => inForced.root.locator(selector).first());
    for (const part of borders)
      expect(await part.evaluate((node) => Number.parseFloat(getComputedStyle(node).borderTopWidth))).toBeGreaterThan(0);
    await forced.context().close();

    // Twice the zoom is half the window in CSS pixels.
    const zoomed = await newPage({ viewport: { width: 640, height: 400 } });
    const inZoomed = await openChat(zoomed, mock, place);
    await inZoomed.ask('Which plans include single sign-on?');
    await inZoomed.settled();
    expect(await zoomed.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const [panel, input] = [await inZoomed.root.boundingBox(), await inZoomed.input.boundingBox()];
    expect((input?.y ?? 0) + (input?.height ?? 0)).toBeLessThanOrEqual((panel?.y ?? 0) + (panel?.height ?? 0));
    expect((panel?.y ?? -1) >= 0).toBe(true);
    const running = await inZoomed.root.evaluate(() => {
      const root = document.querySelector('askwell-chat')?.shadowRoot ?? document;
      return root.getAnimations().filter((animation) => Number(animation.effect?.getComputedTiming().duration) > 1).length;
    });
    expect(running).toBe(0);
    await zoomed.context().close();
  });
});

/** The name of what has the focus, in the page or in the chat's shadow root. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const outer = document.activeElement;
    const focused = outer?.shadowRoot?.activeElement ?? outer;
    return focused?.getAttribute('aria-label') ?? focused?.textContent?.trim() ?? '';
  });
}

/** Controls whose target, with what their `::after` adds to it, is smaller than `least` both ways. Links in text are exempt, and of the marks in it the width (WCAG 2.5.8). */
function smallTargets({ root }: Chat, least: number): Promise<string[]> {
  return root.evaluate((panel, size) => {
    const small: string[] = [];
    for (const control of panel.querySelectorAll<HTMLElement>('button, a[href], input:not([hidden]), textarea')) {
      if (control.closest('.answer-text p a, [hidden]') || control.getClientRects().length === 0) continue;
      const after = getComputedStyle(control, '::after');
      const grow = after.content === 'none' || after.position !== 'absolute' ? 0 : -2;
      const extra = (side: string): number => (grow === 0 ? 0 : Math.max(0, -Number.parseFloat(side)));
      const { width, height } = control.getBoundingClientRect();
      const [wide, high] = [width + extra(after.left) + extra(after.right), height + extra(after.top) + extra(after.bottom)];
      const inSentence = control.matches('.askwell-cite') && wide >= 24;
      if ((wide < size - 0.5 && !inSentence) || high < size - 0.5)
        small.push(`${control.className} ${Math.round(wide)}x${Math.round(high)}`);
    }
    return small;
  }, least);
}
