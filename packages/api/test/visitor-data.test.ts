import type { Conversation, Message, Page, Problem, UsageReport, Visitor, VisitorDetails, VisitorSelf } from '@askwell/contract';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOpenAiServer, type OpenAiServer } from '../../../tests/support/openai-server.js';
import { only, readEvents, textOf } from './support/read-events.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, json, type TestApp, type TestTenant, type TestVisitor } from './support/test-app.js';

let provider: OpenAiServer;
let app: TestApp;
let shop: TestTenant;

beforeAll(async () => {
  provider = await startOpenAiServer();
  app = await createTestApp({
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: 'sk-x',
    OPENAI_MODEL: 'test-model',
    ASKWELL_REWRITE: 'off',
  });
  shop = await app.createTenant();
  await shop.learn(...shopDocuments);
});
afterAll(async () => {
  await app.close();
  await provider.stop();
});

const conversationOf = async (visitor: TestVisitor, id: string): Promise<Conversation> =>
  json(await visitor.call('GET', `/v1/conversations/${id}`));
const messagesOf = async (visitor: TestVisitor, id: string): Promise<Message[]> =>
  (await json<Page<Message>>(await visitor.call('GET', `/v1/conversations/${id}/messages`))).data;

describe('a visitor’s conversations', () => {
  it('are renamed and deleted', async () => {
    const visitor = await shop.visitor();
    const id = await visitor.startConversation();
    await readEvents(await visitor.ask('How long is the warranty?', { conversationId: id }));
    const renamed = await json<Conversation>(await visitor.call('PATCH', `/v1/conversations/${id}`, { title: 'My kettle' }));
    expect(renamed.title).toBe('My kettle');
    for (const title of ['', '  ', 'x'.repeat(201)])
      expect((await visitor.call('PATCH', `/v1/conversations/${id}`, { title })).status).toBe(422);
    expect((await visitor.call('DELETE', `/v1/conversations/${id}`)).status).toBe(204);
    expect((await visitor.call('DELETE', `/v1/conversations/${id}`)).status).toBe(404);
    expect((await visitor.call('GET', `/v1/conversations/${id}/messages`)).status).toBe(404);
    expect((await json<Page<unknown>>(await visitor.call('GET', '/v1/conversations'))).data).toEqual([]);
  });

  it('count the answers that came since the visitor read', async () => {
    const visitor = await shop.visitor();
    const id = await visitor.startConversation();
    const ask = async (): Promise<void> =>
      void (await readEvents(await visitor.ask('How long is the warranty?', { conversationId: id })));
    const unread = async (): Promise<unknown> => (await json<VisitorSelf>(await visitor.call('GET', '/v1/visitors/me'))).unread;
    expect(await unread()).toBe(0);
    await ask();
    await ask();
    expect((await conversationOf(visitor, id)).unread).toBe(2);
    expect(await unread()).toBe(2);
    expect((await visitor.call('PUT', `/v1/conversations/${id}/read`)).status).toBe(204);
    expect((await conversationOf(visitor, id)).unread).toBe(0);
    await ask();
    const { data } = await json<Page<Conversation>>(await visitor.call('GET', '/v1/conversations'));
    expect(data[0]?.unread).toBe(1);
    expect(await unread()).toBe(1);
  });

  it('tell other devices that one was renamed, read or deleted', async () => {
    const visitor = await shop.visitor();
    const id = await visitor.startConversation();
    const seen: string[] = [];
    const following = app.deps.visitorFeed.follow({ tenantId: shop.tenant.id, visitorId: visitor.id }, ({ type }) =>
      seen.push(type),
    );
    await visitor.call('PATCH', `/v1/conversations/${id}`, { title: 'Elsewhere' });
    await visitor.call('PUT', `/v1/conversations/${id}/read`);
    await visitor.call('DELETE', `/v1/conversations/${id}`);
    following.close();
    expect(seen).toEqual(['ready', 'conversation-changed', 'conversation-changed', 'conversation-deleted']);
  });
});

