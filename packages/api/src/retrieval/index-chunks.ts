import type { SqlTransaction } from '../db/index.js';
import type { AnalysedChunk } from './analyse-chunks.js';
import { addChunks, addTerms, changeStatistics, lockIndex, type ChunkRow } from './store.js';
import type { EmbeddedTexts } from './vectors/embed-chunks.js';
import { prepareSets } from './vectors/prepare-sets.js';
import { addVectors, countChunks } from './vectors/store.js';

const chunksPerStatement = 400;

export interface ChunksToIndex {
  tenantId: string;
  documentId: string;
  /** From `analyseChunks`, made before the transaction. */
  chunks: readonly AnalysedChunk[];
  /** From `embedChunks` over the texts of `chunks`, made before the transaction. */
  embedded: readonly EmbeddedTexts[];
}

/** For `queueArrangement`, once the transaction has ended. */
export interface IndexedChunks {
  areSetsNew: boolean;
  chunksBefore: number;
  chunksAfter: number;
}

/** Makes a document's chunks searchable, within the caller's transaction. The document has none yet, or they were removed. */
export async function indexChunks(tx: SqlTransaction, input: ChunksToIndex): Promise<IndexedChunks> {
  await lockIndex(tx, input.tenantId);
  const chunksBefore = await countChunks(tx, input.tenantId);
  const areSetsNew = await prepareSets(tx, { tenantId: input.tenantId, chunkCount: chunksBefore, embedded: input.embedded });
  for (let from = 0; from < input.chunks.length; from += chunksPerStatement) {
    await indexBatch(tx, input, { from, chunks: input.chunks.slice(from, from + chunksPerStatement) });
  }
  return { areSetsNew, chunksBefore, chunksAfter: chunksBefore + input.chunks.length };
}

async function indexBatch(
  tx: SqlTransaction,
  input: ChunksToIndex,
  { from, chunks }: { from: number; chunks: readonly AnalysedChunk[] },
): Promise<void> {
  const { tenantId, documentId, embedded } = input;
  const languages = new Map<string, number>();
  const frequencies = new Map<string, number>();
  for (const { language, terms } of chunks) {
    if (language !== null) languages.set(language, (languages.get(language) ?? 0) + 1);
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }

  const termIds = await addTerms(tx, tenantId, frequencies);
  const rows = chunks.map(({ terms, ...chunk }): ChunkRow => ({ ...chunk, termIds: terms.map((term) => idOf(termIds, term)) }));
  const numbers = await addChunks(tx, { tenantId, documentId }, rows);
  for (const { space, vectors, hashes } of embedded) {
    await addVectors(tx, {
      tenantId,
      space,
      numbers: chunks.map((chunk) => numbers.get(chunk.id) ?? 0),
      vectors: vectors.slice(from, from + chunks.length),
      hashes: hashes.slice(from, from + chunks.length),
    });
  }
  await changeStatistics(tx, { tenantId, chunks: chunks.length, languages });
}

function idOf(termIds: ReadonlyMap<string, number>, term: string): number {
  const id = termIds.get(term);
  if (id === undefined) throw new Error('A term was not stored');
  return id;
}
