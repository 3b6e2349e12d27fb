import { AxeBuilder } from '@axe-core/playwright';
import { traceTasks } from './trace.mjs';

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const throttle = 4;

/**
 * One chat on a page that has come to rest: what it costs to load, then to open.
 *
 * @param options.html Tags to put into the page, from a script, as a site would have them in its HTML.
 * @param options.takeBytes Bytes of code sent since the last call; of these files, where some are named.
 */
export async function measureChat(browser, { url, html, launcher, takeBytes, strictUrl }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const hosts = new Set();
  context.on('request', (request) => hosts.add(new URL(request.url()).host));
  const page = await context.newPage();
  await page.goto(url);
  await wait(500);
  const cdp = await context.newCDPSession(page);
  const evaluate = async (expression) =>
    (await cdp.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })).result.value;
  await evaluate(helpers);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  takeBytes();
  const load = await traceTasks(browser, page, async () => {
    await evaluate(`window.addTags(${JSON.stringify(html)})`);
    await wait(3_000);
  });
  const result = { before: takeBytes(), script: load.script / throttle, loadTask: load.longestTask, shift: load.shift };
  result.storage = await evaluate('localStorage.length + sessionStorage.length + (document.cookie ? 1 : 0)');
  result.hosts = hosts.size - 1;
  const open = await traceTasks(browser, page, async () => {
    const at = launcher ? await evaluate('window.findLauncher()') : null;
    for (const type of at ? ['mouseMoved', 'mousePressed', 'mouseReleased'] : []) {
      await cdp.send('Input.dispatchMouseEvent', {
        type,
        x: at.x,
        y: at.y,
        button: 'left',
        clickCount: type === 'mouseMoved' ? 0 : 1,
      });
    }
    // What is on its way when the composer stands there, such as the Markdown renderer, is not what it waited for.
    result.toComposer = result.before + takeBytes(await evaluate('window.filesBeforeComposer()'));
    await wait(1_000);
  });
  result.opened = await evaluate('window.hasComposer()');
  result.openTask = launcher ? open.longestTask : null;
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const { violations } = await new AxeBuilder({ page }).disableRules('region').analyze();
  result.axe = violations.reduce((sum, { nodes }) => sum + nodes.length, 0);
  await context.close();
  result.policy = await countViolations(browser, strictUrl, launcher);
  return result;
}

/** Reports of the strict page's policy while the chat is loaded and opened. */
async function countViolations(browser, url, launcher) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, bypassCSP: false });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Page.enable');
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `window.reports = []; document.addEventListener('securitypolicyviolation', (event) => window.reports.push(event.effectiveDirective));${helpers}`,
  });
  await page.goto(url);
  await wait(2_000);
  const evaluate = async (expression) => (await cdp.send('Runtime.evaluate', { expression, returnByValue: true })).result.value;
  const at = launcher ? await evaluate('window.findLauncher()') : null;
  if (at) await page.mouse.click(at.x, at.y);
  await wait(2_500);
  const count = await evaluate('window.reports.length');
  const opened = await evaluate('window.hasComposer()');
  await context.close();
  return `${count}${opened ? '' : ', no composer'}`;
}

/** Finds things through open shadow roots, as a visitor sees them. */
const helpers = `
window.allElements = (root = document) => [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? window.allElements(element.shadowRoot) : [])]);
window.seen = (element) => { const { width, height } = element.getBoundingClientRect(); return width > 8 && height > 8 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true }); };
window.findLauncher = () => {
  const near = window.allElements().filter((element) => element.matches('button, [role=button], .chat-window-toggle, [part=button], svg') && window.seen(element)).map((element) => element.getBoundingClientRect())
    .filter(({ right, bottom, width }) => right > innerWidth - 160 && bottom > innerHeight - 160 && width < 200);
  const box = near.sort((a, b) => b.width * b.height - a.width * a.height)[0];
  return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
};
window.hasComposer = () => window.allElements().some((element) => element.matches('textarea, input[type=text], input:not([type]), [contenteditable=true]') && window.seen(element));
window.filesBeforeComposer = async () => {
  for (let left = 80; left > 0 && !window.hasComposer(); left -= 1) await new Promise((resolve) => setTimeout(resolve, 50));
  return performance.getEntriesByType('resource').map(({ name }) => decodeURIComponent(new URL(name).pathname));
};
window.addTags = (html) => {
  for (const node of new DOMParser().parseFromString('<body>' + html, 'text/html').body.children) {
    if (node.localName !== 'script') { document.body.append(document.importNode(node, true)); continue; }
    const script = document.createElement('script');
    for (const { name, value } of node.attributes) script.setAttribute(name, value);
    script.textContent = node.textContent;
    document.body.append(script);
  }
};`;