describe('a question in place of the last', () => {
  const ask = (visitor: TestVisitor, conversationId: string, body: Record<string, unknown>): Promise<Response> =>
    visitor.call('POST', `/v1/conversations/${conversationId}/messages`, { clientMessageId: randomUUID(), ...body });

  it('leaves the transcript and what the model is told, and stays stored and counted', async () => {
    const visitor = await shop.visitor();
    const id = await visitor.startConversation();
    provider.replyOnce({ deltas: ['Three years [1].'] });
    await readEvents(await ask(visitor, id, { text: 'How long is the warranty?' }));
    provider.replyOnce({ deltas: ['First wording [1].'] });
    await readEvents(await ask(visitor, id, { text: 'Is limescale damage covered by it?' }));
    const [, , question, answer] = await messagesOf(visitor, id);

    provider.replyOnce({ deltas: ['Second wording [1].'] });
    const again = await ask(visitor, id, { text: 'Is limescale damage covered by it?', replaces: answer?.id });
    expect(textOf(await readEvents(again))).toContain('Second wording');
    const told = JSON.stringify(provider.chats().at(-1)?.body.messages);
    expect(told).toContain('Three years');
    expect(told).not.toContain('First wording');
    const kept = await messagesOf(visitor, id);
    expect(kept.map(({ text }) => text.replace(/ \[\d+\]/, ''))).toEqual([
      'How long is the warranty?',
      'Three years.',
      'Is limescale damage covered by it?',
      'Second wording.',
    ]);

    expect((await ask(visitor, id, { text: 'What?', replaces: question?.id })).status).toBe(409);
    expect((await ask(visitor, id, { text: 'What?', replaces: kept[0]?.id })).status).toBe(409);
    provider.replyOnce({ deltas: ['Not covered [1].'] });
    await readEvents(await ask(visitor, id, { text: 'Is rust covered?', replaces: kept[2]?.id }));
    expect((await messagesOf(visitor, id)).map(({ text }) => text)[2]).toBe('Is rust covered?');

    const usage = await json<UsageReport>(await shop.call('GET', '/v1/usage'));
    expect(usage.total.answers).toBeGreaterThanOrEqual(4);
    const asked = await json<Page<{ examples: string[] }>>(await shop.call('GET', '/v1/questions?answered=all'));
    expect(asked.data.flatMap(({ examples }) => examples)).not.toContain('Is limescale damage covered by it?');
  });

  it('replays for the same client message id, whatever it replaces', async () => {
    const visitor = await shop.visitor();
    const id = await visitor.startConversation();
    const first = await ask(visitor, id, { text: 'How long is the warranty?' });
    const replaces = first.headers.get('x-askwell-message-id') ?? '';
    await readEvents(first);
    const body = { text: 'How long is the warranty of a kettle?', replaces, clientMessageId: randomUUID() };
    const responses = await Promise.all([ask(visitor, id, body), ask(visitor, id, body), ask(visitor, id, body)]);
    const texts = await Promise.all(responses.map((response) => response.text()));
    expect(responses.map(({ status }, index) => [status, status === 200 ? '' : texts[index]])).toEqual([
      [200, ''],
      [200, ''],
      [200, ''],
    ]);
    expect(new Set(responses.map((response) => response.headers.get('x-askwell-run-id'))).size).toBe(1);
    expect(await messagesOf(visitor, id)).toHaveLength(2);
    const { title } = await conversationOf(visitor, id);
    expect(title).toBe('How long is the warranty of a kettle?');
  });

  it('stops the answer that it replaces', async () => {
    const visitor = await shop.visitor();
    const id = await visitor.startConversation();
    const before = provider.chats().length;
    provider.replyOnce({ deltas: Array.from({ length: 500 }, () => 'word '), delay: 20 });
    const first = await ask(visitor, id, { text: 'How long is the warranty?' });
    const running = await provider.chat(before);
    provider.replyOnce({ deltas: ['Short [1].'] });
    const replaces = first.headers.get('x-askwell-message-id') ?? '';
    await readEvents(await ask(visitor, id, { text: 'How long is the warranty?', replaces }));
    expect(await running.ended).toBe('hung-up');
    expect(only(await readEvents(first), 'abort')).toHaveLength(1);
    expect(await messagesOf(visitor, id)).toHaveLength(2);
  });
});

describe('the assistant’s form', () => {
  const form = {
    when: ['before-first-question', 'not-answered'],
    fields: [
      { name: 'mail', kind: 'email', label: 'Email', required: true },
      { name: 'topic', kind: 'select', label: 'Topic', options: ['Sales', 'Support'] },
      { name: 'note', kind: 'long-text', label: 'Anything else?' },
    ],
    consent: 'You may write to me.',
  };

  it('is checked field by field, and its answers are the tenant’s to read', async () => {
    const tenant = await app.createTenant();
    const visitor = await tenant.visitor();
    const save = (body: unknown): Promise<Response> => visitor.call('PUT', '/v1/visitors/me/details', body);
    const good = { values: { mail: 'ann@example.com', topic: 'Sales', note: '  ' }, consent: true };
    expect((await save(good)).status).toBe(403);
    expect((await tenant.call('PATCH', `/v1/assistants/${tenant.assistant.id}`, { leadForm: form })).status).toBe(200);

    const wrong: [unknown, string[]][] = [
      [{ values: {} }, ['values.mail', 'consent']],
      [{ values: { mail: 'ann' }, consent: true }, ['values.mail']],
      [{ values: { mail: 'ann@example.com', topic: 'Gossip' }, consent: true }, ['values.topic']],
      [{ values: { mail: 'ann@example.com', age: '7' }, consent: true }, ['values.age']],
      [{ values: { mail: 'ann@example.com' }, consent: false }, ['consent']],
      [{ values: { mail: 'x'.repeat(2_001) }, consent: true }, ['values.mail']],
    ];
    for (const [body, paths] of wrong) {
      const response = await save(body);
      expect(response.status).toBe(422);
      expect(((await response.json()) as Problem).errors?.map(({ path }) => path)).toEqual(paths);
    }
    const saved = await json<VisitorDetails>(await save(good));
    expect(saved).toMatchObject({ values: { mail: 'ann@example.com', topic: 'Sales' }, consent: 'You may write to me.' });
    await json(await save({ values: { mail: 'lee@example.com' }, consent: true }));
    const { details } = await json<VisitorSelf>(await visitor.call('GET', '/v1/visitors/me'));
    expect(details?.values).toEqual({ mail: 'lee@example.com' });
    const { data } = await json<Page<Visitor>>(await tenant.call('GET', '/v1/visitors'));
    expect(data).toMatchObject([{ id: visitor.id, identity: null, details }]);
    await visitor.call('DELETE', '/v1/visitors/me');
    expect((await save(good)).status).toBe(401);
  });
});

