import type { Context } from '../../context.js';
import { inTenantSql, type SqlTransaction } from '../../db/index.js';
import { dismissStaged, hasLeaving, hideChunks, selectShown, takeLeaving } from './hidden-store.js';
import { postingsAtOnce } from './slices.js';
import { changeStatistics, deleteChunks, lockIndex, lowerFrequencies } from '../store.js';

interface RemoveInput {
  tenantId: string;
  documentId: string;
  /** The attempt whose staged chunks stay. */
  except?: string | undefined;
}

/**
 * Takes a document's chunks out of search, within the caller's transaction. True where all are gone; those of a large
 * document are only hidden, and the document's row must stay until `clearHiddenChunks` has removed them.
 */
export async function removeChunks(tx: SqlTransaction, { tenantId, documentId, except }: RemoveInput): Promise<boolean> {
  await lockIndex(tx, tenantId);
  await dismissStaged(tx, { tenantId, documentId, except });
  const shown = await selectShown(tx, { tenantId, documentId });
  const numbers = shown.map(({ number }) => number);
  const postings = shown.reduce((sum, { terms }) => sum + terms, 0);
  await lowerFrequencies(tx, tenantId, numbers);
  if (postings > postingsAtOnce) await hideChunks(tx, { tenantId, documentId, numbers, staging: null });
  else await deleteChunks(tx, tenantId, numbers);
  if (shown.length > 0) {
    const languages = new Map<string, number>();
    for (const { language } of shown) if (language !== null) languages.set(language, (languages.get(language) ?? 0) - 1);
    await changeStatistics(tx, { tenantId, chunks: -shown.length, languages });
  }
  return !(await hasLeaving(tx, { tenantId, documentId }));
}

/** What earlier attempts have staged of a document is dismissed, for `clearHiddenChunks` to remove. */
export async function removeStaged(tx: SqlTransaction, input: { tenantId: string; documentId: string }): Promise<void> {
  await lockIndex(tx, input.tenantId);
  await dismissStaged(tx, { ...input, except: undefined });
}

/** Removes what was only hidden, in short transactions. */
export async function clearHiddenChunks(ctx: Context, documentId: string): Promise<void> {
  const { tenantId } = ctx;
  for (let isLeft = true; isLeft;) {
    ctx.signal.throwIfAborted();
    isLeft = await inTenantSql(ctx.deps.database, tenantId, async (tx) => {
      if (!(await hasLeaving(tx, { tenantId, documentId }))) return false;
      await lockIndex(tx, tenantId);
      const numbers = await takeLeaving(tx, { tenantId, documentId, postings: postingsAtOnce });
      await deleteChunks(tx, tenantId, numbers);
      return numbers.length > 0;
    });
  }
}
