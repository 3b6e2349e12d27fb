import '@askwell/widget/global';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { openWidget, widgetChat, type Chat } from './support/chat.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';
import { hostileSheet, probeStyles } from './support/isolation.js';
import { plainPage, startSite, type Site } from './support/site.js';
import { recordRequests, watch } from './support/violations.js';

const question = 'Does Askwell set cookies?';
const stub = '<script>window.Askwell=window.Askwell||function(){(Askwell.q=Askwell.q||[]).push(arguments)};</script>';
const rich = `<style>h1{color:teal} button{letter-spacing:2px} .card{padding:7px}</style><nav><a href="#a">A</a></nav><article class="card"><h1>T</h1>
<p>P <b>b</b> <code>c</code></p><ul><li>l</li></ul><table><tr><td>d</td></tr></table><button>b</button><input value="i"><textarea>t</textarea>
<div class="panel launcher chat root">d</div><svg width="9" height="9"></svg></article><div id="tall"></div>`;

describe('the widget and the page that carries it', () => {
  let askwell: DemoServer;
  let site: Site;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    askwell = await startDemoServer();
    const tag = (more = 'async'): string =>
      `<script src="${askwell.url}/widget.js" data-key="${askwell.publishableKey}" ${more}></script>`;
    const strict = [
      "default-src 'none'",
      "script-src 'nonce-abc' 'strict-dynamic'",
      "style-src 'nonce-abc'",
      `connect-src ${askwell.url}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ].join('; ');
    site = await startSite({
      '/bare': plainPage({ body: rich }),
      '/': plainPage({ head: tag(), body: rich }),
      '/hostile': plainPage({ head: `<style>${hostileSheet}</style>${tag()}` }),
      '/head': plainPage({ head: tag('') }),
      '/twice': plainPage({ head: tag() + tag(), body: tag() }),
      '/tenants': plainPage({ head: tag() + tag('async').replace(askwell.publishableKey, 'pk_another') }),
      '/queued': plainPage({
        head: `${stub}<script>Askwell('on','open',()=>{window.opened=(window.opened||0)+1});Askwell('on','message',e=>(window.told=window.told||[]).push(e.detail.role));Askwell('send','${question}')</script>${tag()}`,
      }),
      '/consent': plainPage({ head: tag('data-consent="required" async') }),
      '/tall': plainPage({ head: tag(), body: '<div style="height:3000px"></div>' }),
      '/z': plainPage({ head: tag('data-z-index="7" async') }),
      '/strict': {
        html: plainPage({ head: tag('nonce="abc" async') }).replace('<link rel="icon" href="data:,">', ''),
        headers: { 'content-security-policy': strict },
      },
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
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
  });
  afterEach(() => context.close());

  it('changes none of the page’s computed styles, closed or open, and adds no style element and one global', async () => {
    await page.goto(`${site.origin}/bare`);
    const styles = await page.evaluate(probeStyles);
    const globals = await page.evaluate(() => Object.keys(window));
    const sheets = await page.evaluate(() => document.querySelectorAll('style, link[rel=stylesheet]').length);

    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
    expect(await page.evaluate(probeStyles)).toEqual(styles);
    const chat = await openWidget(page);
    await chat.ask(question);
    await chat.settled();
    expect(await page.evaluate(probeStyles)).toEqual(styles);
    expect(await page.evaluate(() => document.querySelectorAll('style, link[rel=stylesheet]').length)).toBe(sheets);
    const added = (await page.evaluate(() => Object.keys(window))).filter((name) => !globals.includes(name));
    // Lit and Vite keep a list of their versions on the page.
    expect(added.filter((name) => !/^(lit|reactiveElement)/.test(name))).toEqual(['Askwell']);
  });

  it('is unharmed by a hostile sheet of the page', async () => {
    const answered = async (path: string): Promise<Chat> => {
      await page.goto(site.origin + path);
      await page.evaluate(() => localStorage.clear());
      const chat = await openWidget(page);
      await chat.ask(question);
      await chat.settled();
      // What writes marks is fetched with the first answer.
      await chat.answers.last().locator('.askwell-cite').first().waitFor();
      await page.mouse.move(5, 5);
      await chat.root.evaluate((panel) => Promise.allSettled(panel.getAnimations().map(({ finished }) => finished)));
      return chat;
    };
    const look = (chat: Chat): Promise<unknown> =>
      chat.root.evaluate((panel) =>
        [panel, ...panel.querySelectorAll('*')].slice(0, 60).map((element) => {
          const {
            color,
            backgroundColor,
            fontSize,
            fontFamily,
            display,
            position,
            opacity,
            visibility,
            letterSpacing,
            direction,
          } = getComputedStyle(element);
          const { width, height } = element.getBoundingClientRect();
          return [
            element.className,
            color,
            backgroundColor,
            fontSize,
            fontFamily,
            display,
            position,
            opacity,
            visibility,
            letterSpacing,
            direction,
            Math.round(width),
            Math.round(height),
          ].join(' ');
        }),
      );
    const plain = await look(await answered('/head'));
    const hostile = await answered('/hostile');
    await expect.poll(() => look(hostile)).toEqual(plain);
  });

  it('holds a strict policy and Trusted Types through a conversation, with its styles', async () => {
    const { violations } = await watch(page);
    await page.goto(`${site.origin}/strict`);
    const chat = await openWidget(page);
    await chat.ask(question);
    await chat.settled();
    await chat.answers.last().locator('.askwell-cite').first().click();
    await page.locator('blockquote mark').waitFor();
    await page.keyboard.press('Escape');
    await chat.root.getByRole('button', { name: 'Menu' }).click();
    expect(await violations()).toEqual([]);
    expect(await chat.root.evaluate((panel) => getComputedStyle(panel).position)).toBe('fixed');
  });

  it('works where storage is blocked', async () => {
    const { errors } = await watch(page);
    await page.addInitScript(() => {
      const refuse = (): never => {
        throw new DOMException('blocked', 'SecurityError');
      };
      Object.defineProperty(window, 'localStorage', { get: refuse });
      Object.defineProperty(window, 'sessionStorage', { get: refuse });
    });
    await page.goto(site.origin);
    const chat = await openWidget(page);
    await chat.ask(question);
    await chat.settled();
    expect(await chat.answers.count()).toBe(1);
    expect(errors).toEqual([]);
  });

  it('stores and sends nothing before the visitor agrees, where consent is required', async () => {
    const requests = recordRequests(context);
    await page.goto(`${site.origin}/consent`);
    await page.getByRole('button', { name: 'Open chat' }).click();
    const accept = page.locator('askwell-chat .accept');
    await accept.waitFor();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(requests.filter((url) => /sessions|conversations/.test(url))).toEqual([]);
    await accept.click();
    const chat = widgetChat(page);
    await chat.ask(question);
    await chat.settled();

    await page.reload();
    const again = await openWidget(page);
    await again.answers.last().waitFor();
    await page.evaluate(() => window.Askwell?.('consent', false));
    await accept.waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });

  it('asks the server to delete the visitor, then forgets it here', async () => {
    await page.route('**/v1/visitors/me', (route) =>
      route.fulfill({
        status: 204,
        headers: {
          'access-control-allow-origin': '*',
          'access-control-allow-methods': 'DELETE',
          'access-control-allow-headers': '*, authorization',
        },
      }),
    );
    await page.goto(site.origin);
    const chat = await openWidget(page);
    await chat.ask(question);
    await chat.settled();
    const erased = page.waitForResponse((response) => response.request().method() === 'DELETE');
    await page.evaluate(() => window.Askwell?.('clearData'));
    expect((await erased).url()).toContain('/v1/visitors/me');
    await expect.poll(() => chat.questions.count()).toBe(0);
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });

  it('forgets the visitor at a sign-out, also where the chat was not loaded', async () => {
    await page.goto(site.origin);
    const chat = await openWidget(page);
    await chat.ask(question);
    await chat.settled();
    await page.reload();
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
    const requests = recordRequests(context);
    await page.evaluate(() => window.Askwell?.('reset'));
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    expect(requests).toEqual([]);
    const fresh = await openWidget(page);
    expect(await fresh.questions.count()).toBe(0);
  });

  it.each(['/head', '/twice'])('%s: one widget, and the page keeps its focus', async (path) => {
    await page.goto(site.origin + path);
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
    expect(await page.locator('askwell-chat').count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
  });

  it('keeps several tenants of a page apart', async () => {
    await page.goto(`${site.origin}/tenants`);
    await expect.poll(() => page.locator('askwell-chat').count()).toBe(2);
    await page.evaluate((key) => window.Askwell?.(key as `pk_${string}`, 'open'), askwell.publishableKey);
    await page.locator(`askwell-chat[publishable-key="${askwell.publishableKey}"] .input`).waitFor();
    expect(await page.locator('askwell-chat[publishable-key="pk_another"]').getAttribute('open')).toBeNull();
    await page.evaluate(() => window.Askwell?.('pk_another', 'destroy'));
    expect(await page.locator('askwell-chat').count()).toBe(1);
  });

  it('runs the calls that were made before it was there', async () => {
    await page.goto(`${site.origin}/queued`);
    const chat = widgetChat(page);
    await chat.settled();
    await expect.poll(() => page.evaluate(() => (window as unknown as { told?: string[] }).told)).toEqual(['user', 'assistant']);
    expect(await page.evaluate(() => (window as unknown as { opened?: number }).opened)).toBe(1);
  });

  it.each([
    [
      'the body is replaced, as Turbo and Astro do',
      () => document.documentElement.replaceChild(document.createElement('body'), document.body),
    ],
    [
      'the body is morphed, as Turbo can',
      () => document.body.replaceChildren(Object.assign(document.createElement('main'), { textContent: 'Next' })),
    ],
    ['the address changes', () => history.pushState({}, '', '/next')],
    [
      'the body is written again from a copy, as htmx goes back',
      () => {
        const copy = document.body.innerHTML;
        document.body.innerHTML = copy;
      },
    ],
  ])('keeps its conversation when %s', async (_name, navigate) => {
    await page.goto(site.origin);
    const chat = await openWidget(page);
    await chat.ask(question);
    await chat.settled();
    const text = await chat.answers.last().locator('.answer-text').innerText();
    await page.evaluate(navigate);
    await expect.poll(() => page.locator('askwell-chat').count()).toBe(1);
    await expect.poll(() => chat.answers.last().locator('.answer-text').innerText()).toBe(text);
    await chat.ask(question);
    await chat.settled();
    expect(await chat.questions.count()).toBe(2);
  });

  it('locks the page’s scrolling only while it covers a phone, and gives it back', async () => {
    await page.goto(`${site.origin}/tall`);
    await openWidget(page);
    const overflow = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).overflowY);
    expect(await overflow()).toBe('visible');
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 390, height: 700 });
    const { input } = await openWidget(page);
    await expect.poll(overflow).toBe('hidden');
    // The launcher gives way at once, and the focus comes to the field once all is drawn.
    await input.press('Escape');
    await expect.poll(overflow).toBe('visible');
    expect(await page.evaluate(() => document.documentElement.getAttribute('style'))).toBeNull();
  });

  it('stands at the z-index that the tag says', async () => {
    await page.goto(`${site.origin}/z`);
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
    expect(await page.locator('askwell-chat').evaluate((host) => getComputedStyle(host).zIndex)).toBe('7');
  });

  it('leaves no node, listener or timer behind over 50 cycles', async () => {
    const { errors } = await watch(page);
    await page.addInitScript(countTimers);
    await page.goto(`${site.origin}/bare`);
    const cdp = await context.newCDPSession(page);
    const cycle = async (): Promise<void> => {
      await page.evaluate(
        ([src, key]) => {
          const script = Object.assign(document.createElement('script'), { src });
          script.dataset['key'] = key;
          document.head.append(script);
        },
        [`${askwell.url}/widget.js`, askwell.publishableKey] as const,
      );
      await page.waitForFunction(() => document.querySelector('askwell-chat') !== null);
      const opened = page.evaluate(
        () => new Promise((resolve) => document.addEventListener('askwell-open', resolve, { once: true })),
      );
      await page.evaluate(() => window.Askwell?.('open'));
      await opened;
      await page.evaluate(() => {
        window.Askwell?.('destroy');
        delete window.Askwell;
        document.head.querySelector('script[data-key]')?.remove();
      });
    };
    const count = async (): Promise<{ nodes: number; listeners: number; timers: number }> => {
      await page.waitForTimeout(1_500);
      await cdp.send('HeapProfiler.collectGarbage');
      const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
      const timers = await page.evaluate(() => (window as unknown as { pendingTimers: Set<number> }).pendingTimers.size);
      return { nodes, listeners: jsEventListeners, timers };
    };
    for (let round = 0; round < 3; round += 1) await cycle();
    // Playwright brings listeners of its own with the first locator.
    expect(await page.locator('askwell-chat').count()).toBe(0);
    const before = await count();
    for (let round = 0; round < 50; round += 1) await cycle();
    expect(await page.locator('askwell-chat').count()).toBe(0);
    await expect
      .poll(async () => {
        const { timers, nodes, listeners } = await count();
        return { timers, nodes: nodes - before.nodes < 50, listeners: listeners - before.listeners < 10 };
      })
      .toEqual({ timers: before.timers, nodes: true, listeners: true });
    expect(errors).toEqual([]);
  });
});

/** Keeps the ids of timers that have neither fired nor been cleared. */
function countTimers(): void {
  const pending = new Set<number>();
  Object.assign(window, { pendingTimers: pending });
  const { setTimeout: set, clearTimeout: clear, setInterval: repeat, clearInterval: end } = window;
  window.setTimeout = ((run: () => void, delay?: number): number => {
    const id = set(() => {
      pending.delete(id);
      run();
    }, delay);
    pending.add(id);
    return id;
  }) as typeof window.setTimeout;
  window.clearTimeout = (id) => {
    pending.delete(Number(id));
    clear(id);
  };
  window.setInterval = ((run: () => void, delay?: number): number => {
    const id = repeat(run, delay);
    pending.add(id);
    return id;
  }) as typeof window.setInterval;
  window.clearInterval = (id) => {
    pending.delete(Number(id));
    end(id);
  };
}
