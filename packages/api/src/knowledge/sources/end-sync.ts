import type { ErrorCode, SyncOutcome } from '@askwell/contract';
import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { inTenant, type OrmTransaction } from '../../db/index.js';
import { lockSource, updateSource, type StoredSource } from './store.js';

export interface SyncEnd {
  outcome: SyncOutcome;
  error?: { code: ErrorCode; detail: string } | undefined;
  notes?: string[];
}

/** Ends the sync, unless it was ended or followed by another meanwhile. */
export async function endSync(ctx: Context, source: StoredSource, end: SyncEnd): Promise<void> {
  await inTenant(ctx.deps.database, ctx.tenantId, async (tx) => {
    const current = await lockSource(tx, ctx.tenantId, source.id);
    if (current?.status === 'syncing' && current.sync === source.sync) await settleSync(ctx, tx, current, end);
  });
}

/** The same within the caller's transaction. What still waits is forgotten, or stays as the last sync left it. */
export async function settleSync(
  ctx: Context,
  tx: OrmTransaction,
  source: StoredSource,
  { outcome, error, notes = [] }: SyncEnd,
): Promise<StoredSource> {
  const isWaiting = sql`tenant_id = ${ctx.tenantId} and source_id = ${source.id} and state = 'waiting'`;
  await tx.execute(sql`delete from source_pages where ${isWaiting} and document_id is null`);
  await tx.execute(sql`update source_pages set state = 'indexed', change = null where ${isWaiting}`);
  return updateSource(tx, ctx.tenantId, source.id, {
    status: 'idle',
    outcome,
    finishedAt: new Date(ctx.deps.clock.now()),
    errorCode: error?.code ?? null,
    errorDetail: error?.detail ?? null,
    notes: [...source.notes, ...notes],
  });
}
