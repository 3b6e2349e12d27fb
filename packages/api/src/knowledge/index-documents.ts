import type { Context } from '../context.js';
import { inTenantSql } from '../db/index.js';
import { clearHiddenChunks, indexChunks, queueArrangement, removeChunks, type DocumentToIndex } from '../retrieval/index.js';
import { lockDocuments, setReady, type ReadyDocument } from './settle-store.js';

/** A revision that was read, with all that makes it searchable. */
export type PreparedDocument = ReadyDocument & Pick<DocumentToIndex, 'chunks' | 'embedded' | 'staged'> & { revision: number };

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
    const hidden: string[] = [];
    for (const { id, staged } of documents) {
      if (current.get(id)?.hasChunks !== true) continue;
      if (!(await removeChunks(tx, { tenantId, documentId: id, except: staged?.staging }))) hidden.push(id);
    }
    const toIndex = documents.map(({ id, chunks, embedded, staged }) => ({ documentId: id, chunks, embedded, staged }));
    const indexed = await indexChunks(tx, { tenantId, documents: toIndex });
    await setReady(tx, tenantId, documents);
    return { ...indexed, hidden };
  });
  if (indexed === undefined) return;
  await queueArrangement(ctx, indexed);
  for (const id of indexed.hidden) await clearHiddenChunks(ctx, id);
}
