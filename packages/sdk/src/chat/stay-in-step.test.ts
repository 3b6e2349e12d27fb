import type { AssistantMessage, Message, UserMessage, VisitorEvent } from '@askwell/contract';
import { afterEach, describe, expect, it } from 'vitest';
import {
  answerParts,
  createMemoryStorage,
  createScriptedServer,
  createTestClock,
  createTestFeed,
  eventStream,
  json,
  problem,
  sessionRoute,
  until,
  type Routes,
  type ScriptedServer,
  type TestFeed,
} from '../scripted-server.test.helper.js';
import { createChatSession } from './chat-session.js';
import type { ChatAnswer, ChatSession } from './chat-types.js';

const ask = 'POST /v1/conversations/*/messages';
const list = 'GET /v1/conversations/*/messages';
const run = 'GET /v1/runs/*/events';

function question(name: string, text = `${name}?`): UserMessage {
  return { id: `msg_q${name}`, role: 'user', text, clientMessageId: `client-${name}`, createdAt: '2026-01-01T00:00:00Z' };
}

function answer(name: string, change: Partial<AssistantMessage> = {}): AssistantMessage {
  return {
    id: `msg_a${name}`,
    role: 'assistant',
    text: 'Because so [1].',
    status: 'complete',
    runId: `run_${name}`,
    answered: true,
    finishReason: 'stop',
    citations: [],
    sources: [],
    feedback: null,
    error: null,
    createdAt: '2026-01-01T00:00:00Z',
    ...change,
  };
}

function started(name: string, change: Partial<UserMessage> = {}): VisitorEvent {
  const answers = { id: `msg_a${name}`, runId: `run_${name}` };
  return { type: 'answer-started', conversationId: 'cnv_1', question: { ...question(name), ...change }, answer: answers };
}

function ended(name: string, status: 'complete' | 'stopped' = 'complete'): VisitorEvent {
  return { type: 'answer-ended', conversationId: 'cnv_1', answer: { id: `msg_a${name}`, runId: `run_${name}`, status } };
}

interface OpenPage {
  chat: ChatSession;
  feed: TestFeed;
  server: ScriptedServer;
  stored: Message[];
  storage: ReturnType<typeof createMemoryStorage>;
}

const pages: ChatSession[] = [];
afterEach(() => {
  for (const chat of pages.splice(0)) chat.close();
});

/** A page that has restored a conversation with one turn, `first`, and hears what the feed tells. */
async function openPage(routes: Routes = {}, stored: Message[] = [question('first'), answer('first')]): Promise<OpenPage> {
  const feed = createTestFeed();
  const storage = createMemoryStorage();
  storage.setItem('askwell:conversation:https://chat.example.com:pk_1', 'cnv_1');
  const server = createScriptedServer({
    'POST /v1/sessions': sessionRoute(),
    'GET /v1/events': feed.route,
    [list]: () => json({ data: stored, nextCursor: null }),
    [run]: () => eventStream({ parts: answerParts(['Because ', 'so [1].']) }),
    'PUT /v1/messages/*/feedback': (call) => json(call.body),
    'POST /v1/runs/*/stop': () => json({}, 202),
    ...routes,
  });
  const chat = createChatSession({
    baseUrl: 'https://chat.example.com',
    key: 'pk_1',
    fetch: server.fetch,
    clock: createTestClock(),
    storage,
  });
  pages.push(chat);
  await chat.restore();
  await until(() => server.count(list) === 2);
  return { chat, feed, server, stored, storage };
}

const texts = (chat: ChatSession): string[] => chat.getState().items.map(({ text }) => text);
const lastAnswer = (chat: ChatSession): ChatAnswer => {
  const item = chat.getState().items.at(-1);
  if (item?.kind !== 'answer') throw new Error('The transcript does not end with an answer.');
  return item;
};

