import type { Context } from '../context.js';
import { inTenantSql } from '../db/index.js';
import { clearHiddenChunks, removeStaged, slicesOf, stageChunks, type StagedChunks } from '../retrieval/index.js';
import type { PreparedDocument } from './index-documents.js';
import { lockDocument } from './settle-store.js';

/**
 * Writes a large document's chunks ahead of the transaction that shows them, in short ones, so that nothing else waits for one long one.
 * Undefined where it was replaced or deleted meanwhile. A small one is given back as it is.
 */
export async function stageDocument(ctx: Context, document: PreparedDocument): Promise<PreparedDocument | undefined> {
  const { tenantId } = ctx;
  const { id, revision, chunks, embedded } = document;
  const slices = slicesOf(chunks).slice(0, -1);
  if (slices.length === 0) return document;
  await dropStaged(ctx, id);
  let staged: StagedChunks = { staging: ctx.deps.newId('chunk'), count: 0, frequencies: new Map(), areSetsNew: false };
  for (const { to } of slices) {
    ctx.signal.throwIfAborted();
    const next = await inTenantSql(ctx.deps.database, tenantId, async (tx) => {
      if ((await lockDocument(tx, tenantId, id)) !== revision) return undefined;
      return stageChunks(tx, { tenantId, document: { documentId: id, chunks, embedded }, staged, to });
    });
    if (next === undefined) return undefined;
    staged = next;
  }
  return { ...document, staged };
}

/** Removes what earlier attempts have staged; one that still goes on is refused. */
export async function dropStaged(ctx: Context, documentId: string): Promise<void> {
  const { tenantId } = ctx;
  await inTenantSql(ctx.deps.database, tenantId, (tx) => removeStaged(tx, { tenantId, documentId }));
  await clearHiddenChunks(ctx, documentId);
}
