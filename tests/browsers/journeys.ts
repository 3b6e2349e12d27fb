import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { hostileAnswers } from '../e2e/fixtures/hostile-answers.js';
import { startCanary, type Canary } from '../e2e/support/canary.js';
import { startDemoServer, type DemoServer } from '../e2e/support/demo-server.js';
import { hostileSheet } from '../e2e/support/isolation.js';
import { plainPage, startSite, type Site } from '../e2e/support/site.js';
import { startOpenAiServer, type OpenAiServer } from '../support/openai-server.js';
import { openChat, type Chat } from './support/chat.js';
import type { Tab } from './support/tab.js';

const question = 'May I bring a bicycle back?';
const deltas = [
  'You may bring a bicycle ',
  '**back within 30 days** [1].\n\n',
  '| Day | Fee |\n|---|---|\n| 1 | 9 |\n\n',
  'Ask us.',
];

/** What a visitor does with the chat, in a browser that `open` starts. The visitor's system prefers dark. */
export function describeJourneys(name: string, open: () => Promise<Tab>): void {
  describe(`the chat in ${name}`, () => {
    let provider: OpenAiServer;
    let askwell: DemoServer;
    let canary: Canary;
    let site: Site;
    let tab: Tab;

    beforeAll(async () => {
      [provider, canary] = await Promise.all([startOpenAiServer(), startCanary()]);
      askwell = await startDemoServer({
        OPENAI_BASE_URL: provider.url,
        OPENAI_API_KEY: 'scripted',
        OPENAI_MODEL: 'scripted',
        ASKWELL_LIMITS: 'off',
      });
      const { id } = await askwell.admin.documents.create({
        title: 'Bringing a bicycle back',
        text: 'You may bring a bicycle back within 30 days. May I bring it back to another shop? You may.',
        url: 'https://harbour.example/back',
      });
      await vi.waitUntil(async () => (await askwell.admin.documents.get(id)).status === 'ready', { timeout: 60_000 });
      site = await startSite(pagesOf(askwell));
      await askwell.allow(site.origin);
      tab = await open();
    });
    afterAll(async () => {
      await tab.close();
      await Promise.all([site.stop(), provider.stop(), canary.stop()]);
      await askwell.stop();
    });
    beforeEach(async () => {
      provider.reply({ deltas, delay: 20 });
      await tab.goto(`${site.origin}/empty`);
      await tab.run(() => localStorage.clear());
    });
    afterEach(() => tab.resize(1280, 800));

    const visit = async (path: string): Promise<Chat> => {
      await tab.goto(site.origin + path);
      await tab.click('button.launcher');
      return openChat(tab);
    };

    it('asks nobody and stores nothing before the visitor acts', async () => {
      await tab.goto(site.origin);
      await expect.poll(() => tab.run((all) => all('button', 'Open chat').length)).toBe(1);
      expect(
        await tab.run(() => ({
          stored: localStorage.length + sessionStorage.length + document.cookie.length,
          asked: performance.getEntriesByType('resource').map(({ name }) => name.replace(/.*\//, '')),
        })),
      ).toEqual({ stored: 0, asked: ['widget.js'] });
    });

    it('writes an answer as it comes, with a card for each citation', async () => {
      provider.reply({ deltas, delay: 300 });
      const chat = await visit('/');
      await chat.ask(question);
      await expect.poll(() => chat.answer()).toMatch(/You may bring/);
      expect(await tab.run((all) => all('button', 'Stop').length)).toBe(1);
      await chat.settled();
      expect(await tab.run((all) => all('.answer-text strong, .answer-text td').map((each) => each.textContent))).toEqual([
        'back within 30 days',
        '1',
        '9',
      ]);
      await tab.click('.askwell-cite');
      await expect
        .poll(() =>
          tab.run((all) =>
            all('.card')
              .map((card) => card.innerText)
              .join(),
          ),
        )
        .toContain('within 30 days');
      expect(await tab.run((all) => all('.card a').map((link) => link.getAttribute('href')))).toEqual([
        expect.stringMatching(/^https:\/\/harbour\.example\/back#:~:text=/),
      ]);
      await tab.press('Escape');
      await expect.poll(() => tab.run((all) => all('.card').filter((card) => card.checkVisibility()).length)).toBe(0);
      expect(await chat.problems()).toEqual([]);
    });

    it('stops an answer, keeps what was written, and answers again', async () => {
      provider.reply({ deltas: ['The first words ', ...Array.from({ length: 600 }, () => 'and more ')], delay: 100 });
      const chat = await visit('/');
      await chat.ask(question);
      await expect.poll(() => chat.answer()).toMatch(/The first words/);
      await tab.click('button', 'Stop');
      await chat.settled();
      expect(await chat.answer()).toMatch(/The first words/);
      provider.reply({ deltas: ['Another answer.'] });
      await tab.click('button', 'Answer again');
      await expect.poll(() => chat.answer()).toBe('Another answer.');
      expect(await tab.run((all) => all('.question').length)).toBe(1);
    });

    it('keeps the conversation over a reload', async () => {
      const chat = await visit('/');
      await chat.ask(question);
      await chat.settled();
      const answer = await chat.answer();
      const again = await visit('/');
      await expect.poll(() => again.answer()).toBe(answer);
    });

    it('is worked by the keyboard alone, and gives the focus back', async () => {
      await tab.goto(site.origin);
      await expect.poll(() => tab.run((all) => all('button', 'Open chat').length)).toBe(1);
      await tab.press('Tab');
      await tab.press('Enter');
      const chat = await openChat(tab);
      await expect.poll(() => chat.focused()).toBe('TEXTAREA');
      await tab.type(question);
      await tab.press('Enter');
      await chat.settled();
      await tab.press('Escape');
      await expect.poll(() => tab.run((all) => all('.panel').filter((panel) => panel.checkVisibility()).length)).toBe(0);
      expect(await chat.focused()).toBe('BUTTON');
    });

    it('takes the tenant’s form, and says at the field what is missing', async () => {
      await askwell.admin.assistants.update(askwell.assistantId, {
        leadForm: {
          when: ['before-first-question'],
          title: 'Who are you?',
          fields: [{ name: 'email', kind: 'email', label: 'E-mail', required: true }],
        },
      });
      const chat = await visit('/');
      await chat.ask(question);
      await tab.click('.lead input');
      await tab.type('ada@');
      await tab.click('.lead button', 'Send');
      await expect
        .poll(() =>
          tab.run((all) =>
            all('.form-error')
              .map((error) => error.textContent)
              .join(''),
          ),
        )
        .toMatch(/Enter an/);
      await tab.type('example.com');
      await tab.click('.lead button', 'Send');
      await chat.settled();
      expect(await chat.answer()).toMatch(/back within 30 days/);
      await askwell.admin.assistants.update(askwell.assistantId, { leadForm: { when: [], fields: [] } });
    });

    it('covers a phone whole, and never scrolls sideways', async () => {
      await tab.resize(450, 844);
      const chat = await visit('/');
      await chat.ask(question);
      await chat.settled();
      const sizes = () =>
        tab.run((all) => {
          const box = all('.panel').map((panel) => panel.getBoundingClientRect());
          const { scrollWidth } = document.documentElement;
          return { boxes: box.map(({ x, y, width, height }) => [x, y, width - innerWidth, height - innerHeight]), scrolls: scrollWidth > innerWidth };
        }); // prettier-ignore
      await expect.poll(sizes).toEqual({ boxes: [[0, 0, 0, 0]], scrolls: false });
    });

    it('is dark as the visitor’s system is, and runs from right to left', async () => {
      await askwell.admin.assistants.update(askwell.assistantId, { locale: 'ar' });
      const chat = await visit('/');
      await chat.ask(question);
      await expect.poll(() => chat.answer()).toMatch(/Ask us\.$/);
      const look = await tab.run((all) =>
        all('.panel').map((panel) => {
          const { direction, backgroundColor } = getComputedStyle(panel);
          const { left } = panel.getBoundingClientRect();
          return { direction, dark: Number(/\d+/.exec(backgroundColor)?.[0]) < 60, atLeft: left < 100 };
        }),
      );
      await askwell.admin.assistants.update(askwell.assistantId, { locale: 'en' });
      expect(look).toEqual([{ direction: 'rtl', dark: true, atLeft: false }]);
    });

    it('holds a strict policy and Trusted Types, with all of its styles', async () => {
      const chat = await visit('/strict');
      await chat.ask(question);
      await chat.settled();
      await tab.click('.askwell-cite');
      await expect.poll(() => tab.run((all) => all('.card').length)).toBe(1);
      expect(await tab.run((all) => all('.panel').map((panel) => getComputedStyle(panel).borderTopLeftRadius))).toEqual(['16px']);
      expect(await chat.problems()).toEqual([]);
    });

    it('works where the browser refuses storage', async () => {
      const chat = await visit('/no-storage');
      await chat.ask(question);
      await chat.settled();
      expect(await chat.answer()).toMatch(/back within 30 days/);
      expect(await chat.problems()).toEqual([]);
    });

    it('is unharmed by a hostile sheet of the page', async () => {
      const look = async (path: string): Promise<unknown> => {
        const chat = await visit(path);
        await chat.ask(question);
        await chat.settled();
        await expect.poll(() => tab.run((all) => all('.askwell-cite').length)).toBe(1);
        return tab.run((all) =>
          ['.panel', '.composer', '.composer textarea', '.answer-text', '.question', 'button.send', '.askwell-cite'].map((part) => {
            const element = all(part).at(-1);
            if (!element) return part;
            const { color, fontSize, fontFamily, display, direction, opacity, zoom, letterSpacing, boxSizing } = getComputedStyle(element);
            return [part, color, fontSize, fontFamily, display, direction, opacity, zoom, letterSpacing, boxSizing, element.getBoundingClientRect().width];
          }),
        ); // prettier-ignore
      };
      const plain = await look('/');
      await tab.run(() => localStorage.clear());
      expect(await look('/hostile')).toEqual(plain);
    });

    it('answers in a frame, and Escape there gives the focus back to the page', async () => {
      await tab.goto(`${site.origin}/framed`);
      await tab.click('button', 'Open chat');
      await tab.enterFrame('iframe');
      const chat = await openChat(tab);
      await chat.ask(question);
      await chat.settled();
      expect(await chat.answer()).toMatch(/back within 30 days/);
      await tab.press('Escape');
      await tab.enterFrame();
      await expect.poll(() => tab.run((all) => all('iframe').filter((frame) => frame.checkVisibility()).length)).toBe(0);
      await expect.poll(() => chat.focused()).toBe('BUTTON');
    });

    it('makes nothing of hostile answers, in the page behind /embed', async () => {
      const rows = hostileAnswers.map(([, text]) =>
        text.replaceAll('{canaryHost}', canary.host).replaceAll('{canary}', canary.url),
      );
      await tab.goto(`${askwell.url}/embed/${askwell.publishableKey}`);
      const chat = await openChat(tab);
      for (const [index, row] of rows.entries()) {
        provider.reply({ deltas: [row, `\n\nEnd ${index}.`] });
        await chat.ask('A bicycle back?');
        await expect.poll(() => chat.answer()).toMatch(new RegExp(`End ${index}\\.$`));
      }
      expect(
        await tab.run((all) => ({
          owned: 'owned' in window,
          strangers: all(
            '.answer-text :is(script, style, iframe, object, embed, form, input, svg, math, img, video, audio, [style], [onerror])',
          ).filter((element) => !element.closest('.askwell-code-head')).length,
        })),
      ).toEqual({ owned: false, strangers: 0 }); // prettier-ignore
      expect(canary.requests).toEqual([]);
    });
  });
}

/** A shop's pages. Each writes down its exceptions and what its policy refused. */
function pagesOf({ url, publishableKey }: DemoServer): Parameters<typeof startSite>[0] {
  const watch = `<script nonce="n">window.problems=[];addEventListener('error',(e)=>problems.push(e.message));addEventListener('unhandledrejection',(e)=>problems.push(String(e.reason)));document.addEventListener('securitypolicyviolation',(e)=>problems.push(e.effectiveDirective+' '+e.blockedURI+' '+e.sample))</script>`;
  const noStorage = `<script>for(const name of ['localStorage','sessionStorage'])Object.defineProperty(window,name,{get(){throw new DOMException('Refused','SecurityError')}})</script>`;
  const tag = `${watch}<script nonce="n" src="${url}/widget.js" data-key="${publishableKey}" async></script>`;
  const policy = `default-src 'none'; script-src 'nonce-n' 'strict-dynamic'; style-src 'nonce-n'; connect-src ${url}; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html`;
  return {
    '/empty': plainPage({}),
    '/': plainPage({ head: tag }),
    '/strict': {
      html: plainPage({ head: tag }),
      headers: { 'content-security-policy': policy },
    },
    '/no-storage': plainPage({ head: noStorage + tag }),
    '/hostile': plainPage({ head: `<style>${hostileSheet}</style>${tag}` }),
    '/framed': plainPage({ head: tag.replace(' async', ' data-isolation="iframe" async') }),
  };
}
