import { afterEach, expect, it, vi } from 'vitest';
import { createClient } from './client.js';
import type { AnswerStream } from './answer-stream.js';
import {
  answerParts,
  createScriptedServer,
  eventStream,
  problem,
  runHeaders,
  sessionRoute,
  type Routes,
  type ScriptedServer,
} from './scripted-server.test.helper.js';
import { systemClock, type Clock } from './clock.js';

const parts = answerParts(['Hello ', 'world.']);

afterEach(() => vi.unstubAllGlobals());

/** A page whose network and visibility the test sets. */
function stubPage(page: { onLine: boolean; visibilityState: string }): EventTarget {
  const target = new EventTarget();
  vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
  vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target));
  vi.stubGlobal('navigator', page);
  vi.stubGlobal('document', page);
  return target;
}

/** Time in which long waits never end, and the others at once. */
function createWaits(): { clock: Clock; waits: number[] } {
  const waits: number[] = [];
  const clock: Clock = {
    ...systemClock,
    setTimeout(run, milliseconds) {
      waits.push(milliseconds);
      return milliseconds >= 30_000 ? undefined : setTimeout(run, 0);
    },
  };
  return { clock, waits };
}

function ask(clock: Clock, routes: Routes = {}): { stream: AnswerStream; server: ScriptedServer } {
  const server = createScriptedServer({
    'POST /v1/sessions': sessionRoute(),
    'POST /v1/conversations': () => Response.json({ id: 'cnv_1' }, { status: 201 }),
    'POST /v1/conversations/*/messages': () => eventStream({ parts, headers: runHeaders, cut: 300 }),
    'GET /v1/runs/*/events': (call) => eventStream({ parts, after: Number(call.headers.get('last-event-id') ?? 0) }),
    ...routes,
  });
  const client = createClient({ baseUrl: 'https://chat.example.com', key: 'pk_1', fetch: server.fetch, clock });
  return { stream: client.conversations.send({ text: 'Why?' }), server };
}

const resumes = (server: ScriptedServer): number => server.count('GET /v1/runs/*/events');
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

it('a lost answer is not asked for while the device is offline, and at once when it is back', async () => {
  const page = { onLine: false, visibilityState: 'visible' };
  const target = stubPage(page);
  const { clock } = createWaits();
  const { stream, server } = ask(clock);
  const text = stream.text();
  await settle();
  expect(resumes(server)).toBe(0);
  target.dispatchEvent(new Event('visibilitychange'));
  await settle();
  expect(resumes(server)).toBe(0);
  page.onLine = true;
  target.dispatchEvent(new Event('online'));
  expect(await text).toBe('Hello world.');
  expect(server.count('POST /v1/conversations/*/messages')).toBe(1);
});

it('the page of a visitor who looks elsewhere still reads its answer to the end', async () => {
  stubPage({ onLine: true, visibilityState: 'hidden' });
  const { stream } = ask(createWaits().clock);
  expect(await stream.text()).toBe('Hello world.');
});

it('waits grow with jitter to ten seconds at most, and never fall below what the server asks for', async () => {
  const run = async (wait: Record<string, string>): Promise<number[]> => {
    const { clock, waits } = createWaits();
    const { stream } = ask(clock, { 'GET /v1/runs/*/events': () => problem(503, 'SERVICE_UNAVAILABLE', wait) });
    await expect(stream.text()).rejects.toMatchObject({ code: 'NETWORK' });
    return waits.filter((milliseconds) => milliseconds < 30_000);
  };
  const [one, two] = [await run({}), await run({})];
  expect(one).not.toEqual(two);
  for (const [index, milliseconds] of one.entries()) {
    const ceiling = Math.min(10_000, 400 * 2 ** index);
    expect(milliseconds).toBeGreaterThanOrEqual(ceiling / 2);
    expect(milliseconds).toBeLessThanOrEqual(ceiling);
  }
  // The first connection broke without a word.
  const [, ...told] = await run({ 'retry-after': '12' });
  expect(new Set(told)).toEqual(new Set([12_000]));
});
