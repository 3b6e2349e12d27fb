import { describe, expect, it, vi } from 'vitest';
import type { Message, StreamPart } from '@askwell/contract';
import {
  answerParts,
  createMemoryStorage,
  createScriptedServer,
  createTestClock,
  eventStream,
  json,
  problem,
  runHeaders,
  sessionRoute,
  until,
  type Routes,
  type ScriptedServer,
  type TestClock,
} from '../scripted-server.test.helper.js';
import { createChatSession } from './chat-session.js';
import type { ChatAnswer, ChatSession, ChatState } from './chat-types.js';

const parts = answerParts(['Because ', 'so [1].']);
const ask = 'POST /v1/conversations/*/messages';
const read = 'GET /v1/runs/*/events';
const dead = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'));

interface Page {
  chat: ChatSession;
  server: ScriptedServer;
  clock: TestClock;
  storage: ReturnType<typeof createMemoryStorage>;
  states: ChatState[];
}

function open(routes: Routes = {}, storage = createMemoryStorage()): Page {
  const server = createScriptedServer({
    ...routes,
    'POST /v1/sessions': routes['POST /v1/sessions'] ?? sessionRoute(),
    'POST /v1/conversations': routes['POST /v1/conversations'] ?? ((_call, nth) => json({ id: `cnv_${nth}` }, 201)),
    [ask]: routes[ask] ?? (() => eventStream({ parts, headers: runHeaders, chunk: 40 })),
    [read]: routes[read] ?? ((call) => eventStream({ parts, after: Number(call.headers.get('last-event-id') ?? 0) })),
    'POST /v1/runs/*/stop': routes['POST /v1/runs/*/stop'] ?? (() => json({}, 202)),
  });
  const clock = createTestClock();
  const chat = createChatSession({ baseUrl: 'https://chat.example.com', key: 'pk_1', fetch: server.fetch, clock, storage });
  const states: ChatState[] = [];
  chat.subscribe((state) => states.push(state));
  return { chat, server, clock, storage, states };
}

function lastAnswer(chat: ChatSession): ChatAnswer {
  const item = chat.getState().items.at(-1);
  if (item?.kind !== 'answer') throw new Error('The transcript does not end with an answer.');
  return item;
}

function storedAnswer(status: 'streaming' | 'complete', text = ''): Message[] {
  const rest = { finishReason: null, citations: [], sources: [], feedback: null, error: null, createdAt: '' };
  return [
    { id: 'msg_0', role: 'user', text: 'Why?', clientMessageId: 'c0', createdAt: '' },
    { id: 'msg_1', role: 'assistant', text, status, runId: 'run_1', answered: true, ...rest },
  ];
}

/** A stream that says no more after `shown` until the run is stopped or the connection closed. */
function openEnded(shown: readonly StreamPart[]): () => Response {
  return () => eventStream({ parts: shown, headers: runHeaders, hold: true });
}

describe('quiet', () => {
  it('makes no request and writes nothing before the visitor acts (rules 1, 2)', async () => {
    const { chat, server, storage } = open();
    await chat.restore();
    chat.setDraft('Wh');
    await chat.stop();
    await chat.retry();
    await chat.rate('msg_9', { rating: 'up' });
    expect(server.calls).toHaveLength(0);
    expect(storage.size).toBe(0);
    await chat.send('Why?');
    expect(storage.size).toBe(2);
  });

  it('works with storage that throws, and with a subscriber that throws (rules 2, 3)', async () => {
    const storage = { ...createMemoryStorage(), getItem: thrower, setItem: thrower, removeItem: thrower, size: 0 };
    const { chat } = open({}, storage);
    chat.subscribe(thrower);
    await chat.restore();
    await chat.send('Why?');
    expect(lastAnswer(chat).state).toBe('complete');
  });
});

