import { createHmac } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright';
import type { CreatedIdentitySecret } from '@askwell/contract';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { embedChat, widgetChat, type Chat } from './support/chat.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';
import { plainPage, startSite, type Site } from './support/site.js';

const cookies = 'Does Askwell set cookies?';
const pinning = 'How do I pin a version?';

describe.each(['element', 'iframe'] as const)('a signed-in visitor, isolation %s', (isolation) => {
  let askwell: DemoServer;
  let site: Site;
  let browser: Browser;
  let secret: CreatedIdentitySecret;
  let contexts: BrowserContext[];

  beforeAll(async () => {
    askwell = await startDemoServer();
    const tag = `<script src="${askwell.url}/widget.js" data-key="${askwell.publishableKey}" data-isolation="${isolation}" async></script>`;
    site = await startSite({ '/': plainPage({ head: tag }) });
    await askwell.allow(site.origin);
    const created = await fetch(`${askwell.url}/v1/identity-secrets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${askwell.secretKey}` },
    });
    secret = (await created.json()) as CreatedIdentitySecret;
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
    await askwell.stop();
  });
  beforeEach(() => {
    contexts = [];
  });
  afterEach(async () => {
    for (const context of contexts) await context.close();
  });

  /** What the site's own server would sign for its user. */
  function tokenOf(sub: string): string {
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { sub, exp: Math.floor(Date.now() / 1000) + 600 };
    const signed = `${encode({ alg: 'HS256', typ: 'JWT', kid: secret.id })}.${encode(claims)}`;
    return `${signed}.${createHmac('sha256', secret.secret).update(signed).digest('base64url')}`;
  }

  /** A browser of its own, on the site, with the chat open. */
  async function openFor(token: string | null): Promise<{ page: Page; chat: Chat }> {
    const context = await browser.newContext();
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(site.origin);
    await page.waitForFunction(() => window.Askwell);
    if (token !== null) await identify(page, token);
    await page.getByRole('button', { name: 'Open chat' }).click();
    const chat = isolation === 'element' ? widgetChat(page) : embedChat(page.frameLocator('askwell-frame iframe'));
    await chat.input.waitFor();
    return { page, chat };
  }

  const identify = (page: Page, token: string): Promise<void> =>
    page.evaluate((identityToken) => window.Askwell?.('identify', identityToken), token);

  async function pastQuestions(chat: Chat): Promise<string[]> {
    await chat.root.getByRole('button', { name: 'Menu' }).click();
    await chat.root.getByRole('menuitem', { name: 'Conversations' }).click();
    const list = chat.root.getByRole('dialog', { name: 'Conversations' });
    await list.locator('.row').or(list.getByText('No conversations yet')).first().waitFor();
    const rows = await list.locator('.row').allInnerTexts();
    await list.press('Escape');
    await list.waitFor({ state: 'detached' });
    return rows;
  }

  it('finds the conversation in another browser, where another user finds none of it', async () => {
    const first = await openFor(tokenOf('ada'));
    await first.chat.ask(cookies);
    await first.chat.settled();

    const second = await openFor(tokenOf('ada'));
    await expect.poll(() => pastQuestions(second.chat)).toEqual([expect.stringContaining(cookies)]);
    const other = await openFor(tokenOf('grace'));
    expect(await pastQuestions(other.chat)).toEqual([]);
  });

  it('leaves nothing on the screen for the user who signs in next', async () => {
    const { page, chat } = await openFor(tokenOf('lin'));
    await chat.ask(cookies);
    await chat.settled();
    await identify(page, tokenOf('mary'));
    await expect.poll(() => chat.questions.count()).toBe(0);
    expect(await chat.root.innerText()).not.toContain(cookies);
    expect(await pastQuestions(chat)).toEqual([]);
    await chat.ask(pinning);
    await chat.settled();
    expect(await pastQuestions(chat)).toEqual([expect.stringContaining(pinning)]);

    // The former user's conversation is still theirs.
    await identify(page, tokenOf('lin'));
    await expect.poll(() => chat.questions.allInnerTexts()).toEqual([expect.stringContaining(cookies)]);
    await expect.poll(() => pastQuestions(chat)).toEqual([expect.stringContaining(cookies)]);
  });

  it('is asked to sign in where only identified visitors may ask', async () => {
    await askwell.admin.assistants.update(askwell.assistantId, { identity: 'enforced' });
    const { page, chat } = await openFor(null);
    await chat.ask(cookies);
    await chat.root.getByRole('alert').filter({ hasText: 'Sign in to use this chat.' }).waitFor();
    expect(await chat.answers.count()).toBe(0);
    await identify(page, tokenOf('rosa'));
    await chat.ask(pinning);
    await chat.settled();
    await expect.poll(() => chat.answers.last().innerText()).toContain('widget/release.json');
    await askwell.admin.assistants.update(askwell.assistantId, { identity: 'optional' });
  });
});
