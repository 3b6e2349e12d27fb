import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { openChat, places, startMock, type MockApi } from './support/mock-api.js';

describe.each(places)('the card of a citation in the %s', (place) => {
  let browser: Browser;
  let page: Page;
  let mock: MockApi;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    mock = await startMock();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  });
  afterEach(async () => {
    await page.close();
    await mock.close();
  });

  it('is fetched when a mark is reached, lasts as long as that, and stays when pressed', async () => {
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    const chat = await openChat(page, mock, place);
    await chat.ask('How do refunds work?');
    await chat.settled();
    const mark = chat.answers.last().locator('.askwell-cite').first();
    const card = chat.root.locator('.card');
    await mark.waitFor();
    expect(fetched.filter((url) => url.includes('citation-card'))).toEqual([]);
    await mark.hover();
    await card.waitFor();
    expect(fetched.filter((url) => url.includes('citation-card'))).toHaveLength(1);
    await card.hover();
    await page.mouse.move(5, 5);
    await card.waitFor({ state: 'detached' });
    await mark.click();
    await page.mouse.move(5, 5);
    await card.getByRole('link').waitFor();
    expect(await mark.getAttribute('aria-expanded')).toBe('true');
    await chat.input.click();
    await card.waitFor({ state: 'detached' });
    expect(await mark.getAttribute('aria-expanded')).toBeNull();
  });

  it('leaves its mark on the line of its word at every width, and what is copied as it was', async () => {
    const chat = await openChat(page, mock, place);
    await chat.ask('How do refunds work?');
    await chat.settled();
    const text = chat.answers.last().locator('.answer-text');
    await text.locator('.askwell-cite').nth(3).waitFor();
    const apart = await text.evaluate((root) => {
      const found: string[] = [];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      const lineOf = (node: Text, at: number): number => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect().bottom;
      };
      const marks = [...root.querySelectorAll('.askwell-cite')];
      for (let width = 200; width <= 420; width += 3) {
        root.setAttribute('style', `width: ${width}px`);
        for (const mark of marks) {
          const box = mark.getBoundingClientRect();
          const index = texts.findIndex((node) => mark.contains(node));
          const before = texts[index - 1];
          const after = texts[index + 1];
          if (!before) continue;
          if (lineOf(before, before.data.trimEnd().length - 1) < box.top) found.push(`${width}: after ${before.data}`);
          if (after && /^[.,]/.test(after.data) && lineOf(after, 0) > box.bottom + 8)
            found.push(`${width}: before ${after.data}`);
        }
      }
      root.removeAttribute('style');
      return found;
    });
    expect(apart).toEqual([]);
    const paragraph = text.locator('p').first();
    expect(await paragraph.evaluate((node) => node.textContent)).toBe(
      'You can get a full refund within 30 days of the first payment of a plan. 1 After that it depends on how you pay:',
    );
  });

  it('is reached by the keyboard, and Escape and Shift+Tab lead back to its mark', async () => {
    const chat = await openChat(page, mock, place);
    await chat.ask('How do refunds work?');
    await chat.settled();
    const mark = chat.answers.last().locator('.askwell-cite').first();
    const card = chat.root.locator('.card');
    const focused = (): Promise<boolean> => mark.evaluate((element) => element.matches(':focus'));
    await mark.focus();
    await card.waitFor();
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    expect(await focused()).toBe(true);
    // It closes the card alone.
    expect(await chat.root.isVisible()).toBe(true);
    for (const key of ['Escape', 'Shift+Tab']) {
      await mark.press('Enter');
      await expect.poll(() => card.getByRole('link').evaluate((link) => link.matches(':focus'))).toBe(true);
      await page.keyboard.press(key);
      await card.waitFor({ state: 'detached' });
      expect(await focused()).toBe(true);
    }
  });

  it('closes with the conversation it belongs to', async () => {
    const chat = await openChat(page, mock, place);
    await chat.ask('How do refunds work?');
    await chat.settled();
    await chat.answers.last().locator('.askwell-cite').first().click();
    await chat.root.locator('.card').waitFor();
    await chat.root.getByRole('button', { name: 'Menu' }).click();
    await chat.root.getByRole('menuitem', { name: 'New conversation' }).click();
    await chat.root.locator('.card').waitFor({ state: 'detached' });
  });
});
