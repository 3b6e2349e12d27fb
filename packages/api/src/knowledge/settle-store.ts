import type { SqlTransaction } from '../db/index.js';

/** Locks the document's row until the transaction ends; gives its current revision and how many chunks are indexed of it. */
export async function lockDocument(
  tx: SqlTransaction,
  tenantId: string,
  id: string,
): Promise<{ revision: number; chunkCount: number } | undefined> {
  const [row] = await tx<{ revision: number; chunkCount: number }[]>`
    select revision, chunk_count as "chunkCount" from documents where tenant_id = ${tenantId} and id = ${id} for update`;
  return row;
}

export interface ReadyDocument {
  title: string;
  mediaType: string;
  text: string;
  language: string | null;
  chunkCount: number;
}

export async function setReady(tx: SqlTransaction, tenantId: string, id: string, ready: ReadyDocument): Promise<void> {
  await tx`
    with taken as (delete from document_inputs where tenant_id = ${tenantId} and document_id = ${id})
    update documents set status = 'ready', error_code = null, error_detail = null, updated_at = now(),
      title = ${ready.title}, media_type = ${ready.mediaType}, language = ${ready.language}, chunk_count = ${ready.chunkCount},
      text = ${ready.text}, characters = ${ready.text.length}
    where tenant_id = ${tenantId} and id = ${id}`;
}

export async function deleteDocumentRow(tx: SqlTransaction, tenantId: string, id: string): Promise<void> {
  await tx`delete from documents where tenant_id = ${tenantId} and id = ${id}`;
}
