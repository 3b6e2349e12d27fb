import type { ErrorCode, StreamPart, VisitorEvent } from '@askwell/contract';
import type { Clock } from './clock.js';
import type { Fetch } from './request.js';

export interface ServerCall {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
  signal: AbortSignal | null;
}

/** A route is `METHOD /path`, `*` standing for one segment. */
export type Routes = Record<string, (call: ServerCall, nth: number) => Response | Promise<Response>>;

export interface ScriptedServer {
  fetch: Fetch;
  calls: ServerCall[];
  count(route: string): number;
}

export function createScriptedServer(routes: Routes): ScriptedServer {
  const calls: ServerCall[] = [];
  const fits = (route: string, call: ServerCall): boolean =>
    new RegExp(`^${route.replaceAll('*', '[^/]+')}$`).test(`${call.method} ${call.path}`);
  const count = (route: string): number => calls.filter((call) => fits(route, call)).length;
  return {
    calls,
    count,
    async fetch(input, init) {
      const url = new URL(input);
      const { method = 'GET', body, signal = null } = init;
      const parsed: unknown = typeof body === 'string' ? JSON.parse(body) : body;
      const call = {
        method,
        path: url.pathname,
        query: url.searchParams,
        headers: new Headers(init.headers),
        body: parsed,
        signal,
      };
      calls.push(call);
      const route = Object.keys(routes).find((name) => fits(name, call));
      const handler = route === undefined ? undefined : routes[route];
      if (route === undefined || handler === undefined) return problem(404, 'NOT_FOUND');
      return await handler(call, count(route));
    },
  };
}

export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });
}

export function problem(status: number, code: ErrorCode, headers: Record<string, string> = {}): Response {
  const body = {
    type: `https://askwell.dev/problems/${code}`,
    title: code,
    status,
    detail: `Refused: ${code}.`,
    code,
    requestId: 'req_1',
  };
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json', ...headers } });
}

export interface StreamScript {
  parts: readonly StreamPart[];
  /** Events up to this number are left out. */
  after?: number;
  /** Bytes after which the connection breaks. */
  cut?: number;
  /** How it breaks. */
  breaks?: 'error' | 'end';
  /** Bytes per chunk. */
  chunk?: number;
  /** Stays open after the last part, without `[DONE]`. */
  hold?: boolean;
  headers?: Record<string, string>;
}

export function eventStream({
  parts,
  after = 0,
  cut,
  breaks = 'error',
  chunk = 1_000_000,
  hold = false,
  headers = {},
}: StreamScript): Response {
  const events = parts.map((part, index) => `id: ${index + 1}\ndata: ${JSON.stringify(part)}\n\n`).slice(after);
  const bytes = new TextEncoder().encode(`: hello\n\n${events.join('')}${hold ? '' : 'data: [DONE]\n\n'}`).subarray(0, cut);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent < bytes.length) {
        controller.enqueue(bytes.slice(sent, sent + chunk));
        sent += chunk;
        return undefined;
      }
      if (cut !== undefined && breaks === 'error') controller.error(new TypeError('terminated'));
      else if (!hold) controller.close();
      return hold ? new Promise(() => undefined) : undefined;
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', ...headers } });
}

export const runHeaders = { 'x-askwell-run-id': 'run_1', 'x-askwell-message-id': 'msg_1', 'x-askwell-conversation-id': 'cnv_1' };

/** An answer in `words`, with one source and one citation. */
export function answerParts(words: readonly string[], end?: StreamPart): StreamPart[] {
  return [
    { type: 'start', messageId: 'msg_1', messageMetadata: { runId: 'run_1', conversationId: 'cnv_1' } },
    { type: 'data-status', data: { phase: 'searching' } },
    { type: 'text-start', id: 't' },
    ...words.map((delta): StreamPart => ({ type: 'text-delta', id: 't', delta })),
    { type: 'text-end', id: 't' },
    {
      type: 'source-url',
      sourceId: 'src_1',
      url: 'https://example.com/a',
      title: 'A',
      providerMetadata: { askwell: { documentId: 'doc_1', externalId: null } },
    },
    {
      type: 'data-citation',
      id: 'c1',
      data: {
        number: 1,
        sourceId: 'src_1',
        start: 0,
        end: 3,
        quote: 'abc',
        headingPath: ['A'],
        passage: 'abcdef',
        passageQuoteStart: 0,
      },
    },
    end ?? {
      type: 'finish',
      messageMetadata: {
        answered: true,
        finishReason: 'stop',
        usage: { promptTokens: 1, completionTokens: 2, totalTokens: 3, estimated: false },
      },
    },
  ];
}

export function sessionRoute(token = 'token-1', expiresAt = '2100-01-01T00:00:00Z'): () => Response {
  return () => json({ token, expiresAt, visitor: { id: 'vis_1' } }, 201);
}

export interface TestClock extends Clock {
  /** Runs every guard that is set. */
  fire(): void;
  advance(milliseconds: number): void;
  waits: number[];
}

/** The timers that end nothing by themselves: a stop's grace, the limit of a call, silence. */
const guards = new Set([3_000, 30_000, 45_000, 60_000]);

/** Waits end at once; guards run when the test says so. */
export function createTestClock(): TestClock {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const long = new Set<() => void>();
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
    setTimeout(run, milliseconds) {
      if (!guards.has(milliseconds)) {
        waits.push(milliseconds);
        return setTimeout(run, 0);
      }
      long.add(run);
      return run;
    },
    clearTimeout(timer) {
      if (typeof timer === 'function') long.delete(timer as () => void);
      else clearTimeout(timer as ReturnType<typeof setTimeout>);
    },
    fire() {
      for (const run of Array.from(long)) {
        long.delete(run);
        run();
      }
    },
  };
}

/** Waits for what the test cannot await: until `holds`, or a second is over. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !holds(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 2));
  if (!holds()) throw new Error('The expected state was not reached.');
}

export function createMemoryStorage(): {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  size: number;
} {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    get size() {
      return values.size;
    },
  };
}

export interface TestFeed {
  /** Answers `GET /v1/events`: `ready`, then what is told. */
  route: () => Response;
  tell(event: VisitorEvent): void;
  /** Breaks what is connected now. */
  cut(): void;
  /** Connections open now. */
  readonly connected: number;
}

export function createTestFeed(): TestFeed {
  const connections = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const encode = (event: VisitorEvent): Uint8Array => new TextEncoder().encode(`id: 1\ndata: ${JSON.stringify(event)}\n\n`);
  return {
    route() {
      let own: ReadableStreamDefaultController<Uint8Array> | undefined;
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          own = controller;
          connections.add(controller);
          controller.enqueue(encode({ type: 'ready' }));
        },
        cancel() {
          if (own !== undefined) connections.delete(own);
        },
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    },
    tell(event) {
      for (const connection of connections) connection.enqueue(encode(event));
    },
    cut() {
      for (const connection of connections) connection.error(new TypeError('terminated'));
      connections.clear();
    },
    get connected() {
      return connections.size;
    },
  };
}
