import type { WebhookEventType } from '@askwell/contract';
import type { Context } from '../context.js';
import { inTenant, type OrmTransaction } from '../db/index.js';
import { NotFoundError } from '../errors.js';
import { insertDelivery } from './store.js';

export interface EventToQueue {
  type: WebhookEventType;
  /** Whose it is: the delivery goes with the visitor. */
  visitorId: string | null;
  data: Record<string, unknown>;
}

/**
 * Queues an event for the tenant's webhook, where there is one that wants it: it is sent when and only when the transaction
 * commits. Wake the queue after it. Gives the delivery's id.
 */
export async function queueEvent(ctx: Context, tx: OrmTransaction, event: EventToQueue): Promise<string | undefined> {
  const { tenantId, deps } = ctx;
  const id = deps.newId('delivery');
  const { type, visitorId, data } = event;
  if (!(await insertDelivery(tx, { tenantId, id, visitorId, type, payload: data }))) return undefined;
  await deps.jobs.add('deliver-webhook', [{ tenantId, deliveryId: id, attempt: 1 }], tx);
  return id;
}

/** Sends an event without meaning, so that the tenant can see its address hear it. */
export async function testWebhook(ctx: Context): Promise<{ id: string }> {
  const { deps, tenantId } = ctx;
  const id = await inTenant(deps.database, tenantId, (tx) =>
    queueEvent(ctx, tx, { type: 'webhook.test', visitorId: null, data: { message: 'This is a test.' } }),
  );
  if (id === undefined) throw new NotFoundError('webhook');
  deps.jobs.wake('deliver-webhook');
  return { id };
}
