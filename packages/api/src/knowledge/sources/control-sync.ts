import type { Source } from '@askwell/contract';
import type { Context } from '../../context.js';
import { inTenant, type OrmTransaction } from '../../db/index.js';
import { AppError, NotFoundError } from '../../errors.js';
import { addStep, beginSync, scheduleSync } from './begin-sync.js';
import { settleSync } from './end-sync.js';
import { lockSource, updateSource, type StoredSource } from './store.js';
import { toSource } from './to-source.js';

interface SourceInput {
  sourceId: string;
}

/** Begins a sync, or goes on with a paused one. While one runs, this joins it. @throws NotFoundError */
export async function syncSource(ctx: Context, input: SourceInput): Promise<Source> {
  return withSource(ctx, input, async (tx, source) => {
    if (source.status === 'syncing') return source;
    if (source.status === 'idle') return beginSync(ctx, tx, source);
    const resumed = await updateSource(tx, ctx.tenantId, source.id, { status: 'syncing', step: source.step + 1 });
    await addStep(ctx, tx, resumed);
    return resumed;
  });
}

/** Stops a sync where it stands. @throws AppError NOT_FOUND, or CONFLICT when none runs */
export async function pauseSource(ctx: Context, input: SourceInput): Promise<Source> {
  return withSource(ctx, input, async (tx, source) => {
    if (source.status === 'paused') return source;
    if (source.status !== 'syncing') throw new AppError('CONFLICT', 'No sync is running, so there is none to pause.');
    return updateSource(tx, ctx.tenantId, source.id, { status: 'paused' });
  });
}

/** Ends a sync; what it had read stays. @throws NotFoundError */
export async function cancelSync(ctx: Context, input: SourceInput): Promise<Source> {
  return withSource(ctx, input, async (tx, source) =>
    source.status === 'idle' ? source : settleSync(ctx, tx, source, { outcome: 'cancelled' }),
  );
}

/** The schedule's call: nothing happens when it was changed since, and a sync that still runs or is paused is left alone. */
export async function startScheduledSync(ctx: Context, input: SourceInput & { dueAt: number }): Promise<void> {
  await inTenant(ctx.deps.database, ctx.tenantId, async (tx) => {
    const source = await lockSource(tx, ctx.tenantId, input.sourceId);
    if (source === undefined || source.status === 'deleting' || source.nextSyncAt?.getTime() !== input.dueAt) return;
    if (source.status === 'idle') await beginSync(ctx, tx, source);
    else await scheduleSync(ctx, tx, source);
  });
  ctx.deps.jobs.wake('sync-step');
}

async function withSource(
  ctx: Context,
  { sourceId }: SourceInput,
  change: (tx: OrmTransaction, source: StoredSource) => Promise<StoredSource>,
): Promise<Source> {
  const row = await inTenant(ctx.deps.database, ctx.tenantId, async (tx) => {
    const source = await lockSource(tx, ctx.tenantId, sourceId);
    if (source === undefined || source.status === 'deleting') throw new NotFoundError('source');
    return change(tx, source);
  });
  ctx.deps.jobs.wake('sync-step');
  return toSource(ctx, row);
}
