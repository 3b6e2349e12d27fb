import { isRecord, isVisitorEvent, type VisitorEvent } from '@askwell/contract';
import type { AskwellClient } from '../client.js';
import { systemClock, type Clock } from '../clock.js';
import { followStream } from '../follow-stream.js';
import { canShare, shareVisitorEvents, type VisitorEventReader } from './share-visitor-events.js';

export interface FollowOptions {
  /** Gets each event; `ready` first, and again after each gap. */
  onEvent(event: VisitorEvent): void;
  /** Ends following. */
  signal: AbortSignal;
  /** Only this conversation. @default all of the visitor's */
  conversationId?: string | undefined;
  /** @default the system's clock */
  clock?: Clock | undefined;
  /** Milliseconds of silence after which the connection is replaced. @default 45000 */
  idleTimeout?: number | undefined;
}

/**
 * Tells what moves in the visitor's conversations, also on other devices, until `signal` ends it. Reconnects by itself. The tabs of
 * one browser share one connection where the browser lets them. A page in the back/forward cache has none.
 * @throws AskwellError where the server refuses for good.
 */
export async function followVisitor(client: AskwellClient, options: FollowOptions): Promise<void> {
  const { signal } = options;
  while (!signal.aborted) {
    const stay = new AbortController();
    const leave = (): void => stay.abort();
    signal.addEventListener('abort', leave);
    const unlisten = listen('pagehide', leave);
    try {
      await follow(client, options, stay.signal);
      if (!stay.signal.aborted) return;
    } finally {
      signal.removeEventListener('abort', leave);
      unlisten();
    }
    await untilShown(signal);
  }
}

async function follow(client: AskwellClient, options: FollowOptions, signal: AbortSignal): Promise<void> {
  const { conversationId, onEvent, clock = systemClock, idleTimeout = 45_000 } = options;
  const path = conversationId === undefined ? '/v1/events' : `/v1/conversations/${encodeURIComponent(conversationId)}/events`;
  const open = (inner: AbortSignal): Promise<Response> => client.stream({ method: 'GET', path, signal: inner });
  const read = async (reader: VisitorEventReader): Promise<void> => {
    const onGap = (): void => reader.onGap();
    try {
      for await (const event of followStream({ open, clock, idleTimeout, signal, canWait: true, onGap }))
        if (isVisitorEvent(event)) reader.onEvent(event);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
  const visitorId = conversationId === undefined && canShare() ? await visitorOf(client) : undefined;
  if (visitorId === undefined) return read({ onEvent, onGap: () => undefined });
  return shareVisitorEvents({ visitorId, signal, onEvent, read });
}

function untilShown(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      unlisten();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const unlisten = listen('pageshow', end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

function listen(name: string, listener: () => void): () => void {
  if (typeof globalThis.addEventListener !== 'function') return () => undefined;
  globalThis.addEventListener(name, listener);
  return () => globalThis.removeEventListener(name, listener);
}

/** Whom the token is about. The server checks it; here it only tells the visitors of a browser apart. */
async function visitorOf(client: AskwellClient): Promise<string | undefined> {
  try {
    const [, payload = ''] = (await client.token())?.split('.') ?? [];
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return isRecord(claims) && typeof claims['sub'] === 'string' ? claims['sub'] : undefined;
  } catch {
    return undefined; // a connection of its own then, which also says what is wrong with the session
  }
}
