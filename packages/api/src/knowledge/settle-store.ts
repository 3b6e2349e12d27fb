import type { SqlTransaction } from '../db/index.js';

/** Locks the document's row until the transaction ends; gives its current revision. */
export async function lockDocument(tx: SqlTransaction, tenantId: string, id: string): Promise<number | undefined> {
  const [row] = await tx<{ revision: number }[]>`
    select revision from documents where tenant_id = ${tenantId} and id = ${id} for update`;
  return row?.revision;
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
    update documents set status = 'ready', error_code = null, error_detail = null, updated_at = now(),
      title = ${ready.title}, media_type = ${ready.mediaType}, language = ${ready.language}, chunk_count = ${ready.chunkCount},
      text = ${ready.text}, characters = ${ready.text.length}
    where tenant_id = ${tenantId} and id = ${id}`;
  await tx`delete from document_inputs where tenant_id = ${tenantId} and document_id = ${id}`;
}

export async function deleteDocumentRow(tx: SqlTransaction, tenantId: string, id: string): Promise<void> {
  await tx`delete from documents where tenant_id = ${tenantId} and id = ${id}`;
}
