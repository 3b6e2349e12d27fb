import type { Conversation, Message, Page } from '@askwell/contract';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { followEvents } from '../../../tests/support/follow-events.js';
import { readEvents } from './support/read-events.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, json, type TestApp, type TestTenant, type TestVisitor } from './support/test-app.js';

let app: TestApp;
let shop: TestTenant;

beforeAll(async () => {
  app = await createTestApp();
  shop = await app.createTenant();
  await shop.learn(...shopDocuments);
});
afterAll(() => app.close());

async function lastTwo(visitor: TestVisitor, conversationId: string): Promise<Message[]> {
  return (await json<Page<Message>>(await visitor.call('GET', `/v1/conversations/${conversationId}/messages?limit=2`))).data;
}

it('tells a visitor’s other pages of a conversation, a question, its answer and its rating, in order', async () => {
  const visitor = await shop.visitor();
  const response = await visitor.call('GET', '/v1/events');
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  const events = await followEvents(response);

  const conversationId = await visitor.startConversation();
  const clientMessageId = randomUUID();
  const answer = await readEvents(await visitor.ask('Is limescale damage covered?', { conversationId, clientMessageId }));
  const listed = await json<Page<Conversation>>(await visitor.call('GET', '/v1/conversations'));
  const [question, stored] = await lastTwo(visitor, conversationId);
  if (stored?.role !== 'assistant') throw new Error('The conversation has no answer');
  await visitor.call('PUT', `/v1/messages/${stored.id}/feedback`, { rating: 'up' });

  expect(answer.at(-1)?.data).toBe('[DONE]');
  expect(await events.next()).toMatchObject({
    type: 'conversation-changed',
    conversation: { id: conversationId, title: null, createdAt: listed.data[0]?.createdAt },
  });
  expect(await events.next()).toEqual({
    type: 'answer-started',
    conversationId,
    question: { ...question, createdAt: expect.any(String) },
    answer: { id: stored.id, runId: stored.runId },
  });
  expect(await events.next()).toEqual({
    type: 'answer-ended',
    conversationId,
    answer: { id: stored.id, runId: stored.runId, status: 'complete' },
  });
  const rated = { conversationId, messageId: stored.id, feedback: { rating: 'up' } };
  expect(await events.next()).toEqual({ type: 'feedback-changed', ...rated });
  await events.leave();
});

it('tells of one conversation only where one is asked for', async () => {
  const visitor = await shop.visitor();
  const [followed, other] = [await visitor.startConversation(), await visitor.startConversation()];
  const events = await followEvents(await visitor.call('GET', `/v1/conversations/${followed}/events`));
  await readEvents(await visitor.ask('How long is the warranty?', { conversationId: other }));
  await readEvents(await visitor.ask('How long is the warranty?', { conversationId: followed }));
  expect(await events.next()).toMatchObject({ type: 'answer-started', conversationId: followed });
  expect(await events.next()).toMatchObject({ type: 'answer-ended', conversationId: followed });
  await events.leave();
});

it('starts no second answer in the events when the same message comes again', async () => {
  const visitor = await shop.visitor();
  const conversationId = await visitor.startConversation();
  const events = await followEvents(await visitor.call('GET', '/v1/events'));
  const clientMessageId = randomUUID();
  const ask = async (): Promise<unknown> =>
    readEvents(await visitor.ask('Where is it sent from?', { conversationId, clientMessageId }));
  await Promise.all([ask(), ask(), ask()]);
  await visitor.startConversation();
  expect([(await events.next()).type, (await events.next()).type, (await events.next()).type]).toEqual([
    'answer-started',
    'answer-ended',
    'conversation-changed',
  ]);
  await events.leave();
});

it('keeps nothing of a reader that has left', async () => {
  const visitor = await shop.visitor();
  const open = async (): Promise<number> =>
    Number(/^askwell_open_streams (\d+)/m.exec(await app.deps.metrics.registry.metrics())?.[1]);
  const before = await open();
  const streams = await Promise.all(
    Array.from({ length: 20 }, async () => followEvents(await visitor.call('GET', '/v1/events'))),
  );
  expect(await open()).toBe(before + 20);
  await Promise.all(streams.map((stream) => stream.leave()));
  expect(await open()).toBe(before);
});

it('answers an unknown conversation with 404, and a bad id with 422 or 404', async () => {
  const visitor = await shop.visitor();
  expect((await visitor.call('GET', '/v1/conversations/cnv_00000000000000000000000000/events')).status).toBe(404);
  expect((await app.call('GET', '/v1/events')).status).toBe(401);
  expect((await shop.call('GET', '/v1/events')).status).toBe(401);
});
