import type { AcceptedDocument, CreatedTenant, Document, NewTextDocument, Page, Session } from '@askwell/contract';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildDeps } from '../../src/build-deps.js';
import type { Deps } from '../../src/deps.js';
import { readEnvironment } from '../../src/env.js';
import { createHttpApp, openWidgetReleases, type HttpApp } from '../../src/http/index.js';
import { createJobHandlers } from '../../src/job-handlers.js';
import { createTestDatabase } from './test-database.js';

export const platformKey = 'test-platform-key-0123456789';
export const origin = 'https://shop.example';

export interface CallOptions {
  key?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TestTenant extends CreatedTenant {
  call(method: string, path: string, body?: unknown): Promise<Response>;
  /** Adds documents and waits until they are searchable. */
  learn(...documents: NewTextDocument[]): Promise<AcceptedDocument[]>;
  waitUntilRead(id: string): Promise<Document>;
  visitor(): Promise<TestVisitor>;
}

export interface TestVisitor {
  token: string;
  id: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  startConversation(): Promise<string>;
  /** Asks in a new conversation unless one is given. */
  ask(text: string, options?: { conversationId?: string; clientMessageId?: string }): Promise<Response>;
}

export interface TestApp {
  deps: Deps;
  app: HttpApp;
  call(method: string, path: string, options?: CallOptions): Promise<Response>;
  createTenant(options?: { allowedOrigins?: string[] }): Promise<TestTenant>;
  close(): Promise<void>;
}

/** The whole server without a socket, on the database that `ASKWELL_TEST_DB` names. */
export async function createTestApp(variables: Record<string, string> = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const env = readEnvironment({
    ASKWELL_DATA_DIR: ':memory:',
    ASKWELL_LOG_LEVEL: 'silent',
    DATABASE_URL: database.url,
    ...variables,
  });
  const built = await buildDeps(env, platformKey);
  const { deps } = built;
  await deps.jobs.work(createJobHandlers(deps));
  const app = createHttpApp(deps, {
    platformKey,
    files: new Map(),
    releases: await openWidgetReleases(new Map(), undefined),
    docsDir: undefined,
    demoKey: () => undefined,
    trustedProxies: 0,
    isReady: () => Promise.resolve(true),
    heartbeatMilliseconds: 15_000,
  });

  async function call(method: string, path: string, options: CallOptions = {}): Promise<Response> {
    const { body, key } = options;
    const isJson = body !== undefined && !(body instanceof FormData) && typeof body !== 'string';
    return app.router.request(path, {
      method,
      headers: {
        ...(isJson ? { 'content-type': 'application/json' } : {}),
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
    });
  }

  async function createTenant(options: { allowedOrigins?: string[] } = {}): Promise<TestTenant> {
    const response = await call('POST', '/v1/tenants', {
      key: platformKey,
      body: { name: 'Shop', allowedOrigins: options.allowedOrigins ?? [origin] },
    });
    const created = await json<CreatedTenant>(response);
    return toTenant(created, call);
  }

  return {
    deps,
    app,
    call,
    createTenant,
    async close() {
      app.close();
      await built.close();
      await database.drop();
    },
  };
}

type Call = TestApp['call'];

function toTenant(created: CreatedTenant, call: Call): TestTenant {
  const key = created.keys.secret;
  const tenant: TestTenant = {
    ...created,
    call: (method, path, body) => call(method, path, { key, body }),
    async learn(...documents) {
      const accepted = await json<{ data: AcceptedDocument[] }>(await tenant.call('POST', '/v1/documents/batch', { documents }));
      for (const { id } of accepted.data) await tenant.waitUntilRead(id);
      return accepted.data;
    },
    async waitUntilRead(id) {
      for (let tries = 0; tries < 600; tries++) {
        const document = await json<Document>(await tenant.call('GET', `/v1/documents/${id}`));
        if (document.status === 'ready' || document.status === 'failed') return document;
        await sleep(25);
      }
      throw new Error(`Document ${id} was not read in time`);
    },
    async visitor() {
      const session = await json<Session>(
        await call('POST', '/v1/sessions', { body: { key: created.keys.publishable }, headers: { origin } }),
      );
      return toVisitor(session, call);
    },
  };
  return tenant;
}

export function toVisitor(session: Session, call: Call): TestVisitor {
  const visitor: TestVisitor = {
    token: session.token,
    id: session.visitor.id,
    call: (method, path, body, headers = {}) => call(method, path, { key: session.token, body, headers }),
    startConversation: async () => (await json<{ id: string }>(await visitor.call('POST', '/v1/conversations'))).id,
    async ask(text, options = {}) {
      const conversationId = options.conversationId ?? (await visitor.startConversation());
      return visitor.call('POST', `/v1/conversations/${conversationId}/messages`, {
        text,
        clientMessageId: options.clientMessageId ?? randomUUID(),
      });
    },
  };
  return visitor;
}

/** The body of an answer that must have succeeded. */
export async function json<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return JSON.parse(text) as T;
}

export async function allDocuments(tenant: TestTenant): Promise<Document[]> {
  const documents: Document[] = [];
  for (let cursor = ''; ;) {
    const page = await json<Page<Document>>(await tenant.call('GET', `/v1/documents?limit=7${cursor}`));
    documents.push(...page.data);
    if (page.nextCursor === null) return documents;
    cursor = `&cursor=${page.nextCursor}`;
  }
}
