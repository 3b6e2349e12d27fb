import type { NewSource, Page, Source, SourceChanges, SourceEvent, SourcePage, SourcePageStatus } from '@askwell/contract';
import { followStream } from '../follow-stream.js';
import { requestJson, requestStream, type Transport } from '../request.js';
import type { PageOptions } from '../resources/conversations.js';
import type { CallOptions } from './admin-client.js';

export interface SourcePagesOptions extends PageOptions {
  status?: SourcePageStatus | undefined;
}

/** Websites, question and answer pairs, and texts that are kept up to date. A sync runs on the server; `events` follows it. */
export interface SourcesResource {
  /** Adds a source and begins its first sync. */
  create(source: NewSource, options?: CallOptions): Promise<Source>;
  /** One page of the sources, newest first. */
  page(options?: PageOptions): Promise<Page<Source>>;
  get(sourceId: string, options?: CallOptions): Promise<Source>;
  /** Changes what is given and nothing else. */
  update(sourceId: string, changes: SourceChanges, options?: CallOptions): Promise<Source>;
  /** Removes the source with its documents. */
  delete(sourceId: string, options?: CallOptions): Promise<void>;
  /** Begins a sync, goes on with a paused one, or joins the one that runs. */
  sync(sourceId: string, options?: CallOptions): Promise<Source>;
  pause(sourceId: string, options?: CallOptions): Promise<Source>;
  /** Ends a sync; what it had read stays. */
  cancel(sourceId: string, options?: CallOptions): Promise<Source>;
  /** One page of the source's pages, with what went wrong at each. */
  pages(sourceId: string, options?: SourcePagesOptions): Promise<Page<SourcePage>>;
  /** The state of a sync each time it changes, until it is over and all of it is searchable. Reconnects by itself. */
  events(sourceId: string, options?: CallOptions): AsyncIterable<SourceEvent>;
}

const idleTimeout = 45_000;
const maxReconnects = 8;

export function createSources(transport: Transport): SourcesResource {
  const path = (id: string, rest = ''): string => `/v1/sources/${encodeURIComponent(id)}${rest}`;
  const post = (id: string, verb: string, options?: CallOptions): Promise<Source> =>
    requestJson(transport, { method: 'POST', path: path(id, `/${verb}`), signal: options?.signal, repeatable: true });
  return {
    create: (body, options) => requestJson(transport, { method: 'POST', path: '/v1/sources', body, signal: options?.signal }),
    page: ({ limit, cursor, signal } = {}) =>
      requestJson(transport, { method: 'GET', path: '/v1/sources', query: { limit, cursor }, signal, repeatable: true }),
    get: (id, options) => requestJson(transport, { method: 'GET', path: path(id), signal: options?.signal, repeatable: true }),
    update: (id, body, options) =>
      requestJson(transport, { method: 'PATCH', path: path(id), body, signal: options?.signal, repeatable: true }),
    async delete(id, options) {
      await requestJson<unknown>(transport, { method: 'DELETE', path: path(id), signal: options?.signal, repeatable: true });
    },
    sync: (id, options) => post(id, 'sync', options),
    pause: (id, options) => post(id, 'pause', options),
    cancel: (id, options) => post(id, 'cancel', options),
    pages: (id, { limit, cursor, status, signal } = {}) =>
      requestJson(transport, {
        method: 'GET',
        path: path(id, '/pages'),
        query: { limit, cursor, status },
        signal,
        repeatable: true,
      }),
    async *events(id, { signal = new AbortController().signal } = {}) {
      const open = (): Promise<Response> => requestStream(transport, { method: 'GET', path: path(id, '/events'), signal });
      const { clock } = transport;
      for await (const event of followStream({ open, clock, signal, idleTimeout, maxReconnects, canWait: false }))
        yield event as SourceEvent;
    },
  };
}
