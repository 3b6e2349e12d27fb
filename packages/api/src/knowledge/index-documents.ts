import type { Context } from '../context.js';
import { inTenantSql } from '../db/index.js';
import { indexChunks, queueArrangement, removeChunks, type DocumentToIndex } from '../retrieval/index.js';
import { lockDocuments, setReady, type ReadyDocument } from './settle-store.js';

/** A revision that was read, with all that makes it searchable. */
export type PreparedDocument = ReadyDocument & Pick<DocumentToIndex, 'chunks' | 'embedded'> & { revision: number };

/** Makes documents of one tenant searchable in one transaction. Those that were replaced or deleted meanwhile are passed over. */
export async function indexDocuments(ctx: Context, prepared: readonly PreparedDocument[]): Promise<void> {
  const { tenantId } = ctx;
  const indexed = await inTenantSql(ctx.deps.database, tenantId, async (tx) => {
    const current = await lockDocuments(
      tx,
      tenantId,
      prepared.map(({ id }) => id),
    );
    const documents = prepared.filter(({ id, revision }) => current.get(id)?.revision === revision);
    if (documents.length === 0) return undefined;
    for (const { id } of documents) {
      if ((current.get(id)?.chunkCount ?? 0) > 0) await removeChunks(tx, { tenantId, documentId: id });
    }
    const toIndex = documents.map(({ id, chunks, embedded }) => ({ documentId: id, chunks, embedded }));
    const indexed = await indexChunks(tx, { tenantId, documents: toIndex });
    await setReady(tx, tenantId, documents);
    return indexed;
  });
  if (indexed !== undefined) await queueArrangement(ctx, indexed);
}
