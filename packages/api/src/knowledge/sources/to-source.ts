import type { Source, SourceSync, SyncEvery, SyncProgress } from '@askwell/contract';
import { inTenantSql } from '../../db/index.js';
import type { Context } from '../../context.js';
import type { StoredSource } from './store.js';

const noProgress: SyncProgress = {
  found: 0,
  waiting: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  removed: 0,
  failed: 0,
  skipped: 0,
  indexing: 0,
};

/** Stored sources as the wire has them, with the progress of their last syncs. */
export async function toSources(ctx: Context, rows: StoredSource[]): Promise<Source[]> {
  const progress = await countPages(ctx, rows);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    status: row.status === 'deleting' ? 'idle' : row.status,
    every: toEvery(row.everyHours),
    nextSyncAt: row.nextSyncAt?.toISOString() ?? null,
    ...('website' in row.content ? { website: row.content.website } : {}),
    ...('pairs' in row.content ? { pairs: row.content.pairs } : {}),
    sync: toSync(row, progress.get(row.id)),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }));
}

export async function toSource(ctx: Context, row: StoredSource): Promise<Source> {
  const [source] = await toSources(ctx, [row]);
  if (source === undefined) throw new Error('A source was lost');
  return source;
}

function toSync(row: StoredSource, progress: SyncProgress | undefined): SourceSync | null {
  if (row.startedAt === null) return null;
  return {
    number: row.sync,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    outcome: row.outcome,
    ...(row.errorCode === null ? {} : { error: { code: row.errorCode, detail: row.errorDetail ?? '' } }),
    notes: row.notes,
    progress: { ...noProgress, ...progress, removed: row.removed },
  };
}

async function countPages(ctx: Context, rows: StoredSource[]): Promise<Map<string, SyncProgress>> {
  if (rows.length === 0) return new Map();
  const counts = await inTenantSql(
    ctx.deps.database,
    ctx.tenantId,
    (tx) => tx<(SyncProgress & { source_id: string })[]>`
      select p.source_id, count(*)::int as found, 0 as removed,
        (count(*) filter (where p.state = 'waiting'))::int as waiting,
        (count(*) filter (where p.state = 'indexed' and p.change = 'added'))::int as added,
        (count(*) filter (where p.state = 'indexed' and p.change = 'changed'))::int as changed,
        (count(*) filter (where p.state = 'indexed' and p.change = 'unchanged'))::int as unchanged,
        (count(*) filter (where p.state = 'failed' or d.status = 'failed'))::int as failed,
        (count(*) filter (where p.state in ('redirected', 'excluded')))::int as skipped,
        (count(*) filter (where d.status in ('queued', 'processing')))::int as indexing
      from unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.sync)}::integer[]) as s(id, sync)
        join source_pages p on p.tenant_id = ${ctx.tenantId} and p.source_id = s.id and p.sync = s.sync and p.kind <> 'sitemap'
        left join documents d on d.tenant_id = ${ctx.tenantId} and d.id = p.document_id
      group by p.source_id`,
  );
  return new Map(counts.map(({ source_id: id, ...progress }) => [id, progress]));
}

export function toHours(every: SyncEvery): number | null {
  if (every === 'day') return 24;
  return every === 'week' ? 168 : every;
}

function toEvery(hours: number | null): SyncEvery {
  if (hours === 24) return 'day';
  return hours === 168 ? 'week' : hours;
}
