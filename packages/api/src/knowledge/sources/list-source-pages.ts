import type { ErrorCode, Page, SourcePage, SourcePageStatus } from '@askwell/contract';
import type { Context } from '../../context.js';
import { decodeCursor, encodeCursor } from '../../cursor.js';
import { inTenantSql } from '../../db/index.js';
import { NotFoundError } from '../../errors.js';
import { selectSource } from './store.js';

export interface PagesQuery {
  sourceId: string;
  limit: number;
  cursor?: string | undefined;
  status?: SourcePageStatus | undefined;
}

interface PageRow {
  number: number;
  key: string;
  kind: SourcePage['kind'];
  state: SourcePageStatus;
  change: SourcePage['change'];
  depth: number;
  document_id: string | null;
  http_status: number | null;
  error_code: ErrorCode | null;
  detail: string | null;
  is_transient: boolean;
  fetched_at: Date | null;
}

/** In the order in which they were found, with what went wrong at each. @throws NotFoundError */
export async function listSourcePages(ctx: Context, query: PagesQuery): Promise<Page<SourcePage>> {
  const { tenantId } = ctx;
  const { sourceId, limit, status = null } = query;
  if ((await selectSource(ctx.deps.database, tenantId, sourceId)) === undefined) throw new NotFoundError('source');
  const [after = 0] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 1);
  const rows = await inTenantSql(
    ctx.deps.database,
    tenantId,
    (tx) => tx<PageRow[]>`
      select * from (
        select p.number, p.key, p.kind, p.change, p.depth, p.document_id, p.http_status, p.fetched_at,
          case when d.status = 'failed' and p.state = 'indexed' then 'failed' else p.state end as state,
          coalesce(p.error_code, d.error_code) as error_code, coalesce(p.detail, d.error_detail) as detail, p.is_transient
        from source_pages p left join documents d on d.tenant_id = p.tenant_id and d.id = p.document_id
        where p.tenant_id = ${tenantId} and p.source_id = ${sourceId} and p.number > ${Number(after)}
      ) pages where ${status}::text is null or state = ${status}
      order by number limit ${limit + 1}`,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(toPage),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.number]) : null,
  };
}

function toPage(row: PageRow): SourcePage {
  const detail = row.detail ?? '';
  return {
    key: row.key,
    kind: row.kind,
    status: row.state,
    change: row.change,
    depth: row.depth,
    documentId: row.document_id,
    httpStatus: row.http_status,
    ...(row.error_code === null ? {} : { error: { code: row.error_code, detail, transient: row.is_transient } }),
    ...(row.error_code === null && detail !== '' ? { reason: detail } : {}),
    fetchedAt: row.fetched_at?.toISOString() ?? null,
  };
}