describe('asking', () => {
  it('shows the question at once, then the answer as it grows (rules 4, 6, 22)', async () => {
    const { chat, states, server } = open();
    chat.setDraft(' Why? ');
    await chat.send(' Why? ');
    expect(states[1]).toMatchObject({
      status: 'sending',
      draft: '',
      items: [{ kind: 'question', text: 'Why?', state: 'sending' }],
    });
    expect(states.map(({ status }) => status).filter((status, index, all) => status !== all[index - 1])).toEqual([
      'idle',
      'sending',
      'streaming',
      'idle',
    ]);
    expect(lastAnswer(chat)).toMatchObject({
      id: 'msg_1',
      runId: 'run_1',
      text: 'Because so [1].',
      state: 'complete',
      answered: true,
      status: null,
    });
    expect(lastAnswer(chat).sources).toEqual([
      { id: 'src_1', documentId: 'doc_1', externalId: null, title: 'A', url: 'https://example.com/a' },
    ]);
    const sent = states.filter(({ status }) => status === 'streaming').map(({ items }) => items[0]);
    expect(new Set(sent).size).toBe(1);
    expect(server.count(ask)).toBe(1);
  });

  it('keeps to one question at a time and takes no empty one (rule 7)', async () => {
    const { chat, server } = open();
    await chat.send('  ');
    await Promise.all([chat.send('One?'), chat.send('Two?')]);
    await chat.send('Three?');
    expect(server.count(ask)).toBe(2);
    expect(server.count('POST /v1/conversations')).toBe(1);
  });

  it('gives a refused question back as the draft, with the wait (rule 8)', async () => {
    const { chat, clock } = open({ [ask]: () => problem(429, 'RATE_LIMITED', { 'retry-after': '9' }) });
    await chat.send('Why?');
    expect(chat.getState()).toMatchObject({ status: 'idle', draft: 'Why?' });
    expect(chat.getState().items).toMatchObject([
      { state: 'failed', failure: { code: 'RATE_LIMITED', retryable: true, retryAt: clock.now() + 9_000, requestId: 'req_1' } },
    ]);
  });

  it('leaves what the visitor typed meanwhile (rule 8)', async () => {
    const { chat } = open({ [ask]: dead });
    const sending = chat.send('Why?');
    chat.setDraft('And how?');
    await sending;
    expect(chat.getState()).toMatchObject({ draft: 'And how?', items: [{ state: 'failed', failure: { code: 'NETWORK' } }] });
  });

  it('asks a failed question again under the same id, by retry and by hand (rules 5, 9, 10, 12)', async () => {
    const { chat, server } = open({ [ask]: (_call, nth) => (nth < 3 ? dead() : eventStream({ parts, headers: runHeaders })) });
    await chat.send('Why?');
    await chat.retry();
    await chat.send('Why?');
    const ids = server.calls
      .filter(({ path }) => path.endsWith('/messages'))
      .map(({ body }) => (body as { clientMessageId: string }).clientMessageId);
    expect(new Set(ids).size).toBe(1);
    expect(ids).toHaveLength(3);
    expect(chat.getState().items).toHaveLength(2);
    expect(chat.getState().draft).toBe('');
  });

  it('puts an edited question in the place of the failed one (rule 9)', async () => {
    const { chat } = open({ [ask]: (_call, nth) => (nth === 1 ? dead() : eventStream({ parts, headers: runHeaders })) });
    await chat.send('Why?');
    await chat.send('Why not?');
    expect(chat.getState().items).toMatchObject([{ text: 'Why not?', state: 'sent' }, { kind: 'answer' }]);
  });

  it('starts another conversation where the server forgot the first (rule 11)', async () => {
    const { chat, server } = open({
      [ask]: (call, nth) =>
        nth > 1 && call.path.includes('cnv_1/')
          ? problem(404, 'NOT_FOUND')
          : eventStream({ parts, headers: { ...runHeaders, 'x-askwell-run-id': `run_${nth}` } }),
    });
    await chat.send('One?');
    await chat.send('Two?');
    expect(chat.getState()).toMatchObject({ conversationId: 'cnv_2', items: [{}, {}, { state: 'sent' }, { state: 'complete' }] });
    expect(server.count('POST /v1/conversations')).toBe(2);
  });
});