describe('in step with other tabs and devices', () => {
  it('follows the visitor once there is a conversation, over one connection, until it is closed (rules 31, 36)', async () => {
    const { chat, feed, server } = await openPage();
    expect(server.count('GET /v1/events')).toBe(1);
    chat.close();
    await until(() => feed.connected === 0);
    expect(server.count('GET /v1/events')).toBe(1);
  });

  it('shows a question of another tab and its answer as it is written (rule 32)', async () => {
    const { chat, feed, server } = await openPage();
    const states = new Set<string>();
    chat.subscribe(({ status }) => states.add(status));
    feed.tell(started('second'));
    await until(() => texts(chat).length === 4 && lastAnswer(chat).state === 'complete');
    expect(texts(chat)).toEqual(['first?', 'Because so [1].', 'second?', 'Because so [1].']);
    expect(states).toContain('streaming');
    feed.tell(ended('second'));
    await chat.send('');
    expect(server.count(run)).toBe(1);
    expect(server.count(list)).toBe(2);
  });

  it('stops an answer that another tab asked for (rules 16, 32)', async () => {
    const { chat, feed, server } = await openPage({
      [run]: () => eventStream({ parts: answerParts(['So']).slice(0, 4), hold: true }),
    });
    feed.tell(started('second'));
    await until(() => chat.getState().status === 'streaming');
    await chat.stop();
    expect(server.calls.at(-1)?.path).toBe('/v1/runs/run_second/stop');
  });

  it('does not double its own question, whichever word of it comes first (rule 33)', async () => {
    const { chat, feed, server } = await openPage({
      [ask]: async (call) => {
        const { clientMessageId, text } = call.body as { clientMessageId: string; text: string };
        feed.tell(started('own', { clientMessageId, text }));
        await until(() => chat.getState().items.length === 4);
        return eventStream({
          parts: answerParts(['Own.']),
          headers: { 'x-askwell-run-id': 'run_own', 'x-askwell-message-id': 'msg_aown' },
        });
      },
    });
    await chat.send('Own?');
    feed.tell(started('own', { clientMessageId: 'else' }));
    feed.tell(ended('own'));
    await until(() => feed.connected === 1);
    expect(texts(chat)).toEqual(['first?', 'Because so [1].', 'Own?', 'Own.']);
    expect(server.count(run)).toBe(0);
  });

  it('reads on where the server took a question but its answer to the request was lost (rule 33)', async () => {
    const { chat, feed } = await openPage({
      [ask]: async (call) => {
        const { clientMessageId, text } = call.body as { clientMessageId: string; text: string };
        feed.tell(started('own', { clientMessageId, text }));
        await until(() => chat.getState().items.length === 4);
        throw new TypeError('fetch failed');
      },
    });
    await chat.send('Own?');
    await until(() => lastAnswer(chat).state === 'complete');
    expect(texts(chat)).toEqual(['first?', 'Because so [1].', 'Own?', 'Because so [1].']);
    expect(chat.getState().draft).toBe('');
  });

  it('puts what another tab asked meanwhile before its own question that is not stored yet (rule 33)', async () => {
    let other: Promise<void> | undefined;
    const { chat, feed } = await openPage({
      [ask]: async () => {
        feed.tell(started('other'));
        await (other ??= until(() => chat.getState().items.length === 5));
        return eventStream({
          parts: answerParts(['Own.']),
          headers: { 'x-askwell-run-id': 'run_own', 'x-askwell-message-id': 'msg_aown' },
        });
      },
    });
    await chat.send('Own?');
    await until(() => chat.getState().items.every((item) => item.kind === 'question' || item.state === 'complete'));
    expect(texts(chat)).toEqual(['first?', 'Because so [1].', 'other?', 'Because so [1].', 'Own?', 'Own.']);
  });

  it('reads what it missed after each connection, and keeps the items that did not change (rules 22, 34)', async () => {
    const { chat, feed, server, stored } = await openPage();
    const before = chat.getState();
    feed.tell({ type: 'ready' });
    await until(() => server.count(list) === 3);
    expect(chat.getState()).toBe(before);

    stored.push(question('second'), answer('second', { text: 'Missed.', feedback: { rating: 'down' } }));
    feed.cut();
    await until(() => texts(chat).includes('Missed.'));
    expect(texts(chat)).toEqual(['first?', 'Because so [1].', 'second?', 'Missed.']);
    expect(chat.getState().items.slice(0, 2)).toEqual(before.items);
    expect(chat.getState().items[0]).toBe(before.items[0]);
    expect(lastAnswer(chat).feedback).toEqual({ rating: 'down' });
    expect(server.count('GET /v1/events')).toBe(2);
  });

  it('drops a turn that was replaced elsewhere, heard or missed (rule 34)', async () => {
    const { chat, feed, stored } = await openPage();
    feed.tell({ ...started('second'), replaces: 'msg_afirst' } as VisitorEvent);
    await until(() => texts(chat).includes('second?') && lastAnswer(chat).state === 'complete');
    expect(texts(chat)).toEqual(['second?', 'Because so [1].']);
    stored.splice(0, 2, question('second'), answer('second'), question('third'), answer('third', { text: 'New.' }));
    feed.tell({ type: 'ready' });
    await until(() => texts(chat).includes('New.'));
    stored.splice(2, 2, question('fourth'), answer('fourth', { text: 'Newer.' }));
    feed.tell({ type: 'ready' });
    await until(() => texts(chat).includes('Newer.'));
    expect(texts(chat)).toEqual(['second?', 'Because so [1].', 'fourth?', 'Newer.']);
  });

  it('reads the stored answer where it could not read along (rule 34)', async () => {
    const { chat, feed, stored } = await openPage({
      [ask]: () =>
        eventStream({
          parts: answerParts(['Own.']).slice(0, 4),
          hold: true,
          headers: { 'x-askwell-run-id': 'run_own', 'x-askwell-message-id': 'msg_aown' },
        }),
    });
    void chat.send('Own?');
    await until(() => chat.getState().status === 'streaming');
    feed.tell(started('other'));
    await until(() => chat.getState().items.length === 6);
    stored.push(question('other'), answer('other', { text: 'Theirs.', status: 'stopped' }));
    feed.tell(ended('other', 'stopped'));
    await until(() => texts(chat).includes('Theirs.'));
    expect(chat.getState().status).toBe('streaming');
    expect(chat.getState().items.find(({ text }) => text === 'Theirs.')).toMatchObject({ state: 'stopped' });
  });

  it('takes a rating of elsewhere, but not while its own is under way (rule 35)', async () => {
    let settle: (response: Response) => void = () => undefined;
    const { chat, feed } = await openPage({
      'PUT /v1/messages/*/feedback': () => new Promise((resolve) => (settle = resolve)),
    });
    const rated = (rating: 'up' | 'down'): VisitorEvent => ({
      type: 'feedback-changed',
      conversationId: 'cnv_1',
      messageId: 'msg_afirst',
      feedback: { rating },
    });
    feed.tell(rated('up'));
    await until(() => lastAnswer(chat).feedback?.rating === 'up');
    const rating = chat.rate('msg_afirst', { rating: 'down' });
    feed.tell(rated('up'));
    feed.tell({ type: 'conversation-deleted', conversationId: 'cnv_other' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(lastAnswer(chat).feedback?.rating).toBe('down');
    settle(json({ rating: 'down' }));
    await rating;
    feed.tell(rated('up'));
    await until(() => lastAnswer(chat).feedback?.rating === 'up');
  });

  it('leaves a conversation that was deleted elsewhere, heard or missed (rule 35)', async () => {
    const heard = await openPage();
    heard.feed.tell({ type: 'conversation-deleted', conversationId: 'cnv_1' });
    await until(() => heard.chat.getState().conversationId === null);
    expect(heard.chat.getState().items).toEqual([]);
    expect(heard.storage.getItem('askwell:conversation:https://chat.example.com:pk_1')).toBeNull();

    let isGone = false;
    const missed = await openPage({
      [list]: () => (isGone ? problem(404, 'NOT_FOUND') : json({ data: [question('first'), answer('first')], nextCursor: null })),
    });
    isGone = true;
    missed.feed.cut();
    await until(() => missed.chat.getState().conversationId === null);
  });

  it('goes on without events where the server has none, and for another conversation’s it has no ear (rules 32, 36)', async () => {
    const { chat, feed } = await openPage();
    feed.tell({ ...started('second'), conversationId: 'cnv_2' } as VisitorEvent);
    feed.tell(started('third'));
    await until(() => texts(chat).includes('third?'));
    expect(texts(chat)).not.toContain('second?');

    const server = createScriptedServer({
      'POST /v1/sessions': sessionRoute(),
      'POST /v1/conversations': () => json({ id: 'cnv_1' }, 201),
      [ask]: () => eventStream({ parts: answerParts(['So.']), headers: { 'x-askwell-run-id': 'run_1' } }),
    });
    const storage = createMemoryStorage();
    const other = createChatSession({ baseUrl: 'https://chat.example.com', key: 'pk_1', fetch: server.fetch, storage });
    pages.push(other);
    await other.send('Why?');
    expect(lastAnswer(other).state).toBe('complete');
    expect(server.count('GET /v1/events')).toBe(1);
  });

  it('follows another visitor anew (rule 36)', async () => {
    const { chat, feed, server } = await openPage();
    chat.reset();
    await until(() => feed.connected === 0);
    expect(server.count('GET /v1/events')).toBe(1);
    await chat.openConversation('cnv_1');
    await until(() => feed.connected === 1);
  });
});