describe('clearing a visitor’s data', () => {
  it('removes all of it at once, keeps the totals of usage, and refuses the token', async () => {
    const visitor = await shop.visitor();
    const other = await shop.visitor();
    const id = await visitor.startConversation();
    const answer = await visitor.ask('How long is the warranty?', { conversationId: id });
    const runId = answer.headers.get('x-askwell-run-id') ?? '';
    const messageId = answer.headers.get('x-askwell-message-id') ?? '';
    await readEvents(answer);
    await visitor.call('PUT', `/v1/messages/${messageId}/feedback`, { rating: 'down', comment: 'private words' });
    const otherId = await other.startConversation();
    const before = await json<UsageReport>(await shop.call('GET', '/v1/usage'));

    expect((await visitor.call('DELETE', '/v1/visitors/me')).status).toBe(204);
    expect((await json<UsageReport>(await shop.call('GET', '/v1/usage'))).total).toEqual(before.total);
    const calls: [string, string, unknown?][] = [
      ['GET', '/v1/visitors/me'],
      ['DELETE', '/v1/visitors/me'],
      ['GET', '/v1/conversations'],
      ['POST', '/v1/conversations'],
      ['GET', `/v1/conversations/${id}`],
      ['GET', `/v1/conversations/${id}/messages`],
      ['POST', `/v1/conversations/${id}/messages`, { text: 'Hello?', clientMessageId: randomUUID() }],
      ['GET', `/v1/runs/${runId}/events`],
      ['POST', `/v1/runs/${runId}/stop`],
      ['PUT', `/v1/messages/${messageId}/feedback`, { rating: 'up' }],
    ];
    for (const [method, path, body] of calls) {
      const response = await visitor.call(method, path, body);
      expect({ method, path, status: response.status }).toEqual({ method, path, status: 401 });
    }
    const left = await app.deps.database.sql.begin(async (tx) => {
      await tx`select set_config('role', 'askwell_app', true), set_config('app.tenant_id', ${shop.tenant.id}, true)`;
      return tx<{ rows: number }[]>`select (
        (select count(*) from conversations where visitor_id = ${visitor.id}) + (select count(*) from runs where visitor_id = ${visitor.id})
        + (select count(*) from messages where conversation_id = ${id}) + (select count(*) from feedback where visitor_id = ${visitor.id})
        + (select count(*) from usage_records where visitor_id = ${visitor.id}))::integer as rows`;
    });
    expect(left[0]?.rows).toBe(0);
    expect((await other.call('GET', `/v1/conversations/${otherId}`)).status).toBe(200);
  });

  it('stops an answer that is being written, and counts it', async () => {
    const visitor = await shop.visitor();
    const before = provider.chats().length;
    const used = async (): Promise<number> => (await json<UsageReport>(await shop.call('GET', '/v1/usage'))).total.answers;
    const answers = await used();
    provider.replyOnce({ deltas: Array.from({ length: 500 }, () => 'word '), delay: 20 });
    const answer = await visitor.ask('How long is the warranty?');
    const running = await provider.chat(before);
    expect((await visitor.call('DELETE', '/v1/visitors/me')).status).toBe(204);
    expect(await running.ended).toBe('hung-up');
    expect(only(await readEvents(answer), 'abort')).toHaveLength(1);
    expect(await used()).toBe(answers + 1);
  });

  it('is the tenant’s too, by the secret key', async () => {
    const visitor = await shop.visitor();
    expect((await shop.call('GET', `/v1/visitors/${visitor.id}`)).status).toBe(200);
    expect((await shop.call('DELETE', `/v1/visitors/${visitor.id}`)).status).toBe(204);
    expect((await shop.call('GET', `/v1/visitors/${visitor.id}`)).status).toBe(404);
    expect((await visitor.call('GET', '/v1/visitors/me')).status).toBe(401);
  });

  it('pages through the visitors without loss', async () => {
    const tenant = await app.createTenant();
    const ids = [];
    for (let count = 0; count < 5; count++) ids.push((await tenant.visitor()).id);
    expect((await json<Page<unknown>>(await tenant.call('GET', '/v1/visitors'))).data).toEqual([]);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = await json<Page<{ id: string }>>(await tenant.call('GET', `/v1/visitors?filter=all&limit=2${cursor}`));
      seen.push(...page.data.map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });
});
