import { describe, expect, it } from 'vitest';
import type { StreamPart } from '@askwell/contract';
import { createClient } from './client.js';
import type { AnswerStream } from './answer-stream.js';
import { AskwellError } from './errors.js';
import {
  answerParts,
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
  type StreamScript,
  type TestClock,
} from './scripted-server.test.helper.js';

const words = ['Hello ', 'wörld ', '👩‍👩‍👧 ', 'data: x\n\n', 'end [1].'];
const parts = answerParts(words);
const text = words.join('');

interface Ask {
  stream: AnswerStream;
  server: ScriptedServer;
  clock: TestClock;
}

function ask(first: Partial<StreamScript>, routes: Routes = {}, signal?: AbortSignal): Ask {
  const server = createScriptedServer({
    'POST /v1/sessions': sessionRoute(),
    'POST /v1/conversations': () => json({ id: 'cnv_1' }, 201),
    'POST /v1/conversations/*/messages': () => eventStream({ parts, headers: runHeaders, ...first }),
    'GET /v1/runs/*/events': (call) => eventStream({ parts, after: Number(call.headers.get('last-event-id') ?? 0) }),
    'POST /v1/runs/*/stop': () => json({}, 202),
    ...routes,
  });
  const clock = createTestClock();
  const client = createClient({ baseUrl: 'https://chat.example.com', key: 'pk_1', fetch: server.fetch, clock });
  return { stream: client.conversations.send({ text: 'Why?', clientMessageId: 'c1' }, { signal }), server, clock };
}

async function collect(stream: AnswerStream): Promise<StreamPart[]> {
  const got: StreamPart[] = [];
  for await (const part of stream) got.push(part);
  return got;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return AskwellError.isInstance(error) ? error.code : String(error);
}

describe('reading', () => {
  it('gives every part, the text and the whole answer, to as many readers as ask', async () => {
    const { stream, server } = ask({});
    const [one, two, final] = await Promise.all([collect(stream), stream.text(), stream.final()]);
    expect(one).toEqual(parts);
    expect(two).toBe(text);
    expect(final).toMatchObject({
      text,
      answered: true,
      stopped: false,
      usage: { totalTokens: 3 },
      sources: [{ id: 'src_1', title: 'A' }],
    });
    expect(final.citations[0]?.quote).toBe('abc');
    await expect(stream.opened).resolves.toEqual({ runId: 'run_1', conversationId: 'cnv_1', messageId: 'msg_1' });
    expect(server.count('POST /v1/conversations')).toBe(1);
    expect(server.calls.at(-1)?.body).toEqual({ text: 'Why?', clientMessageId: 'c1' });
  });

  it('skips a part of a later version and ends at the terminal part of a stream that stays open', async () => {
    const later = [...parts.slice(0, 3), { type: 'data-handoff', data: {} } as unknown as StreamPart, ...parts.slice(3)];
    expect(await collect(ask({ parts: later, hold: true, chunk: 7 }).stream)).toEqual(parts);
  });

  it('takes the run from the start part where the headers are hidden', async () => {
    const { stream } = ask({ headers: {}, cut: 400 });
    expect(await stream.text()).toBe(text);
    expect(await stream.opened).toMatchObject({ runId: 'run_1' });
  });
});

describe('a connection that breaks', () => {
  it('is resumed without a lost or doubled part, at random cuts, with one POST', async () => {
    let seed = 7;
    const random = (limit: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % limit;
    };
    for (let round = 0; round < 60; round += 1) {
      const script = (): Partial<StreamScript> => ({
        cut: random(1_900),
        breaks: random(2) === 0 ? 'error' : 'end',
        chunk: 1 + random(300),
      });
      const { stream, server } = ask(script(), {
        'GET /v1/runs/*/events': (call, nth) => {
          const after = Number(call.headers.get('last-event-id') ?? 0);
          // some servers replay more than was asked for
          return eventStream({ parts, after: Math.max(0, after - random(3)), ...(nth < 5 ? script() : {}) });
        },
      });
      expect(await collect(stream)).toEqual(parts);
      expect(server.count('POST /v1/conversations/*/messages')).toBe(1);
    }
  });

  it('is resumed after silence', async () => {
    const { stream, server, clock } = ask({ parts: parts.slice(0, 4), hold: true });
    const reading = stream.text();
    await until(() => server.calls.length === 3);
    await stream.opened;
    await new Promise((resolve) => setTimeout(resolve, 10));
    clock.fire();
    expect(await reading).toBe(text);
    expect(server.calls.at(-1)?.headers.get('last-event-id')).toBe('4');
  });

  it('is tried again through refused tokens, 503 and proxies, then given up with a typed error', async () => {
    const passing = ask(
      { cut: 300 },
      {
        'GET /v1/runs/*/events': (_call, nth) =>
          nth === 1
            ? problem(503, 'SERVICE_UNAVAILABLE')
            : nth === 2
              ? new Response('<p>', { status: 502 })
              : nth === 3
                ? problem(401, 'TOKEN_EXPIRED')
                : eventStream({ parts }),
        'POST /v1/sessions': (_call, nth) => sessionRoute(`t${nth}`)(),
      },
    );
    expect(await passing.stream.text()).toBe(text);

    const dead = ask({ cut: 300 }, { 'GET /v1/runs/*/events': () => Promise.reject(new TypeError('fetch failed')) });
    expect(await codeOf(dead.stream.final())).toBe('NETWORK');
    expect(dead.server.count('GET /v1/runs/*/events')).toBe(8);
    expect(dead.server.count('POST /v1/conversations/*/messages')).toBe(1);
    expect(Math.max(...dead.clock.waits)).toBeLessThanOrEqual(10_000);
  });

  it('of a run that is gone is not tried again', async () => {
    const { stream, server } = ask({ cut: 300 }, { 'GET /v1/runs/*/events': () => problem(404, 'NOT_FOUND') });
    expect(await codeOf(stream.text())).toBe('NOT_FOUND');
    expect(server.count('GET /v1/runs/*/events')).toBe(1);
  });

  it('before the server named the run is an error, and no second POST', async () => {
    const { stream, server } = ask(
      {},
      { 'POST /v1/conversations/*/messages': () => Promise.reject(new TypeError('fetch failed')) },
    );
    expect(await codeOf(stream.text())).toBe('NETWORK');
    expect(await codeOf(stream.opened)).toBe('NETWORK');
    expect(server.count('POST /v1/conversations/*/messages')).toBe(1);
  });
});

