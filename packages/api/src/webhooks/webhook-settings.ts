import type { NewWebhook, Webhook, WebhookWithSecret } from '@askwell/contract';
import { webhookEventTypes } from '@askwell/contract';
import { randomBytes } from 'node:crypto';
import type { Context } from '../context.js';
import { NotFoundError } from '../errors.js';
import { removeWebhook, selectWebhook, updateSecret, upsertWebhook } from './store.js';

/** Sets where the tenant hears of events. A new webhook gets a secret, which is shown in this answer. */
export async function setWebhook(ctx: Context, input: NewWebhook): Promise<WebhookWithSecret> {
  const { tenantId, deps } = ctx;
  deps.guardedFetch.check(input.url);
  const secret = newSecret();
  const { webhook, isNew } = await upsertWebhook(deps.database, {
    tenantId,
    url: input.url,
    events: input.events ?? [...webhookEventTypes],
    secret: deps.secretBox.seal(secret, placeOfSecret(tenantId)),
  });
  return { ...webhook, secret: isNew ? secret : null };
}

export async function getWebhook(ctx: Context): Promise<Webhook> {
  const found = await selectWebhook(ctx.deps.database, ctx.tenantId);
  if (found === undefined) throw new NotFoundError('webhook');
  const { sealed: _sealed, ...webhook } = found;
  return webhook;
}

/** Makes another secret, which signs from now on. */
export async function renewWebhookSecret(ctx: Context): Promise<WebhookWithSecret> {
  const { tenantId, deps } = ctx;
  const secret = newSecret();
  const webhook = await updateSecret(deps.database, tenantId, deps.secretBox.seal(secret, placeOfSecret(tenantId)));
  if (webhook === undefined) throw new NotFoundError('webhook');
  return { ...webhook, secret };
}

export async function deleteWebhook(ctx: Context): Promise<void> {
  if (!(await removeWebhook(ctx.deps.database, ctx.tenantId))) throw new NotFoundError('webhook');
}

export function placeOfSecret(tenantId: string): string {
  return `${tenantId} webhook`;
}

function newSecret(): string {
  return `whs_${randomBytes(32).toString('base64url')}`;
}
