import type { SqlTransaction } from '../../db/index.js';
import type { EmbeddedTexts } from './embed-chunks.js';
import { addTokens, putSet, selectSets, type Space } from './store.js';

/**
 * Sees to it that each space of new vectors has a set, while the index is locked. The first one of an empty index is searched at
 * once; any other fills beside what is searched. True where one was added.
 */
export async function prepareSets(
  tx: SqlTransaction,
  {
    tenantId,
    chunkCount,
    embedded,
  }: { tenantId: string; chunkCount: number; embedded: readonly Pick<EmbeddedTexts, keyof Space | 'tokens'>[] },
): Promise<boolean> {
  if (embedded.length === 0) return false;
  const sets = (await selectSets(tx, tenantId)).filter((set) => set.state !== 'retired');
  const active = sets.find((set) => set.state === 'active');
  let isFirst = active === undefined && sets.length === 0 && chunkCount === 0;
  let isNew = false;
  for (const one of embedded) {
    if (!sets.some((set) => set.space === one.space)) {
      await putSet(tx, tenantId, { ...one, home: active?.home ?? 'shared', state: isFirst ? 'active' : 'filling' });
      isNew = true;
      isFirst = false;
    }
    await addTokens(tx, tenantId, one.space, one.tokens);
  }
  return isNew;
}
