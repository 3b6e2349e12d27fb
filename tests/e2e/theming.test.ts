import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { themeProperties } from '@askwell/sdk/dom';
import { launchChromium } from '../support/chromium.js';
import { openWidget } from './support/chat.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';
import { plainPage, startSite, type Site } from './support/site.js';

const styles = new URL('../../packages/sdk/src/styles/', import.meta.url);
const guide = new URL('../../docs/theming.md', import.meta.url);

describe('theming', () => {
  let askwell: DemoServer;
  let site: Site;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    askwell = await startDemoServer();
    const tag = `<script src="${askwell.url}/widget.js" data-key="${askwell.publishableKey}" async></script>`;
    site = await startSite({
      '/': plainPage({ head: tag }),
      '/own': plainPage({ head: `${tag}<style>askwell-chat { --askwell-radius: 3px }</style>` }),
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
    page = await browser.newPage({ colorScheme: 'light' });
  });
  afterEach(() => page.close());

  function property(name: string): Promise<string> {
    return page
      .locator('askwell-chat')
      .evaluate((element, wanted) => getComputedStyle(element).getPropertyValue(wanted).trim(), name);
  }

  function scheme(): Promise<string> {
    return page.locator('askwell-chat .root').evaluate((element) => getComputedStyle(element).colorScheme);
  }

  it('shows a change of the config at the next load, in the widget and in the page', async () => {
    await page.goto(site.origin);
    await openWidget(page);
    expect(await property('--askwell-accent')).toBe('#2458d6');

    await askwell.admin.assistants.update(askwell.assistantId, {
      theme: { accent: '#0a7d4f', radius: 'small', customCss: '.composer { outline: 3px solid rgb(1, 2, 3) }' },
      launcher: { offsetX: 44 },
      header: { name: 'Renamed' },
    });
    await page.reload();
    const { root } = await openWidget(page);
    expect(await property('--askwell-accent')).toBe('#0a7d4f');
    expect(await property('--askwell-radius')).toBe('8px');
    expect(await property('--askwell-offset-x')).toBe('44px');
    const outline = (composer: Element): string => getComputedStyle(composer).outlineColor;
    expect(await root.locator('.composer').evaluate(outline)).toBe('rgb(1, 2, 3)');

    await page.goto(`${askwell.url}/embed/${askwell.publishableKey}`);
    const composer = page.locator('.composer');
    await composer.waitFor();
    expect(await composer.evaluate(outline)).toBe('rgb(1, 2, 3)');
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--askwell-accent'))).toBe(
      '#0a7d4f',
    );
    expect(await page.locator('[style*="--askwell"]').count()).toBe(0);
    await askwell.admin.assistants.update(askwell.assistantId, { theme: {}, launcher: {}, header: {} });
  });

  it('lets a rule of the page override any property', async () => {
    await page.goto(`${site.origin}/own`);
    await openWidget(page);
    expect(await property('--askwell-radius')).toBe('3px');
  });

  it('follows the page, then the system, and switches with them', async () => {
    await page.goto(site.origin);
    await openWidget(page);
    expect(await scheme()).toBe('light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(scheme).toBe('dark');
    const switches: [string, string][] = [
      ['document.documentElement.dataset.theme = "light"', 'light'],
      ['document.documentElement.dataset.theme = "dim-dark"', 'dark'],
      ['delete document.documentElement.dataset.theme; document.body.className = "app theme-light header-dark"', 'light'],
      ['document.body.className = ""; document.documentElement.style.colorScheme = "light"', 'light'],
      ['document.documentElement.style.colorScheme = ""', 'dark'],
    ];
    for (const [script, expected] of switches) {
      await page.evaluate(script);
      await expect.poll(scheme, { message: script }).toBe(expected);
    }
  });

  it('keeps to the scheme that the config fixes, and the page behind /embed has it from its first byte', async () => {
    await askwell.admin.assistants.update(askwell.assistantId, { theme: { colorScheme: 'dark' } });
    const html = await (await fetch(`${askwell.url}/embed/${askwell.publishableKey}`)).text();
    expect(html).toContain('<meta name="color-scheme" content="dark"');
    await page.goto(site.origin);
    await openWidget(page);
    expect(await scheme()).toBe('dark');
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
    await page.waitForTimeout(100);
    expect(await scheme()).toBe('dark');
    await askwell.admin.assistants.update(askwell.assistantId, { theme: {} });
  });

  it('is dark from the first frame in which it is seen, on a light page in a light browser', async () => {
    await askwell.admin.assistants.update(askwell.assistantId, { theme: { colorScheme: 'dark' } });
    // Looks at the panel, or at the page behind /embed, in every frame that is painted.
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const look = (): void => {
        const inPage = location.pathname.startsWith('/embed/');
        const host = document.querySelector('askwell-chat')?.shadowRoot;
        const surfaces = inPage ? document.querySelectorAll('html, .page') : host?.querySelectorAll('.panel');
        for (const surface of surfaces ?? []) {
          if (!surface.checkVisibility()) continue;
          const { backgroundColor, colorScheme } = getComputedStyle(surface);
          seen.push(`${colorScheme} ${backgroundColor}`);
        }
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    const seen = (): Promise<string[]> => page.evaluate(() => [...new Set((window as unknown as { seen: string[] }).seen)]);
    await page.goto(site.origin);
    const { root } = await openWidget(page);
    const surface = await root.evaluate((panel) => getComputedStyle(panel).backgroundColor);
    expect(surface).not.toBe('rgb(255, 255, 255)');
    expect(await seen()).toEqual([`dark ${surface}`]);

    await page.goto(`${askwell.url}/embed/${askwell.publishableKey}`);
    await page.locator('.composer').waitFor();
    const inPage = await seen();
    expect(inPage).toContain(`dark ${surface}`);
    // Before there is a surface, the browser paints its own dark canvas.
    const channels = inPage.join().match(/\d+/g) ?? [];
    expect(channels.filter((channel) => Number(channel) > 64)).toEqual([]);
    await askwell.admin.assistants.update(askwell.assistantId, { theme: {} });
  });

  it('has each part and property that the guide names', async () => {
    const text = await readFile(guide, 'utf8');
    const properties = [...text.matchAll(/^\| `(--askwell-[\w-]+)`/gm)].map(([, name]) => name ?? '');
    expect(properties.length).toBeGreaterThanOrEqual(40);
    const written = Object.keys(themeProperties({}, 'light'));
    expect(written.filter((name) => !properties.includes(name))).toEqual([]);

    // Sheets that come with an answer are read from their sources.
    const sheets = ['answer', 'answer-text', 'citation-card'].map((name) => readFile(new URL(`${name}.css`, styles), 'utf8'));
    const bundle = (await chatFiles(page, site.origin)) + (await Promise.all(sheets)).join('\n');
    expect(properties.filter((name) => !bundle.includes(name))).toEqual([]);
    const sentence = /^The parts are (.*)\.$/m.exec(text)?.[1] ?? '';
    const parts = [...sentence.matchAll(/`([\w-]+)`/g)].map(([, name]) => name ?? '');
    expect(parts.length).toBeGreaterThanOrEqual(12);
    expect(parts.filter((name) => !new RegExp(`part\\b[^<>]{0,12}\\b${name}\\b|\\b${name}\\b`).test(bundle))).toEqual([]);

    const { ask, settled, root } = await openWidget(page);
    const atFirst = await partsOf(root);
    await ask('Does Askwell set cookies?');
    const running = await partsOf(root);
    await settled();
    await root.locator('.askwell-cite').first().click();
    await root.locator('[part~="citation-card"]').waitFor();
    const seen = new Set([...atFirst, ...running, ...(await partsOf(root))]);
    const atTimes = new Set([
      'error',
      'new-text',
      'menu',
      'stop-button',
      'status',
      'launcher',
      'base',
      'avatar',
      'starter',
      'greeting',
      'empty',
      'teaser',
      'banner',
      'person-button',
      'followup',
      'form',
      'tool',
      'conversations',
      'attachment',
      'attach-button',
      'voice-button',
      'consent',
      'accept-button',
    ]);
    expect(parts.filter((name) => !seen.has(name) && !atTimes.has(name))).toEqual([]);
  });
});

async function partsOf(root: { page(): Page }): Promise<string[]> {
  return root
    .page()
    .locator('askwell-chat')
    .evaluate((element) =>
      Array.from(element.shadowRoot?.querySelectorAll('[part]') ?? [], (one) =>
        (one.getAttribute('part') ?? '').split(' '),
      ).flat(),
    );
}

/** The text of every script that a page with an open chat has loaded. */
async function chatFiles(page: Page, address: string): Promise<string> {
  const texts: Promise<string>[] = [];
  page.on('response', (response) => {
    if (/\.js(\?|$)/.test(response.url())) texts.push(response.text());
  });
  await page.goto(address);
  await page.getByRole('button', { name: 'Open chat' }).hover();
  await expect.poll(() => texts.length).toBeGreaterThan(1);
  await page.waitForTimeout(300);
  return (await Promise.all(texts)).join('\n') + Object.keys(themeProperties({}, 'light')).join(' ');
}
