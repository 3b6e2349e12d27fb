import type { SqlTransaction } from '../../db/index.js';

interface Owner {
  tenantId: string;
  documentId: string;
}

/** Hides chunks of one document that stand in the tables. `staging`: the attempt that writes them; null: they are leaving. */
export async function hideChunks(
  tx: SqlTransaction,
  { tenantId, documentId, numbers, staging }: Owner & { numbers: readonly number[]; staging: string | null },
): Promise<void> {
  // Only runs without gaps are this document's alone.
  await tx`
    insert into hidden_chunks (tenant_id, first_number, last_number, document_id, staging)
      select ${tenantId}, min(r.number), max(r.number), ${documentId}, ${staging}
        from (select n.number, n.number - row_number() over (order by n.number) as run from unnest(${[...numbers]}::integer[]) as n(number)) r
        group by r.run`;
}

/** Chunks of a document that stand in the tables already, hidden. */
export interface StagedChunks {
  /** The attempt that wrote them. */
  staging: string;
  /** They are the first so many of the document's. */
  count: number;
  /** How many of them hold a term, by its id. */
  frequencies: ReadonlyMap<number, number>;
  areSetsNew: boolean;
}

/** Throws where what was staged is no longer there, or no longer this attempt's. */
export async function refuseTakenOver(tx: SqlTransaction, tenantId: string, { staging, count }: StagedChunks): Promise<void> {
  const [row] = await tx<{ chunks: number }[]>`
    select coalesce(sum(last_number - first_number + 1), 0)::integer as chunks from hidden_chunks
    where tenant_id = ${tenantId} and staging = ${staging}`;
  if (row?.chunks !== count) throw new Error('Another attempt indexes this document');
}

/** From the end of the transaction searches find what the attempt has staged. */
export async function showStaged(
  tx: SqlTransaction,
  { tenantId, staging }: { tenantId: string; staging: string },
): Promise<void> {
  await tx`delete from hidden_chunks where tenant_id = ${tenantId} and staging = ${staging}`;
}

/** What attempts have staged of a document leaves, but for one of them; whoever goes on with another is refused. */
export async function dismissStaged(
  tx: SqlTransaction,
  { tenantId, documentId, except }: Owner & { except: string | undefined },
): Promise<void> {
  await tx`update hidden_chunks set staging = null
    where tenant_id = ${tenantId} and document_id = ${documentId} and staging <> ${except ?? ''}`;
}

/** Whether chunks of a document stand in the tables that are leaving. */
export async function hasLeaving(tx: SqlTransaction, { tenantId, documentId }: Owner): Promise<boolean> {
  const rows = await tx`select from hidden_chunks
    where tenant_id = ${tenantId} and document_id = ${documentId} and staging is null limit 1`;
  return rows.length > 0;
}

export interface ShownChunk {
  number: number;
  language: string | null;
  terms: number;
}

/** The chunks of a document that searches find. */
export async function selectShown(tx: SqlTransaction, { tenantId, documentId }: Owner): Promise<ShownChunk[]> {
  return tx<ShownChunk[]>`
    select number, language, cardinality(term_ids) as terms from chunks
    where tenant_id = ${tenantId} and document_id = ${documentId}
      and not coalesce(number <@ (select askwell_hidden_chunks(${tenantId})), false)`;
}

/** The next chunks of a document that are leaving, about as many as have that many postings; the rows of runs that are empty go. */
export async function takeLeaving(
  tx: SqlTransaction,
  { tenantId, documentId, postings }: Owner & { postings: number },
): Promise<number[]> {
  const rows = await tx<{ number: number }[]>`
    select s.number from (
      select c.number, sum(cardinality(c.term_ids)) over (order by c.number) - cardinality(c.term_ids) as before
        from hidden_chunks h
        join chunks c on c.tenant_id = ${tenantId} and c.number between h.first_number and h.last_number
        where h.tenant_id = ${tenantId} and h.document_id = ${documentId} and h.staging is null
    ) s where s.before < ${postings}`;
  if (rows.length === 0)
    await tx`delete from hidden_chunks where tenant_id = ${tenantId} and document_id = ${documentId} and staging is null`;
  return rows.map(({ number }) => number);
}
