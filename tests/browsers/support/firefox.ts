import { firefox, type ElementHandle, type Frame } from 'playwright';
import { firefoxPath } from '../../support/services.js';
import { appears, sourceOf, reachableElement, type Tab } from './tab.js';

/** A tab of Firefox as it is released, in a browser of its own, over WebDriver BiDi. The system prefers dark. */
export async function openFirefox(): Promise<Tab> {
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath: firefoxPath(),
    firefoxUserPrefs: {
      'layout.css.prefers-color-scheme.content-override': 0,
      // A mouse that hovers: without a screen Firefox finds none.
      'ui.primaryPointerCapabilities': 6,
      'ui.allPointerCapabilities': 6,
    },
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  let frame: Frame = page.mainFrame();

  const find = (css: string, name?: string): Promise<ElementHandle> =>
    appears(`${css} ${name ?? ''}`, async () => {
      const found = await frame.evaluateHandle<HTMLElement>(sourceOf(reachableElement, [css, name]));
      return found.asElement();
    });

  return {
    goto: async (url) => {
      frame = page.mainFrame();
      await page.goto(url);
    },
    run: (work, ...args) => frame.evaluate(sourceOf(work, args)),
    click: async (css, name) => {
      await (await find(css, name)).click();
    },
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    resize: (width, height) => page.setViewportSize({ width, height }),
    enterFrame: async (css) => {
      frame = page.mainFrame();
      if (css === undefined) return;
      frame = await appears(`a frame in ${css}`, async () => (await find(css)).contentFrame());
    },
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
}
