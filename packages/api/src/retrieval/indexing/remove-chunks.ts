import type { SqlTransaction } from '../../db/index.js';
import { changeStatistics, deleteChunks, lockIndex } from '../store.js';

/**
 * Takes a document's chunks out of search, within the caller's transaction. Before a document is deleted or
 * replaced: its rows would go with it, but not its part of the statistics.
 */
export async function removeChunks(tx: SqlTransaction, input: { tenantId: string; documentId: string }): Promise<void> {
  await lockIndex(tx, input.tenantId);
  const { languages } = await deleteChunks(tx, input);
  if (languages.length === 0) return;
  const counts = new Map<string, number>();
  for (const language of languages) if (language !== null) counts.set(language, (counts.get(language) ?? 0) - 1);
  await changeStatistics(tx, { tenantId: input.tenantId, chunks: -languages.length, languages: counts });
}
