import type { Context } from '../../context.js';
import type { OrmTransaction } from '../../db/index.js';
import { updateSource, type StoredSource } from './store.js';

const hour = 3_600_000;

/** Begins a new sync within the caller's transaction; one that was running ends unfinished. Call `jobs.wake` after it. */
export async function beginSync(ctx: Context, tx: OrmTransaction, source: StoredSource): Promise<StoredSource> {
  const scheduled = await scheduleSync(ctx, tx, source);
  const begun = await updateSource(tx, ctx.tenantId, source.id, {
    status: 'syncing',
    sync: scheduled.sync + 1,
    step: 1,
    isPrepared: false,
    robots: null,
    found: 0,
    removed: 0,
    isIncomplete: false,
    notes: [],
    outcome: null,
    errorCode: null,
    errorDetail: null,
    startedAt: new Date(ctx.deps.clock.now()),
    finishedAt: null,
  });
  await addStep(ctx, tx, begun);
  return begun;
}

/** Goes on with a sync where it stands. Jobs of earlier steps find that they are late. */
export async function addStep(ctx: Context, tx: OrmTransaction, source: StoredSource, at?: Date): Promise<void> {
  const job = { tenantId: ctx.tenantId, sourceId: source.id, sync: source.sync, step: source.step };
  if (at === undefined) await ctx.deps.jobs.add('sync-step', [job], tx);
  else await ctx.deps.jobs.addAt('sync-step', job, { at, transaction: tx });
}

/** Sets the next sync of a source that has a schedule. */
export async function scheduleSync(ctx: Context, tx: OrmTransaction, source: StoredSource): Promise<StoredSource> {
  if (source.everyHours === null) return updateSource(tx, ctx.tenantId, source.id, { nextSyncAt: null });
  const at = new Date(ctx.deps.clock.now() + source.everyHours * hour);
  const job = { tenantId: ctx.tenantId, sourceId: source.id, dueAt: at.getTime() };
  await ctx.deps.jobs.addAt('start-sync', job, { at, transaction: tx });
  return updateSource(tx, ctx.tenantId, source.id, { nextSyncAt: at });
}
