import type { CreatedIdentitySecret, IdentitySecret } from '@askwell/contract';
import { randomBytes } from 'node:crypto';
import type { Context } from '../context.js';
import { AppError, NotFoundError } from '../errors.js';
import { deleteIdentitySecret, insertIdentitySecret, selectIdentitySecrets } from './identity-store.js';

/** Enough to change them without a gap: the new one signs while tokens of the old one are still around. */
const mostSecrets = 2;

/** Makes a secret and shows it, this once. */
export async function createIdentitySecret(ctx: Context): Promise<CreatedIdentitySecret> {
  const { tenantId, deps } = ctx;
  const id = deps.newId('identitySecret');
  const secret = `ids_${randomBytes(32).toString('base64url')}`;
  const sealed = deps.secretBox.seal(secret, placeOf(tenantId, id));
  const stored = await insertIdentitySecret(deps.database, { tenantId, id, secret: sealed }, mostSecrets);
  if (stored === undefined) {
    throw new AppError('CONFLICT', `There are ${mostSecrets} identity secrets already. Delete the older one first.`);
  }
  return { ...stored, secret };
}

export async function listIdentitySecrets(ctx: Context): Promise<{ data: IdentitySecret[] }> {
  const rows = await selectIdentitySecrets(ctx.deps.database, ctx.tenantId);
  return { data: rows.map(({ id, createdAt }) => ({ id, createdAt: createdAt.toISOString() })) };
}

/** Tokens that it signed are refused from now on. */
export async function revokeIdentitySecret(ctx: Context, input: { id: string }): Promise<void> {
  if (!(await deleteIdentitySecret(ctx.deps.database, ctx.tenantId, input.id))) throw new NotFoundError('identity secret');
}

export function placeOf(tenantId: string, id: string): string {
  return `${tenantId} ${id}`;
}
