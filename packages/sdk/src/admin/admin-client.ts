import type {
  Answer,
  AnswerRequest,
  Assistant,
  AssistantChanges,
  CreatedTenant,
  NewTenant,
  SearchRequest,
  SearchResponse,
  Tenant,
  TenantChanges,
  UsageGrouping,
  UsageReport,
} from '@askwell/contract';
import { AskwellConfigurationError } from '../errors.js';
import { requestJson, type Transport } from '../request.js';
import { createTransport, type TransportOptions } from '../transport.js';
import { createDocuments, type DocumentsResource } from './documents.js';
import { createSources, type SourcesResource } from './sources.js';
import { createHandoffs, createWebhook, type HandoffsResource, type WebhookResource } from './handoffs.js';
import { createQuestions, type QuestionsResource } from './questions.js';
import { createIdentitySecrets, createVisitors, type IdentitySecretsResource, type VisitorsResource } from './visitors.js';

export interface AdminClientOptions extends TransportOptions {
  /** A tenant's secret key, `sk_…`. Keep it on your server. */
  secretKey?: string | undefined;
  /** The platform's key, which creates tenants. */
  platformKey?: string | undefined;
}

export interface CallOptions {
  signal?: AbortSignal | undefined;
}

export interface UsageOptions extends CallOptions {
  /** A date or a time, such as `2026-01-31`, from which on answers count. */
  from?: string | undefined;
  /** A date or a time before which answers count. */
  to?: string | undefined;
  /** @default 'day' */
  groupBy?: UsageGrouping | undefined;
}

/** A tenant's, or the platform's, side of Askwell. Every method throws `AskwellError`. */
export interface AdminClient {
  readonly tenants: {
    /** Creates a tenant with one assistant; the only answer in which its keys stand. Needs `platformKey`. */
    create(tenant: NewTenant, options?: CallOptions): Promise<CreatedTenant>;
    /** Renames a tenant or sets its budgets. Needs `platformKey`. */
    update(tenantId: string, changes: TenantChanges, options?: CallOptions): Promise<Tenant>;
  };
  readonly assistants: {
    /** The tenant's assistants, oldest first. */
    list(options?: CallOptions): Promise<{ data: Assistant[] }>;
    get(assistantId: string, options?: CallOptions): Promise<Assistant>;
    /** Changes what is given and nothing else. */
    update(assistantId: string, changes: AssistantChanges, options?: CallOptions): Promise<Assistant>;
  };
  readonly documents: DocumentsResource;
  readonly sources: SourcesResource;
  readonly questions: QuestionsResource;
  readonly visitors: VisitorsResource;
  readonly identitySecrets: IdentitySecretsResource;
  readonly handoffs: HandoffsResource;
  readonly webhook: WebhookResource;
  /** The passages that fit a query best, best first. */
  search(request: SearchRequest, options?: CallOptions): Promise<SearchResponse>;
  /** One answer with its citations, at once. */
  answer(request: AnswerRequest, options?: CallOptions): Promise<Answer>;
  /** Tokens and cost of the tenant's answers. */
  usage(options?: UsageOptions): Promise<UsageReport>;
}

const answerTimeout = 120_000;

/**
 * Creates a client for a server; makes no request. A secret key must never reach a browser.
 * @throws AskwellConfigurationError where the options cannot work.
 */
export function createAdminClient(options: AdminClientOptions): AdminClient {
  const withTimeout = { ...options, timeout: options.timeout ?? answerTimeout };
  const tenant = createTransport(withTimeout, bearer('secretKey', options.secretKey, 'sk_'));
  const platform = createTransport(withTimeout, bearer('platformKey', options.platformKey, ''));
  const post = <T>(transport: Transport, path: string, body: unknown, call?: CallOptions, repeatable = false): Promise<T> =>
    requestJson<T>(transport, { method: 'POST', path, body, signal: call?.signal, repeatable });
  return {
    tenants: {
      create: (body, call) => post(platform, '/v1/tenants', body, call),
      update(tenantId, body, call) {
        const path = `/v1/tenants/${encodeURIComponent(tenantId)}`;
        return requestJson(platform, { method: 'PATCH', path, body, signal: call?.signal, repeatable: true });
      },
    },
    assistants: {
      list: (call) => requestJson(tenant, { method: 'GET', path: '/v1/assistants', signal: call?.signal, repeatable: true }),
      get: (assistantId, call) =>
        requestJson(tenant, { method: 'GET', path: assistantPath(assistantId), signal: call?.signal, repeatable: true }),
      update(assistantId, body, call) {
        const path = assistantPath(assistantId);
        return requestJson(tenant, { method: 'PATCH', path, body, signal: call?.signal, repeatable: true });
      },
    },
    documents: createDocuments(tenant),
    sources: createSources(tenant),
    questions: createQuestions(tenant),
    visitors: createVisitors(tenant),
    identitySecrets: createIdentitySecrets(tenant),
    handoffs: createHandoffs(tenant),
    webhook: createWebhook(tenant),
    search: (body, call) => post(tenant, '/v1/search', body, call, true),
    answer: (body, call) => post(tenant, '/v1/answers', body, call),
    usage: ({ signal, ...query } = {}) =>
      requestJson(tenant, { method: 'GET', path: '/v1/usage', query: { ...query }, signal, repeatable: true }),
  };
}

function assistantPath(id: string): string {
  return `/v1/assistants/${encodeURIComponent(id)}`;
}

function bearer(option: string, key: string | undefined, prefix: string): () => Promise<string> {
  return () => {
    if (key === undefined || key === '') return Promise.reject(new AskwellConfigurationError(`This call needs ${option}.`));
    if (!key.startsWith(prefix)) {
      return Promise.reject(
        new AskwellConfigurationError(`${option} must begin with ${prefix}; a publishable key cannot make this call.`),
      );
    }
    return Promise.resolve(key);
  };
}
