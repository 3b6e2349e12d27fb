import type { Context } from '../context.js';
import { inTenantSql, type SqlTransaction } from '../db/index.js';
import { NotFoundError } from '../errors.js';
import { clearHiddenChunks, removeChunks } from '../retrieval/index.js';
import { deleteDocumentRow, lockDocument, setEmpty } from './settle-store.js';

/**
 * Removes a document and everything made from it. No search finds any of it from one moment to the next.
 * @throws NotFoundError
 */
export async function deleteDocument(ctx: Context, input: { documentId: string }): Promise<void> {
  const { tenantId } = ctx;
  for (let isGone = false; !isGone;) {
    isGone = await inTenantSql(ctx.deps.database, tenantId, (tx) => removeDocument(tx, { tenantId, ...input }));
    if (!isGone) await clearHiddenChunks(ctx, input.documentId);
  }
}

/**
 * Takes a document out of search. True where its row is gone as well; else it must be called again once `clearHiddenChunks` has
 * removed what is hidden now, and nothing more is written of the document.
 */
export async function removeDocument(tx: SqlTransaction, input: { tenantId: string; documentId: string }): Promise<boolean> {
  const { tenantId, documentId } = input;
  if ((await lockDocument(tx, tenantId, documentId)) === undefined) throw new NotFoundError('document');
  const isGone = await removeChunks(tx, input);
  if (isGone) await deleteDocumentRow(tx, tenantId, documentId);
  else await setEmpty(tx, tenantId, documentId);
  return isGone;
}
