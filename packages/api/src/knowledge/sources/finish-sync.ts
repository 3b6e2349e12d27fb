import type { ErrorCode } from '@askwell/contract';
import type { Context } from '../../context.js';
import { inTenantSql } from '../../db/index.js';
import { endSync, type SyncEnd } from './end-sync.js';
import { removePages } from './remove-pages.js';
import { selectSource, type StoredSource } from './store.js';

/** Everything was read: what was not reached leaves the index. A site that gave nothing at all keeps its pages. */
export async function finishSync(ctx: Context, source: StoredSource): Promise<void> {
  const end = await judge(ctx, source);
  const current = await selectSource(ctx.deps.database, ctx.tenantId, source.id);
  if (current?.status !== 'syncing' || current.sync !== source.sync) return;
  if (end.outcome === 'completed' && !current.isIncomplete) {
    const areOut = await removePages(ctx, { sourceId: source.id, sync: source.sync, which: 'unreached' });
    if (!areOut) ctx.signal.throwIfAborted();
  }
  const notes = current.isIncomplete ? ['A sitemap could not be read, so pages that were not listed stay in the index.'] : [];
  await endSync(ctx, source, { ...end, notes });
}

async function judge(ctx: Context, source: StoredSource): Promise<SyncEnd> {
  const [row] = await inTenantSql(
    ctx.deps.database,
    ctx.tenantId,
    (tx) => tx<{ read: number; error_code: ErrorCode | null; detail: string | null }[]>`
      select (select count(*)::int from source_pages where tenant_id = ${ctx.tenantId} and source_id = ${source.id}
          and sync = ${source.sync} and state <> 'failed') as read, error_code, detail
      from source_pages where tenant_id = ${ctx.tenantId} and source_id = ${source.id} and sync = ${source.sync} and state = 'failed'
      order by depth, number limit 1`,
  );
  if (row === undefined || row.read > 0 || row.error_code === null) return { outcome: 'completed' };
  return { outcome: 'failed', error: { code: row.error_code, detail: row.detail ?? '' } };
}
