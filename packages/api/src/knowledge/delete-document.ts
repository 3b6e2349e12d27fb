import type { Context } from '../context.js';
import { inTenantSql } from '../db/index.js';
import { NotFoundError } from '../errors.js';
import { removeChunks } from '../retrieval/index.js';
import { deleteDocumentRow, lockDocument } from './settle-store.js';

/**
 * Removes a document and everything made from it in one transaction.
 * @throws NotFoundError
 */
export async function deleteDocument(ctx: Context, input: { documentId: string }): Promise<void> {
  const { tenantId } = ctx;
  await inTenantSql(ctx.deps.database, tenantId, async (tx) => {
    if ((await lockDocument(tx, tenantId, input.documentId)) === undefined) throw new NotFoundError('document');
    await removeChunks(tx, { tenantId, documentId: input.documentId });
    await deleteDocumentRow(tx, tenantId, input.documentId);
  });
}
