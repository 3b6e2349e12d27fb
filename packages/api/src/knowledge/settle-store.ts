import type { SqlTransaction } from '../db/index.js';

/** Locks the document's row until the transaction ends; gives its current revision. */
export async function lockDocument(tx: SqlTransaction, tenantId: string, id: string): Promise<number | undefined> {
  const [row] = await tx<{ revision: number }[]>`
    select revision from documents where tenant_id = ${tenantId} and id = ${id} for update`;
  return row?.revision;
}

interface LockedDocument {
  revision: number;
  /** Chunks of it stand in the tables, shown or hidden. */
  hasChunks: boolean;
}

/** The same for several, in one order, so that two groups of the same documents cannot wait for each other. */
export async function lockDocuments(
  tx: SqlTransaction,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, LockedDocument>> {
  const rows = await tx<(LockedDocument & { id: string })[]>`
    select id, revision, chunk_count > 0 or exists (
        select from hidden_chunks h where h.tenant_id = ${tenantId} and h.document_id = d.id
      ) as "hasChunks" from documents d
    where tenant_id = ${tenantId} and id = any(${[...ids]}::text[]) order by id for update`;
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

export interface ReadyDocument {
  id: string;
  title: string;
  mediaType: string;
  text: string;
  language: string | null;
  chunkCount: number;
}

export async function setReady(tx: SqlTransaction, tenantId: string, ready: readonly ReadyDocument[]): Promise<void> {
  const ids = ready.map(({ id }) => id);
  await tx`
    with taken as (delete from document_inputs where tenant_id = ${tenantId} and document_id = any(${ids}::text[]))
    update documents d set status = 'ready', error_code = null, error_detail = null, updated_at = now(),
      title = i.title, media_type = i.media_type, language = i.language, chunk_count = i.chunks, text = i.body, characters = i.characters
    from unnest(
      ${ids}::text[], ${ready.map(({ title }) => title)}::text[], ${ready.map(({ mediaType }) => mediaType)}::text[],
      ${ready.map(({ language }) => language)}::text[], ${ready.map(({ chunkCount }) => chunkCount)}::integer[],
      ${ready.map(({ text }) => text)}::text[], ${ready.map(({ text }) => text.length)}::integer[]
    ) as i(id, title, media_type, language, chunks, body, characters)
    where d.tenant_id = ${tenantId} and d.id = i.id`;
}

/** No job that reads the document settles it any more. */
export async function setEmpty(tx: SqlTransaction, tenantId: string, id: string): Promise<void> {
  await tx`update documents set revision = revision + 1, chunk_count = 0, updated_at = now() where tenant_id = ${tenantId} and id = ${id}`;
}

export async function deleteDocumentRow(tx: SqlTransaction, tenantId: string, id: string): Promise<void> {
  await tx`delete from documents where tenant_id = ${tenantId} and id = ${id}`;
}
