import type {
  HandoffChanges,
  HandoffStatus,
  NewWebhook,
  Page,
  VisitorHandoff,
  Webhook,
  WebhookDelivery,
  WebhookWithSecret,
} from '@askwell/contract';
import { requestJson, type Transport } from '../request.js';
import type { PageOptions } from '../resources/conversations.js';
import type { CallOptions } from './admin-client.js';

export interface HandoffPageOptions extends PageOptions {
  /** @default all */
  status?: HandoffStatus | undefined;
}

/** Visitors who ask for a person. */
export interface HandoffsResource {
  /** One page, newest first. */
  page(options?: HandoffPageOptions): Promise<Page<VisitorHandoff>>;
  /** Closes one, or opens it again. */
  update(handoffId: string, changes: HandoffChanges, options?: CallOptions): Promise<VisitorHandoff>;
}

/** The address of yours that hears of events. */
export interface WebhookResource {
  /** A new webhook's secret stands in this answer only. */
  set(webhook: NewWebhook, options?: CallOptions): Promise<WebhookWithSecret>;
  get(options?: CallOptions): Promise<Webhook>;
  delete(options?: CallOptions): Promise<void>;
  /** Makes another secret, which signs from now on. */
  renewSecret(options?: CallOptions): Promise<WebhookWithSecret>;
  /** Sends a test event; gives its id among the deliveries. */
  test(options?: CallOptions): Promise<{ id: string }>;
  /** One page of what was sent, newest first. */
  deliveries(options?: PageOptions): Promise<Page<WebhookDelivery>>;
}

export function createHandoffs(transport: Transport): HandoffsResource {
  return {
    page: ({ signal, ...query } = {}) =>
      requestJson(transport, { method: 'GET', path: '/v1/handoffs', query: { ...query }, signal, repeatable: true }),
    update(id, body, options) {
      const path = `/v1/handoffs/${encodeURIComponent(id)}`;
      return requestJson(transport, { method: 'PATCH', path, body, signal: options?.signal, repeatable: true });
    },
  };
}

export function createWebhook(transport: Transport): WebhookResource {
  const path = '/v1/webhook';
  return {
    set: (body, options) => requestJson(transport, { method: 'PUT', path, body, signal: options?.signal }),
    get: (options) => requestJson(transport, { method: 'GET', path, signal: options?.signal, repeatable: true }),
    async delete(options) {
      await requestJson<unknown>(transport, { method: 'DELETE', path, signal: options?.signal, repeatable: true });
    },
    renewSecret: (options) => requestJson(transport, { method: 'POST', path: `${path}/secret`, signal: options?.signal }),
    test: (options) => requestJson(transport, { method: 'POST', path: `${path}/test`, signal: options?.signal }),
    deliveries: ({ limit, cursor, signal } = {}) =>
      requestJson(transport, { method: 'GET', path: `${path}/deliveries`, query: { limit, cursor }, signal, repeatable: true }),
  };
}
