import type { Webhook, WebhookDelivery, WebhookEventType } from '@askwell/contract';
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { inTenant, type Database, type OrmTransaction } from '../db/index.js';
import { webhookDeliveries, webhooks } from '../db/schema/index.js';

type WebhookRow = typeof webhooks.$inferSelect;
type DeliveryRow = typeof webhookDeliveries.$inferSelect;

export async function selectWebhook(database: Database, tenantId: string): Promise<(Webhook & { sealed: string }) | undefined> {
  return inTenant(database, tenantId, async (tx) => {
    const [row] = await tx.select().from(webhooks).where(eq(webhooks.tenantId, tenantId));
    return row && { ...toWebhook(row), sealed: row.secret };
  });
}

/** Sets address and events; the secret only where there was none. */
export async function upsertWebhook(
  database: Database,
  row: { tenantId: string; url: string; events: WebhookEventType[]; secret: string },
): Promise<{ webhook: Webhook; isNew: boolean }> {
  const { url, events } = row;
  const [stored] = await inTenant(database, row.tenantId, (tx) =>
    tx
      .insert(webhooks)
      .values(row)
      .onConflictDoUpdate({ target: webhooks.tenantId, set: { url, events, updatedAt: sql`now()` } })
      .returning(),
  );
  if (stored === undefined) throw new Error('The webhook was not stored');
  return { webhook: toWebhook(stored), isNew: stored.secret === row.secret };
}

/** Undefined where there is no webhook. */
export async function updateSecret(database: Database, tenantId: string, secret: string): Promise<Webhook | undefined> {
  const [row] = await inTenant(database, tenantId, (tx) =>
    tx
      .update(webhooks)
      .set({ secret, updatedAt: sql`now()` })
      .where(eq(webhooks.tenantId, tenantId))
      .returning(),
  );
  return row && toWebhook(row);
}

/** Deletes the webhook; what still waits is not sent any more. False where there was none. */
export async function removeWebhook(database: Database, tenantId: string): Promise<boolean> {
  return inTenant(database, tenantId, async (tx) => {
    const rows = await tx.delete(webhooks).where(eq(webhooks.tenantId, tenantId)).returning({ url: webhooks.url });
    await tx
      .update(webhookDeliveries)
      .set({ status: 'failed', error: 'The webhook was deleted.', payload: null, nextAttemptAt: null, updatedAt: sql`now()` })
      .where(and(eq(webhookDeliveries.tenantId, tenantId), eq(webhookDeliveries.status, 'waiting')));
    return rows.length > 0;
  });
}

/** The log is no archive. */
const keptDays = 30;

export interface NewDelivery {
  tenantId: string;
  id: string;
  visitorId: string | null;
  type: WebhookEventType;
  payload: Record<string, unknown>;
}

/** False where the tenant does not want to hear of it. */
export async function insertDelivery(tx: OrmTransaction, row: NewDelivery): Promise<boolean> {
  const [webhook] = await tx.select({ events: webhooks.events }).from(webhooks).where(eq(webhooks.tenantId, row.tenantId));
  if (webhook === undefined || !(row.type === 'webhook.test' || webhook.events.includes(row.type))) return false;
  await tx
    .delete(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.tenantId, row.tenantId),
        lt(webhookDeliveries.createdAt, sql`now() - make_interval(days => ${keptDays})`),
      ),
    );
  await tx.insert(webhookDeliveries).values({ ...row, status: 'waiting', nextAttemptAt: sql`now()` });
  return true;
}

export interface WaitingDelivery {
  type: WebhookEventType;
  payload: Record<string, unknown>;
  attempts: number;
  createdAt: Date;
}

/** Undefined where it is not to be sent any more. */
export async function selectWaiting(database: Database, tenantId: string, id: string): Promise<WaitingDelivery | undefined> {
  const [row] = await inTenant(database, tenantId, (tx) =>
    tx
      .select()
      .from(webhookDeliveries)
      .where(
        and(eq(webhookDeliveries.tenantId, tenantId), eq(webhookDeliveries.id, id), eq(webhookDeliveries.status, 'waiting')),
      ),
  );
  return row?.payload === null ? undefined : row && { ...row, payload: row.payload };
}

export interface AttemptOutcome {
  tenantId: string;
  id: string;
  status: DeliveryRow['status'];
  attempts: number;
  httpStatus: number | null;
  error: string | null;
  nextAttemptAt: Date | null;
}

/** Notes how an attempt went; `then` runs in the same transaction. */
export async function settleAttempt(
  database: Database,
  { tenantId, id, ...outcome }: AttemptOutcome,
  then: (tx: OrmTransaction) => Promise<void>,
): Promise<void> {
  await inTenant(database, tenantId, async (tx) => {
    await tx
      .update(webhookDeliveries)
      // What has arrived need not be kept.
      .set({ ...outcome, ...(outcome.status === 'waiting' ? {} : { payload: null }), updatedAt: sql`now()` })
      .where(and(eq(webhookDeliveries.tenantId, tenantId), eq(webhookDeliveries.id, id)));
    await then(tx);
  });
}

/** Newest first: ids sort by time. */
export async function selectDeliveries(
  database: Database,
  query: { tenantId: string; limit: number; after: string | undefined },
): Promise<WebhookDelivery[]> {
  const { tenantId, limit, after } = query;
  const rows = await inTenant(database, tenantId, (tx) =>
    tx
      .select()
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.tenantId, tenantId), after === undefined ? undefined : lt(webhookDeliveries.id, after)))
      .orderBy(desc(webhookDeliveries.id))
      .limit(limit),
  );
  return rows.map(toDelivery);
}

function toWebhook({ url, events, createdAt, updatedAt }: WebhookRow): Webhook {
  return { url, events, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

function toDelivery(row: DeliveryRow): WebhookDelivery {
  const { id, type, status, attempts, httpStatus, error } = row;
  return {
    id,
    type,
    status,
    attempts,
    httpStatus,
    error,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
