import type { Context } from '../../context.js';
import { inTenant } from '../../db/index.js';
import { NotFoundError } from '../../errors.js';
import { removePages } from './remove-pages.js';
import { deleteSourceRow, lockSource, updateSource } from './store.js';

const patienceMilliseconds = 5_000;

/**
 * Removes a source with its documents. A large one is gone from the lists at once and from the index soon after.
 * @throws NotFoundError
 */
export async function deleteSource(ctx: Context, input: { sourceId: string }): Promise<void> {
  await inTenant(ctx.deps.database, ctx.tenantId, async (tx) => {
    const source = await lockSource(tx, ctx.tenantId, input.sourceId);
    if (source === undefined || source.status === 'deleting') throw new NotFoundError('source');
    await updateSource(tx, ctx.tenantId, source.id, { status: 'deleting', nextSyncAt: null });
    await ctx.deps.jobs.add('delete-source', [{ tenantId: ctx.tenantId, sourceId: source.id }], tx);
  });
  await finishDeletion(ctx, { ...input, deadline: Date.now() + patienceMilliseconds });
  ctx.deps.jobs.wake('delete-source');
}

/** Removes what is left of a source that is being deleted. */
export async function finishDeletion(ctx: Context, input: { sourceId: string; deadline?: number }): Promise<void> {
  const areOut = await removePages(ctx, { ...input, sync: 0, which: 'all' });
  if (!areOut) return ctx.signal.throwIfAborted();
  await inTenant(ctx.deps.database, ctx.tenantId, (tx) => deleteSourceRow(tx, ctx.tenantId, input.sourceId));
}
