import type { CreatedIdentitySecret, IdentitySecret, Page, Visitor, VisitorFilter } from '@askwell/contract';
import { requestJson, type Transport } from '../request.js';
import type { PageOptions } from '../resources/conversations.js';
import type { CallOptions } from './admin-client.js';

export interface VisitorPageOptions extends PageOptions {
  /** Those who are identified or left details, or all. @default 'known' */
  filter?: VisitorFilter | undefined;
}

/** Who asks: their identity and what they left in the form. */
export interface VisitorsResource {
  /** Every visitor, newest first; pages are fetched as the loop reaches them. */
  list(options?: VisitorPageOptions): AsyncIterable<Visitor>;
  /** One page. */
  page(options?: VisitorPageOptions): Promise<Page<Visitor>>;
  get(visitorId: string, options?: CallOptions): Promise<Visitor>;
  /** Deletes all that is stored of a visitor; the totals of usage stay. */
  delete(visitorId: string, options?: CallOptions): Promise<void>;
}

/** The secrets that sign identity tokens: two at most, so that one can replace the other without a gap. */
export interface IdentitySecretsResource {
  /** The only answer in which the secret stands; its `id` is the tokens' `kid`. */
  create(options?: CallOptions): Promise<CreatedIdentitySecret>;
  list(options?: CallOptions): Promise<IdentitySecret[]>;
  /** Tokens that it signed are refused from then on. */
  revoke(secretId: string, options?: CallOptions): Promise<void>;
}

export function createVisitors(transport: Transport): VisitorsResource {
  const page: VisitorsResource['page'] = ({ signal, ...query } = {}) =>
    requestJson(transport, { method: 'GET', path: '/v1/visitors', query: { ...query }, signal, repeatable: true });
  const path = (id: string): string => `/v1/visitors/${encodeURIComponent(id)}`;
  return {
    page,
    async *list(options = {}) {
      let cursor = options.cursor;
      for (;;) {
        const { data, nextCursor } = await page({ ...options, cursor });
        yield* data;
        if (nextCursor === null) return;
        cursor = nextCursor;
      }
    },
    get: (id, options) => requestJson(transport, { method: 'GET', path: path(id), signal: options?.signal, repeatable: true }),
    async delete(id, options) {
      await requestJson<unknown>(transport, { method: 'DELETE', path: path(id), signal: options?.signal, repeatable: true });
    },
  };
}

export function createIdentitySecrets(transport: Transport): IdentitySecretsResource {
  const path = '/v1/identity-secrets';
  return {
    create: (options) => requestJson(transport, { method: 'POST', path, signal: options?.signal }),
    async list(options) {
      const call = { method: 'GET', path, signal: options?.signal, repeatable: true } as const;
      return (await requestJson<{ data: IdentitySecret[] }>(transport, call)).data;
    },
    async revoke(id, options) {
      const call = { method: 'DELETE', path: `${path}/${encodeURIComponent(id)}`, signal: options?.signal } as const;
      await requestJson<unknown>(transport, { ...call, repeatable: true });
    },
  };
}
