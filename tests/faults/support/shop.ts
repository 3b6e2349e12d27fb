import type { AcceptedDocument, Budget, CreatedTenant, Document, Message, Page, PageTool, Session } from '@askwell/contract';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningServer } from '../../support/start-server.js';

export const question = 'Within how many days can I return an item?';
const origin = 'https://shop.example';
const returns = 'You can return any item within 30 days of delivery. The item must be unused and in its box.';

export interface Shop {
  publishableKey: string;
  /** As the shop's own server. */
  call: Visitor['call'];
  /** Changes the assistant. */
  configure(changes: Record<string, unknown>): Promise<void>;
  setBudgets(budgets: readonly Budget[]): Promise<void>;
  /** A new visitor, who asks the node at `url` unless told otherwise. */
  visitor(url?: string): Promise<Visitor>;
}

export interface Visitor {
  token: string;
  call(method: string, path: string, options?: CallOptions): Promise<Response>;
  startConversation(): Promise<string>;
  send(conversationId: string, options?: CallOptions & SentQuestion): Promise<Response>;
  events(runId: string, after: number, options?: CallOptions): Promise<Response>;
  messages(conversationId: string): Promise<Message[]>;
}

export interface CallOptions {
  /** The node to ask. */
  at?: string;
  body?: unknown;
  signal?: AbortSignal;
}

export interface SentQuestion {
  text?: string;
  clientMessageId?: string;
  tools?: PageTool[];
}

/** A tenant of its own with one document. */
export async function openShop(node: RunningServer, origins: string[] = []): Promise<Shop> {
  const platform = caller(node.url, node.platformKey);
  const tenant = await json<CreatedTenant>(
    await platform('POST', '/v1/tenants', { body: { name: 'Shop', allowedOrigins: [origin, ...origins] } }),
  );
  const own = caller(node.url, tenant.keys.secret);
  const { id } = await json<AcceptedDocument>(
    await own('POST', '/v1/documents', { body: { title: 'Returns', text: `# Returns\n\n${returns}` } }),
  );
  await waitFor(async () => (await json<Document>(await own('GET', `/v1/documents/${id}`))).status === 'ready');
  const publishableKey = tenant.keys.publishable;
  return {
    publishableKey,
    call: own,
    configure: async (changes) =>
      void (await json(await own('PATCH', `/v1/assistants/${tenant.assistant.id}`, { body: changes }))),
    setBudgets: async (budgets) =>
      void (await json(await platform('PATCH', `/v1/tenants/${tenant.tenant.id}`, { body: { budgets } }))),
    async visitor(url = node.url) {
      const session = await json<Session>(await caller(url)('POST', '/v1/sessions', { body: { key: publishableKey } }));
      return toVisitor(session.token, caller(url, session.token));
    },
  };
}

function toVisitor(token: string, call: Visitor['call']): Visitor {
  return {
    token,
    call,
    startConversation: async () => (await json<{ id: string }>(await call('POST', '/v1/conversations'))).id,
    send: (conversationId, { text = question, clientMessageId = randomUUID(), tools, ...options } = {}) =>
      call('POST', `/v1/conversations/${conversationId}/messages`, {
        ...options,
        body: { text, clientMessageId, ...(tools === undefined ? {} : { tools }) },
      }),
    events: (runId, after, options) => call('GET', `/v1/runs/${runId}/events?after=${after}`, options),
    messages: async (conversationId) =>
      (await json<Page<Message>>(await call('GET', `/v1/conversations/${conversationId}/messages`))).data,
  };
}

function caller(url: string, key?: string): Visitor['call'] {
  return (method, path, { at, body, signal } = {}) =>
    fetch(`${at ?? url}${path}`, {
      method,
      headers: {
        origin,
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
}

export async function json<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return JSON.parse(text) as T;
}

/** Asks until it is so; answers the milliseconds that took. */
export async function waitFor(isSo: () => Promise<boolean> | boolean, within = 30_000): Promise<number> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > within) throw new Error(`It was not so within ${within} ms`);
    await sleep(20);
  }
  return performance.now() - began;
}
