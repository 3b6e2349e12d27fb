import type { SqlTransaction } from '../../db/index.js';
import { hideChunks, refuseTakenOver, type StagedChunks } from './hidden-store.js';
import { addEntries, countTerms, entriesOf, idOf, spacesOf, type DocumentToIndex } from './index-chunks.js';
import { ensureTerms, lockIndex } from '../store.js';
import { prepareSets } from '../vectors/prepare-sets.js';
import { countChunks } from '../vectors/store.js';

/**
 * Writes the next chunks of a large document, up to `to`, within the caller's transaction. No search sees them before `indexChunks` has
 * shown them. Throws where another attempt has taken over.
 */
export async function stageChunks(
  tx: SqlTransaction,
  { tenantId, document, staged, to }: { tenantId: string; document: DocumentToIndex; staged: StagedChunks; to: number },
): Promise<StagedChunks> {
  const { documentId } = document;
  await lockIndex(tx, tenantId);
  await refuseTakenOver(tx, tenantId, staged);
  let { areSetsNew } = staged;
  if (staged.count === 0) {
    const chunkCount = await countChunks(tx, tenantId);
    areSetsNew = await prepareSets(tx, { tenantId, chunkCount, embedded: spacesOf([document]) });
  }
  const entries = entriesOf(document, staged.count, to);
  const counts = countTerms(entries);
  const termIds = await ensureTerms(tx, tenantId, [...counts.keys()]);
  const numbers = await addEntries(tx, { tenantId, entries, termIds });
  await hideChunks(tx, { tenantId, documentId, numbers, staging: staged.staging });
  const frequencies = new Map(staged.frequencies);
  for (const [term, count] of counts) {
    const id = idOf(termIds, term);
    frequencies.set(id, (frequencies.get(id) ?? 0) + count);
  }
  return { ...staged, count: to, frequencies, areSetsNew };
}