describe('trying again', () => {
  it('reads on in an answer that the network cut off (rules 5, 13)', async () => {
    const { chat, server } = open({
      [ask]: () => eventStream({ parts, headers: runHeaders, cut: 500 }),
      [read]: (call, nth) => (nth <= 8 ? dead() : eventStream({ parts, after: Number(call.headers.get('last-event-id') ?? 0) })),
    });
    await chat.send('Why?');
    expect(lastAnswer(chat)).toMatchObject({ state: 'interrupted', failure: { code: 'NETWORK', retryable: true } });
    await chat.retry();
    expect(lastAnswer(chat)).toMatchObject({ state: 'complete', text: 'Because so [1].', failure: null });
    expect(lastAnswer(chat).citations).toHaveLength(1);
    expect(server.count(ask)).toBe(1);
  });

  it('asks again where the server failed, under a new id (rules 6, 9, 14)', async () => {
    const failed = (text: string[]): StreamPart[] => [
      ...answerParts(text).slice(0, 3 + text.length),
      { type: 'data-error', data: { code: 'PROVIDER_UNAVAILABLE', retryable: true, requestId: 'r1' } },
      { type: 'error', errorText: 'x' },
    ];
    const answers = [failed([]), failed(['Half']), parts];
    const { chat, server } = open({
      [ask]: (_call, nth) =>
        eventStream({ parts: answers[nth - 1] ?? parts, headers: { ...runHeaders, 'x-askwell-run-id': `run_${nth}` } }),
    });
    await chat.send('Why?');
    expect(lastAnswer(chat)).toMatchObject({ state: 'failed', failure: { code: 'PROVIDER_UNAVAILABLE', requestId: 'r1' } });
    await chat.retry();
    expect(chat.getState().items).toHaveLength(2);
    expect(lastAnswer(chat)).toMatchObject({ state: 'interrupted', text: 'Half' });
    await chat.retry();
    expect(chat.getState().items).toHaveLength(4);
    expect(lastAnswer(chat).state).toBe('complete');
    await chat.retry();
    const ids = server.calls
      .filter(({ path }) => path.endsWith('/messages'))
      .map(({ body }) => (body as { clientMessageId: string }).clientMessageId);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('ending', () => {
  it('stop ends the run and keeps the text (rule 16)', async () => {
    let say: (part: StreamPart) => void = () => undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        let id = 0;
        say = (part) => controller.enqueue(new TextEncoder().encode(`id: ${(id += 1)}\ndata: ${JSON.stringify(part)}\n\n`));
        for (const part of parts.slice(0, 4)) say(part);
      },
    });
    const { chat, server } = open({
      [ask]: () => new Response(body, { headers: { 'content-type': 'text/event-stream', ...runHeaders } }),
      'POST /v1/runs/*/stop': () => {
        say({ type: 'abort', reason: 'stopped' });
        return json({}, 202);
      },
    });
    const sending = chat.send('Why?');
    await until(() => chat.getState().status === 'streaming' && lastAnswer(chat).text !== '');
    await chat.stop();
    await sending;
    expect(lastAnswer(chat)).toMatchObject({ state: 'stopped', text: 'Because ', failure: null });
    expect(server.count('POST /v1/runs/run_1/stop')).toBe(1);
  });

  it('stop shows as stopped where the server is silent or gone (rule 16)', async () => {
    for (const stopRoute of [() => json({}, 202), () => problem(404, 'NOT_FOUND')]) {
      const { chat, clock } = open({ [ask]: openEnded(parts.slice(0, 4)), 'POST /v1/runs/*/stop': stopRoute });
      const sending = chat.send('Why?');
      await until(() => chat.getState().status === 'streaming' && lastAnswer(chat).text !== '');
      await chat.stop();
      clock.fire();
      await sending;
      expect(lastAnswer(chat)).toMatchObject({ state: 'stopped', text: 'Because ' });
    }
  });

  it('stop while the question hangs gives it back (rules 8, 16)', async () => {
    const hang: Routes[string] = (call) =>
      new Promise((_resolve, reject) => call.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    const { chat, server, clock } = open({ [ask]: hang });
    const sending = chat.send('Why?');
    await until(() => server.count(ask) === 1);
    const stopping = chat.stop();
    clock.fire();
    await Promise.all([sending, stopping]);
    expect(chat.getState()).toMatchObject({ status: 'idle', draft: 'Why?', items: [{ state: 'failed' }] });
  });

  it('close posts nothing and ends everything (rule 17)', async () => {
    const { chat, server, states } = open({ [ask]: openEnded(parts.slice(0, 4)) });
    const sending = chat.send('Why?');
    await until(() => chat.getState().status === 'streaming');
    chat.close();
    await sending;
    const seen = states.length;
    await chat.send('More?');
    chat.setDraft('x');
    expect(chat.getState().status).toBe('closed');
    expect(states).toHaveLength(seen);
    expect(server.count('POST /v1/runs/*/stop')).toBe(0);
  });

  it('startNew forgets the conversation and ignores what the former turn says (rule 18)', async () => {
    const { chat, server, storage } = open({
      [ask]: (_call, nth) => (nth === 1 ? openEnded(parts.slice(0, 4))() : eventStream({ parts, headers: runHeaders })),
    });
    const former = chat.send('Why?');
    await until(() => chat.getState().status === 'streaming');
    chat.startNew();
    expect(chat.getState()).toMatchObject({ status: 'idle', items: [], conversationId: null });
    await chat.send('Else?');
    await former;
    expect(chat.getState().items).toMatchObject([{ text: 'Else?' }, { state: 'complete' }]);
    expect(server.count('POST /v1/runs/*/stop')).toBe(1);
    chat.startNew();
    expect(storage.size).toBe(1);
  });
});

describe('coming back', () => {
  const history = (messages: Message[]): Routes => ({
    'GET /v1/conversations/*/messages': (call) =>
      call.query.get('cursor') === null
        ? json({ data: messages.slice(1), nextCursor: 'n' })
        : json({ data: messages.slice(0, 1), nextCursor: null }),
  });

  async function leftPage(): Promise<Page['storage']> {
    const { chat, storage } = open();
    await chat.send('Why?');
    chat.close();
    return storage;
  }

  it('shows the former conversation as the same visitor (rule 19)', async () => {
    const { chat, server } = open(history(storedAnswer('complete', 'Old.')), await leftPage());
    await chat.restore();
    expect(chat.getState()).toMatchObject({
      status: 'idle',
      conversationId: 'cnv_1',
      items: [{ id: 'msg_0' }, { text: 'Old.', state: 'complete' }],
    });
    expect(server.count('POST /v1/sessions')).toBe(0);
    await chat.restore();
    expect(server.calls.map(({ path }) => path)).toEqual([
      '/v1/conversations/cnv_1/messages',
      '/v1/conversations/cnv_1/messages',
      '/v1/events',
    ]);
  });

  it('replays an answer in progress, without doubling what history had of it (rule 19)', async () => {
    const { chat, server, states } = open(history(storedAnswer('streaming', 'Becau')), await leftPage());
    await chat.restore();
    expect(states.map(({ status }) => status)).toContain('resuming');
    expect(lastAnswer(chat)).toMatchObject({ text: 'Because so [1].', state: 'complete' });
    expect(server.count(ask)).toBe(0);
  });

  it('shows the stored message of a run whose events are gone (rule 21)', async () => {
    let loads = 0;
    const { chat } = open(
      {
        'GET /v1/conversations/*/messages': () =>
          json({ data: storedAnswer((loads += 1) === 1 ? 'streaming' : 'complete', 'Stored.'), nextCursor: null }),
        [read]: () => problem(404, 'NOT_FOUND'),
      },
      await leftPage(),
    );
    await chat.restore();
    expect(chat.getState().status).toBe('idle');
    expect(lastAnswer(chat)).toMatchObject({ text: 'Stored.', state: 'complete' });
  });

  it('forgets a conversation that is gone, and loads again after any other failure (rules 15, 20)', async () => {
    const gone = open({}, await leftPage());
    await gone.chat.restore();
    expect(gone.chat.getState()).toMatchObject({ conversationId: null, failure: null, status: 'idle' });

    let up = false;
    const down = open(
      {
        'GET /v1/conversations/*/messages': () =>
          up ? json({ data: storedAnswer('complete', 'Old.'), nextCursor: null }) : dead(),
      },
      await leftPage(),
    );
    await down.chat.restore();
    expect(down.chat.getState()).toMatchObject({ conversationId: 'cnv_1', failure: { code: 'NETWORK' } });
    up = true;
    await down.chat.retry();
    expect(down.chat.getState()).toMatchObject({ failure: null, items: [{}, { text: 'Old.' }] });
  });
});

it('rates at once and takes it back where the server refuses (rule 23)', async () => {
  let refuse = false;
  const { chat } = open({
    'PUT /v1/messages/*/feedback': () => (refuse ? problem(403, 'FORBIDDEN') : new Response(null, { status: 204 })),
  });
  await chat.send('Why?');
  await chat.rate('msg_1', { rating: 'up' });
  refuse = true;
  const rating = chat.rate('msg_1', { rating: 'down' });
  expect(lastAnswer(chat).feedback).toEqual({ rating: 'down' });
  await rating;
  expect(lastAnswer(chat).feedback).toEqual({ rating: 'up' });
});

it('follows the network until it is closed (rule 24)', () => {
  const target = new EventTarget();
  vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
  vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target));
  const { chat } = open();
  target.dispatchEvent(new Event('offline'));
  expect(chat.getState().online).toBe(false);
  target.dispatchEvent(new Event('online'));
  expect(chat.getState().online).toBe(true);
  chat.close();
  target.dispatchEvent(new Event('offline'));
  expect(chat.getState().online).toBe(true);
  vi.unstubAllGlobals();
});

function thrower(): never {
  throw new Error('refused');
}
