import { mkdir, readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { embedChat } from './support/chat.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';
import { watch } from './support/violations.js';

/** Where to look at the pictures; none are taken without it. */
const pictures = process.env['ASKWELL_SCREENSHOTS'];

describe('the playground', () => {
  let askwell: DemoServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    askwell = await startDemoServer();
    browser = await launchChromium();
    if (pictures !== undefined) await mkdir(pictures, { recursive: true });
  });
  afterAll(async () => {
    await browser.close();
    await askwell.stop();
  });
  afterEach(() => page.context().close());

  async function open(options: { colorScheme?: 'light' | 'dark'; width?: number } = {}): Promise<void> {
    const { colorScheme = 'light', width = 1360 } = options;
    // axe needs a context of its own.
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    page = await context.newPage();
    await page.goto(`${askwell.url}/playground`);
    await page.frameLocator('iframe').getByRole('textbox').waitFor();
  }

  const chat = () => embedChat(page.frameLocator('iframe'));
  const property = (name: string): Promise<string> =>
    page
      .frameLocator('iframe')
      .locator('html')
      .evaluate((element, wanted) => getComputedStyle(element).getPropertyValue(wanted).trim(), name);

  it('moves every lever live beside a real conversation', async () => {
    await open();
    const { violations, errors } = await watch(page);
    await page.reload();
    await page.frameLocator('iframe').getByRole('textbox').waitFor();
    await chat().ask('Does Askwell set cookies?');
    await chat().settled();
    expect(await chat().answers.last().innerText()).toMatch(/cookie/i);

    await page.getByRole('textbox', { name: 'Accent', exact: true }).fill('#0a7d4f');
    await expect.poll(() => property('--askwell-accent')).toBe('#0a7d4f');
    await page.getByRole('group', { name: 'Corners' }).getByRole('radio', { name: 'none' }).check({ force: true });
    await expect.poll(() => property('--askwell-radius')).toBe('0px');
    await page.getByRole('slider', { name: /^Text/ }).fill('17');
    await expect.poll(() => property('--askwell-font-size')).toBe('17px');
    await page.getByRole('textbox', { name: 'Rules' }).fill('.composer { outline: 2px solid rgb(1, 2, 3) }');
    await expect
      .poll(() =>
        chat()
          .root.locator('.composer')
          .evaluate((one) => getComputedStyle(one).outlineColor),
      )
      .toBe('rgb(1, 2, 3)');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await chat().root.getByRole('button', { name: 'Senden' }).waitFor();
    expect(await chat().questions.count()).toBe(1);
    // The answer stands through it all, with its marks.
    expect(await chat().answers.last().innerText()).toMatch(/cookie/i);
    await chat().answers.last().getByRole('button', { name: 'Quelle 1' }).waitFor();

    const config = JSON.parse(await page.locator('pre').innerText()) as Record<string, unknown>;
    expect(config).toMatchObject({
      $schema: `${askwell.url}/schema/askwell.config.json`,
      theme: { accent: '#0a7d4f', radius: 'none', fontSize: 17 },
      locale: 'de',
    });
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()]);
    expect(download.suggestedFilename()).toBe('askwell.config.json');
    expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toEqual(config);
    const { $schema: _schema, ...changes } = config;
    await askwell.admin.assistants.update(askwell.assistantId, changes);
    await page.getByRole('button', { name: 'Snippet' }).click();
    expect(await page.locator('pre').innerText()).toContain(`data-key="${askwell.publishableKey}"\n  data-accent="#0a7d4f"`);
    expect([await violations(), errors]).toEqual([[], []]);
  });

  it('has a control for every setting of the widget', async () => {
    await open();
    const schema = (await (await fetch(`${askwell.url}/schema/askwell.config.json`)).json()) as SchemaNode;
    const controls = await page
      .locator('[data-setting]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-setting')));
    expect(settingsOf(schema, schema).filter((setting) => !ofTheServer.has(setting) && !controls.includes(setting))).toEqual([]);
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByRole('combobox', { name: 'When' }).selectOption('scroll');
    await page.getByRole('checkbox', { name: 'Before the first question' }).check({ force: true });
    await page.getByRole('button', { name: 'Add a field' }).click();
    await page.getByRole('checkbox', { name: 'Visitors may attach files' }).check({ force: true });
    await page.getByRole('checkbox', { name: 'Talk to a person' }).check({ force: true });
    await page.getByRole('combobox', { name: 'Text to replace' }).selectOption('send');
    await page.getByRole('textbox', { name: 'Replaced by' }).fill('Go');
    await chat().root.getByRole('button', { name: 'Go', exact: true }).waitFor();
    await chat().root.getByRole('button', { name: 'Attach a file' }).waitFor();
    const { $schema: _schema, ...config } = JSON.parse(await page.locator('pre').innerText()) as Record<string, unknown>;
    expect(config).toMatchObject({
      proactive: [{ when: 'scroll', percent: 50, message: 'Can we help?' }],
      leadForm: { when: ['before-first-question'], fields: [{ name: 'email', kind: 'email', label: 'E-mail', required: true }] },
      attachments: { enabled: true },
      handoff: { enabled: true },
      strings: { send: 'Go' },
    });
    await askwell.admin.assistants.update(askwell.assistantId, config);
    await askwell.admin.assistants.update(askwell.assistantId, {
      proactive: [],
      leadForm: { when: [], fields: [] },
      strings: {},
      attachments: {},
      handoff: {},
    });
  });

  it('refuses an accent below 4.5:1 and offers the nearest that passes', async () => {
    await open();
    await page.getByRole('textbox', { name: 'Accent', exact: true }).fill('#f5c518');
    await page.getByText('Too faint to read').waitFor();
    expect(await property('--askwell-accent')).toBe('#2458d6');
    const offer = page.getByRole('button', { name: /^Use #/ });
    const color = /#\w{6}/.exec(await offer.innerText())?.[0];
    await offer.click();
    await expect.poll(() => property('--askwell-accent')).toBe(color);
    expect(await page.locator('.ratio').innerText()).toMatch(/^(4\.[5-9]|[5-9])/);
  });

  it.each([
    ['light', 1360],
    ['dark', 1360],
    ['light', 390],
    ['dark', 390],
  ] as const)('has no fault that axe knows, %s at %i pixels', async (colorScheme, width) => {
    await open({ colorScheme, width });
    await chat().ask('Does Askwell set cookies?');
    await chat().settled();
    if (pictures !== undefined)
      await page.screenshot({ path: `${pictures}/playground-${colorScheme}-${width}.png`, fullPage: width === 390 });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 120))])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  it('shows phone, dark and right to left by the keyboard alone', async () => {
    await open();
    for (const name of ['phone', 'dark', 'right to left']) {
      await page.getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
    }
    const root = page.frameLocator('iframe').locator('html');
    await expect
      .poll(() =>
        // The frame may be loading another page at this moment.
        root
          .evaluate((element) => [getComputedStyle(element).direction, getComputedStyle(element).colorScheme, innerWidth])
          .catch(() => []),
      )
      .toEqual(['rtl', 'dark', 388]);
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/playground-phone-rtl.png` });
  });
});

/** What the file holds besides the widget's settings. */
const ofTheServer = new Set([
  'assistant',
  '$schema',
  'name',
  'instructions',
  'allowedOrigins',
  'allowMissingOrigin',
  'claimAnonymous',
  'model',
]);

interface SchemaNode {
  $ref?: string;
  properties?: Record<string, SchemaNode>;
  anyOf?: SchemaNode[];
}

/** The paths of a schema's settings, such as `theme.accent`; a list, or a record of texts, is one setting. */
function settingsOf(node: SchemaNode, root: SchemaNode, path: readonly string[] = []): string[] {
  const parts = node.$ref?.split('/').slice(1) ?? [];
  const named = parts.reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], root) as SchemaNode;
  const meant = node.$ref === undefined ? node : named;
  const properties = meant.properties ?? meant.anyOf?.find((one) => one.properties !== undefined)?.properties;
  const whole = path.join('.');
  if (properties === undefined || whole === 'strings' || whole === 'model') return [whole];
  return Object.entries(properties).flatMap(([name, child]) => settingsOf(child, root, [...path, name]));
}
