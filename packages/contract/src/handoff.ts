/** How to reach the visitor. */
export interface HandoffContact {
  name?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
}

/** Body of `POST /v1/conversations/:id/handoff`. Asking again keeps the request and takes what is new. */
export interface NewHandoff {
  message?: string | undefined;
  contact?: HandoffContact | undefined;
}

export const handoffStatuses = ['requested', 'closed'] as const;
export type HandoffStatus = (typeof handoffStatuses)[number];

/** A visitor's wish to talk to a person. A conversation has one open at most. */
export interface Handoff {
  id: string;
  conversationId: string;
  status: HandoffStatus;
  message: string | null;
  contact: HandoffContact;
  createdAt: string;
  updatedAt: string;
}

/** What a conversation tells of its open handoff, in lists and in `conversation-changed` events. */
export interface HandoffNotice {
  id: string;
  status: HandoffStatus;
  at: string;
}

export const webhookEventTypes = ['handoff.requested', 'visitor.details', 'webhook.test'] as const;
export type WebhookEventType = (typeof webhookEventTypes)[number];

/** Body of `PUT /v1/webhook`. */
export interface NewWebhook {
  /** Use https: contact data goes there. Private addresses are refused. */
  url: string;
  /** @default all */
  events?: WebhookEventType[] | undefined;
}

export interface Webhook {
  url: string;
  events: WebhookEventType[];
  createdAt: string;
  updatedAt: string;
}

/** Answer of `PUT /v1/webhook` and of `POST /v1/webhook/secret`, which makes another one. */
export interface WebhookWithSecret extends Webhook {
  /** `whs_…`, shown when it is made; null where a webhook that was there already has only changed. */
  secret: string | null;
}

/**
 * What is posted to the tenant's address, as JSON. The header `askwell-signature` is `t=<seconds>,v1=<hex>`: HMAC-SHA256 of
 * `<seconds>.<body>` under the webhook's secret. `askwell-delivery` repeats `id`, which stays the same when it is sent again.
 */
export interface WebhookEvent {
  id: string;
  type: WebhookEventType;
  createdAt: string;
  data: Record<string, unknown>;
}

/** Body of `PATCH /v1/handoffs/:id`, for the tenant's server. */
export interface HandoffChanges {
  status: HandoffStatus;
}

export const deliveryStatuses = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** One entry of `GET /v1/webhook/deliveries`, newest first. */
export interface WebhookDelivery {
  id: string;
  type: WebhookEventType;
  status: DeliveryStatus;
  attempts: number;
  /** Of the last attempt; null where nothing answered. */
  httpStatus: number | null;
  /** Why the last attempt failed. */
  error: string | null;
  nextAttemptAt: string | null;
  createdAt: string;
  updatedAt: string;
}
