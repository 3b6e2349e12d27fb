import type { WebhookEvent } from '@askwell/contract';
import type { Context } from '../context.js';
import { AppError } from '../errors.js';
import { selectWaiting, selectWebhook, settleAttempt } from './store.js';
import { signEvent } from './sign-event.js';
import { placeOfSecret } from './webhook-settings.js';

/** Seconds before each further attempt: a day in all. A network's or a server's trouble is mostly shorter. */
const pauses = [10, 60, 300, 1800, 7200, 21_600, 57_600];

/** One attempt at a delivery. What fails is noted and tried again later; it arrives at least once, or the log says why not. */
export async function deliverWebhook(ctx: Context, input: { deliveryId: string; attempt: number }): Promise<void> {
  const { tenantId, deps } = ctx;
  const id = input.deliveryId;
  const delivery = await selectWaiting(deps.database, tenantId, id);
  const webhook = await selectWebhook(deps.database, tenantId);
  // A job that ran twice finds the attempt counted.
  if (delivery === undefined || webhook === undefined || delivery.attempts !== input.attempt - 1) return;
  const event: WebhookEvent = { id, type: delivery.type, createdAt: delivery.createdAt.toISOString(), data: delivery.payload };
  const body = JSON.stringify(event);
  const secret = deps.secretBox.open(webhook.sealed, placeOfSecret(tenantId));
  const outcome = await attempt(ctx, webhook.url, body, {
    'askwell-signature': signEvent(secret, body, Math.floor(deps.clock.now() / 1000)),
    'askwell-event': event.type,
    'askwell-delivery': id,
  });
  const pause = pauses[input.attempt - 1];
  const isOver = outcome.error === null || pause === undefined;
  const nextAttemptAt = isOver ? null : new Date(deps.clock.now() + pause * 1000);
  const status = outcome.error === null ? 'delivered' : isOver ? 'failed' : 'waiting';
  await settleAttempt(deps.database, { tenantId, id, status, attempts: input.attempt, nextAttemptAt, ...outcome }, async (tx) => {
    if (nextAttemptAt === null) return;
    const next = { tenantId, deliveryId: id, attempt: input.attempt + 1 };
    await deps.jobs.addAt('deliver-webhook', next, { at: nextAttemptAt, transaction: tx });
  });
}

interface Outcome {
  httpStatus: number | null;
  /** Null where it has arrived. */
  error: string | null;
}

async function attempt(ctx: Context, url: string, body: string, headers: Record<string, string>): Promise<Outcome> {
  try {
    const httpStatus = await ctx.deps.guardedFetch.post({ url, body, headers }, ctx.signal);
    return { httpStatus, error: httpStatus >= 200 && httpStatus <= 299 ? null : `It answered with status ${httpStatus}.` };
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (error instanceof AppError) return { httpStatus: null, error: error.message };
    throw error;
  }
}
