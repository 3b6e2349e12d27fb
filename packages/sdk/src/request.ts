import { headers as headerNames, isProblem } from '@askwell/contract';
import type { Clock } from './clock.js';
import {
  AskwellAbortError,
  AskwellConnectionError,
  AskwellError,
  AskwellProblemError,
  AskwellResponseError,
  AskwellTimeoutError,
} from './errors.js';
import { pause, retryDelay } from './retry-delay.js';

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** Gives the bearer of a call. `rejected` is the token that the server just refused, with its error. */
export type Authorize = (rejected?: { token: string; error: AskwellError }) => Promise<string | undefined>;

export interface Transport {
  baseUrl: string;
  /** `via` takes the place of the global `fetch`, not of one that the client was given. */
  fetch: (input: string, init: RequestInit, via?: Fetch) => Promise<Response>;
  clock: Clock;
  authorize: Authorize;
  /** Milliseconds until the answer's headers, and for JSON its body, must be there. */
  timeout: number;
  /** Further attempts of a call that may be repeated. */
  maxRetries: number;
}

export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string | number | undefined> | undefined;
  /** Sent as JSON, or as it is when it is a FormData. */
  body?: unknown;
  headers?: Record<string, string> | undefined;
  signal?: AbortSignal | undefined;
  /** The call does the same once or twice, so it is repeated after a broken connection. */
  repeatable?: boolean;
  /** Takes the place of the global `fetch`. */
  via?: Fetch | undefined;
  /** Sends no credentials. */
  anonymous?: boolean;
}

const longestWait = 5_000;

/** Makes the call and reads its JSON answer; an empty one gives undefined. */
export async function requestJson<T>(transport: Transport, call: Call): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await authorized(transport, call, async (response) => (await readJson(response)) as T);
    } catch (error) {
      if (!AskwellError.isInstance(error) || call.repeatable !== true || !error.retryable || attempt > transport.maxRetries)
        throw error;
      const floor = (error.retryAfter ?? 0) * 1000;
      if (floor > longestWait) throw error;
      await pause(retryDelay(attempt, floor), transport.clock, call.signal);
    }
  }
}

/** Makes the call once and gives the response as soon as its headers are there and are an event stream's. */
export function requestStream(transport: Transport, call: Call): Promise<Response> {
  return authorized(transport, { ...call, headers: { accept: 'text/event-stream', ...call.headers } }, async (response) => {
    if (!(response.headers.get('content-type') ?? '').startsWith('text/event-stream') || response.body === null) {
      throw await unexpected(response, 'an event stream');
    }
    return response;
  });
}

async function authorized<T>(transport: Transport, call: Call, read: (response: Response) => Promise<T>): Promise<T> {
  const token = call.anonymous === true ? undefined : await transport.authorize();
  try {
    return await attempt(transport, call, token, read);
  } catch (error) {
    if (token === undefined || !AskwellError.isInstance(error) || error.status !== 401) throw error;
    const renewed = await transport.authorize({ token, error });
    if (renewed === undefined || renewed === token) throw error;
    return attempt(transport, call, renewed, read);
  }
}

async function attempt<T>(
  transport: Transport,
  call: Call,
  token: string | undefined,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const { clock, timeout } = transport;
  const caller = call.signal;
  const late = new AbortController();
  const timer = clock.setTimeout(() => late.abort(), timeout);
  try {
    caller?.throwIfAborted();
    const signal = anySignal(late.signal, caller);
    const response = await transport.fetch(address(transport.baseUrl, call), requestInit(call, token, signal), call.via);
    if (!response.ok) throw await failure(response);
    return await read(response);
  } catch (error) {
    if (AskwellError.isInstance(error)) throw error;
    if (caller?.aborted === true) throw new AskwellAbortError(undefined, caller.reason);
    if (late.signal.aborted) throw new AskwellTimeoutError(`No answer within ${timeout / 1000} s. Try again.`);
    throw new AskwellConnectionError('Could not reach the server. Check the network, baseUrl and the allowed origins.', error);
  } finally {
    clock.clearTimeout(timer);
  }
}

/** Aborts when either does. */
export function anySignal(own: AbortSignal, caller: AbortSignal | undefined): AbortSignal {
  return caller === undefined ? own : AbortSignal.any([own, caller]);
}

function address(baseUrl: string, { path, query = {} }: Call): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  const search = new URLSearchParams(given).toString();
  return `${baseUrl}${path}${search === '' ? '' : `?${search}`}`;
}

function requestInit(call: Call, token: string | undefined, signal: AbortSignal): RequestInit {
  const form = typeof FormData === 'function' && call.body instanceof FormData ? call.body : undefined;
  const json = call.body !== undefined && form === undefined;
  return {
    method: call.method,
    headers: {
      accept: 'application/json',
      ...(json ? { 'content-type': 'application/json' } : {}),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...call.headers,
    },
    body: form ?? (json ? JSON.stringify(call.body) : null),
    signal,
  };
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw await unexpected(response, 'JSON');
  }
}

async function failure(response: Response): Promise<AskwellError> {
  const retryAfter = readRetryAfter(response);
  let body: unknown;
  try {
    body = JSON.parse(await response.text());
  } catch {
    return unexpected(response, 'JSON', retryAfter);
  }
  if (!isProblem(body)) return unexpected(response, 'a problem+json body', retryAfter);
  return new AskwellProblemError(body, { status: response.status, retryAfter });
}

async function unexpected(response: Response, wanted: string, retryAfter?: number): Promise<AskwellError> {
  const type = (response.headers.get('content-type') ?? 'no content type').split(';')[0] ?? '';
  // nothing more of this body is wanted; one already read or broken refuses to be cancelled
  if (!response.bodyUsed) await response.body?.cancel().catch(() => undefined);
  return new AskwellResponseError(
    `Expected ${wanted} but got ${type} with status ${response.status}. Check baseUrl and any proxy before the server.`,
    { status: response.status, retryAfter, requestId: response.headers.get(headerNames.requestId) ?? undefined },
  );
}

/** Whole seconds; the header may also be a date. */
function readRetryAfter(response: Response): number | undefined {
  const value = response.headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - Date.now()) / 1000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}
