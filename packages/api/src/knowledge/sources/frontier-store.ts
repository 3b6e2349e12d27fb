import { sql } from 'drizzle-orm';
import type { OrmTransaction } from '../../db/index.js';

export interface SyncKey {
  tenantId: string;
  sourceId: string;
  sync: number;
}

export type PageKind = 'page' | 'sitemap' | 'item';

/** A page of the frontier with what is known of it from the last sync. */
export interface FrontierPage {
  key: string;
  kind: PageKind;
  depth: number;
  tries: number;
  links: string[];
  /** Only while its document is there and did not fail: without it, nothing is unchanged. */
  known: { fingerprint: string; etag: string | undefined; lastModified: string | undefined } | undefined;
}

interface FrontierRow extends Record<string, unknown> {
  key: string;
  kind: PageKind;
  depth: number;
  tries: number;
  links: string[];
  fingerprint: string | null;
  etag: string | null;
  last_modified: string | null;
  document_status: string | null;
}

const columns = sql`p.key, p.kind, p.depth, p.tries, p.links, p.fingerprint, p.etag, p.last_modified,
  (select d.status from documents d where d.tenant_id = p.tenant_id and d.id = p.document_id) as document_status`;

/** The next pages that are due. */
export async function selectDuePages(tx: OrmTransaction, key: SyncKey, limit: number): Promise<FrontierPage[]> {
  const rows = await tx.execute<FrontierRow>(sql`
    select ${columns} from source_pages p
    where p.tenant_id = ${key.tenantId} and p.source_id = ${key.sourceId} and p.state = 'waiting' and p.sync = ${key.sync}
      and (p.next_try_at is null or p.next_try_at <= now())
    order by p.kind desc, p.depth, p.number limit ${limit}`);
  return rows.map(toPage);
}

/** A page of this sync or an earlier one, locked. */
export async function findPage(
  tx: OrmTransaction,
  key: SyncKey,
  address: string,
): Promise<(FrontierPage & { state: string; sync: number }) | undefined> {
  const [row] = await tx.execute<FrontierRow & { state: string; sync: number }>(sql`
    select ${columns}, p.state, p.sync from source_pages p
    where p.tenant_id = ${key.tenantId} and p.source_id = ${key.sourceId} and p.key = ${address} for update of p`);
  return row === undefined ? undefined : { ...toPage(row), state: row.state, sync: row.sync };
}

/** Adds what this sync has not reached yet, `room` at most; gives how many. */
export async function addToFrontier(
  tx: OrmTransaction,
  key: SyncKey,
  entry: { addresses: string[]; kind: PageKind; depth: number; room: number },
): Promise<{ added: number; isFull: boolean }> {
  if (entry.addresses.length === 0) return { added: 0, isFull: false };
  const addresses = [...new Set(entry.addresses)];
  const reached = await tx.execute<{ key: string }>(sql`
    select key from source_pages where tenant_id = ${key.tenantId} and source_id = ${key.sourceId} and sync = ${key.sync}
      and key in (select jsonb_array_elements_text(${JSON.stringify(addresses)}::text::jsonb))`);
  const known = new Set([...reached].map((row) => row.key));
  const fresh = addresses.filter((address) => !known.has(address));
  const taken = fresh.slice(0, Math.max(0, entry.room));
  if (taken.length > 0) {
    await tx.execute(sql`
      insert into source_pages as p (tenant_id, source_id, key, kind, sync, depth, state)
      select ${key.tenantId}::text, ${key.sourceId}::text, value, ${entry.kind}::text, ${key.sync}::int, ${entry.depth}::int, 'waiting'
      from jsonb_array_elements_text(${JSON.stringify(taken)}::text::jsonb)
      on conflict (tenant_id, source_id, key) do update set sync = excluded.sync, kind = excluded.kind, depth = excluded.depth,
        state = 'waiting', change = null, tries = 0, next_try_at = null, http_status = null, error_code = null, detail = null,
        is_transient = false`);
  }
  if (taken.length > 0 && entry.kind !== 'sitemap') {
    await tx.execute(sql`update sources set found = found + ${taken.length}
      where tenant_id = ${key.tenantId} and id = ${key.sourceId}`);
  }
  return { added: taken.length, isFull: fresh.length > taken.length };
}

/** When the next page is due; undefined when none waits. */
export async function nextDueAt(tx: OrmTransaction, key: SyncKey): Promise<Date | undefined> {
  const [row] = await tx.execute<{ waiting: number; milliseconds: number | null }>(sql`
    select count(*)::int as waiting,
      (extract(epoch from min(coalesce(next_try_at, now()))) * 1000)::float8 as milliseconds
    from source_pages
    where tenant_id = ${key.tenantId} and source_id = ${key.sourceId} and state = 'waiting' and sync = ${key.sync}`);
  if (row === undefined || row.waiting === 0) return undefined;
  return new Date(row.milliseconds ?? 0);
}

function toPage(row: FrontierRow): FrontierPage {
  const isThere = row.document_status !== null && row.document_status !== 'failed' && row.fingerprint !== null;
  return {
    key: row.key,
    kind: row.kind,
    depth: row.depth,
    tries: row.tries,
    links: row.links,
    known: isThere
      ? { fingerprint: row.fingerprint ?? '', etag: row.etag ?? undefined, lastModified: row.last_modified ?? undefined }
      : undefined,
  };
}