describe('ending', () => {
  it('break closes the connection and stops nothing', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(`id: 1\ndata: ${JSON.stringify(parts[0])}\n\n`)),
      cancel: () => {
        cancelled = true;
      },
    });
    const { stream, server } = ask(
      {},
      {
        'POST /v1/conversations/*/messages': () =>
          new Response(body, { headers: { 'content-type': 'text/event-stream', ...runHeaders } }),
      },
    );
    for await (const part of stream) {
      expect(part.type).toBe('start');
      break;
    }
    await until(() => cancelled);
    expect(server.count('POST /v1/runs/*/stop')).toBe(0);
    expect(await codeOf(stream.final())).toBe('ABORTED');
  });

  it('a signal ends reading in the middle of an event', async () => {
    const controller = new AbortController();
    const { stream } = ask({ parts: parts.slice(0, 5), hold: true, chunk: 333 }, {}, controller.signal);
    const reading = codeOf(collect(stream));
    await stream.opened;
    controller.abort();
    expect(await reading).toBe('ABORTED');
  });

  it('stop() posts, and the answer so far is final', async () => {
    const { stream, server } = ask({ parts: answerParts(['Half'], { type: 'abort', reason: 'stopped' }) });
    await stream.stop();
    expect(server.count('POST /v1/runs/run_1/stop')).toBe(1);
    expect(await stream.final()).toMatchObject({ text: 'Half', stopped: true, usage: null, answered: null });
  });

  it('an error part is a part to the loop and thrown by final()', async () => {
    const failed: StreamPart[] = [
      ...parts.slice(0, 5),
      { type: 'data-error', data: { code: 'PROVIDER_INTERRUPTED', retryable: true, requestId: 'req_5' } },
      { type: 'error', errorText: 'The model broke off.' },
    ];
    const { stream } = ask({ parts: failed });
    expect(await collect(stream)).toEqual(failed);
    await expect(stream.final()).rejects.toMatchObject({
      name: 'AskwellAnswerError',
      code: 'PROVIDER_INTERRUPTED',
      requestId: 'req_5',
      text: 'Hello wörld ',
    });
  });

  it('HTML, JSON and refusals instead of a stream are typed errors', async () => {
    const post = (answer: () => Response): Promise<string> =>
      codeOf(ask({}, { 'POST /v1/conversations/*/messages': answer }).stream.text());
    expect(await post(() => new Response('<html>', { headers: { 'content-type': 'text/html' } }))).toBe('BAD_RESPONSE');
    expect(await post(() => json({ ok: true }))).toBe('BAD_RESPONSE');
    expect(await post(() => problem(429, 'RATE_LIMITED'))).toBe('RATE_LIMITED');
    expect(
      await post(
        () => new Response('id: 1\ndata: {"broken\n\n', { headers: { 'content-type': 'text/event-stream', ...runHeaders } }),
      ),
    ).toBe('BAD_RESPONSE');
  });
});

it('reads a run that exists, after an event', async () => {
  const server = createScriptedServer({
    'GET /v1/runs/*/events': (call) => eventStream({ parts, after: Number(call.headers.get('last-event-id')) }),
  });
  const client = createClient({ baseUrl: 'https://chat.example.com', token: 't', fetch: server.fetch });
  expect(await collect(client.runs.events('run_1', { after: 4 }))).toEqual(parts.slice(4));
  expect(server.calls[0]?.headers.get('last-event-id')).toBe('4');
});
