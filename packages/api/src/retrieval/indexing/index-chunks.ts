import type { SqlTransaction } from '../../db/index.js';
import type { AnalysedChunk } from './analyse-chunks.js';
import { addChunks, addTerms, changeStatistics, lockIndex, type ChunkRow } from '../store.js';
import type { EmbeddedTexts } from '../vectors/embed-chunks.js';
import { prepareSets } from '../vectors/prepare-sets.js';
import { addVectors, countChunks } from '../vectors/store.js';

const chunksPerStatement = 400;

export interface DocumentToIndex {
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

/** Makes documents of one tenant searchable, within the caller's transaction. They have no chunks yet, or these were removed. */
export async function indexChunks(
  tx: SqlTransaction,
  { tenantId, documents }: { tenantId: string; documents: readonly DocumentToIndex[] },
): Promise<IndexedChunks> {
  await lockIndex(tx, tenantId);
  const chunksBefore = await countChunks(tx, tenantId);
  const areSetsNew = await prepareSets(tx, { tenantId, chunkCount: chunksBefore, embedded: spacesOf(documents) });
  const entries = documents.flatMap(entriesOf);
  for (let from = 0; from < entries.length; from += chunksPerStatement) {
    await indexBatch(tx, tenantId, entries.slice(from, from + chunksPerStatement));
  }
  return { areSetsNew, chunksBefore, chunksAfter: chunksBefore + entries.length };
}

/** Each space once, with the tokens of all documents. */
function spacesOf(documents: readonly DocumentToIndex[]): SpaceOfTexts[] {
  const spaces = new Map<string, SpaceOfTexts>();
  for (const { space, dimension, asked, tokens } of documents.flatMap(({ embedded }) => embedded)) {
    spaces.set(space, { space, dimension, asked, tokens: tokens + (spaces.get(space)?.tokens ?? 0) });
  }
  return [...spaces.values()];
}

type SpaceOfTexts = Omit<EmbeddedTexts, 'vectors' | 'hashes'>;

interface Entry {
  documentId: string;
  chunk: AnalysedChunk;
  vectors: readonly { space: string; vector: readonly number[]; hash: string }[];
}

function entriesOf({ documentId, chunks, embedded }: DocumentToIndex): Entry[] {
  return chunks.map((chunk, at) => ({
    documentId,
    chunk,
    vectors: embedded.map(({ space, vectors, hashes }) => ({ space, vector: vectors[at] ?? [], hash: hashes[at] ?? '' })),
  }));
}

async function indexBatch(tx: SqlTransaction, tenantId: string, entries: readonly Entry[]): Promise<void> {
  const languages = new Map<string, number>();
  const frequencies = new Map<string, number>();
  for (const { chunk } of entries) {
    if (chunk.language !== null) languages.set(chunk.language, (languages.get(chunk.language) ?? 0) + 1);
    for (const term of chunk.terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }

  const termIds = await addTerms(tx, tenantId, frequencies);
  const rows = entries.map(({ documentId, chunk: { terms, ...chunk } }): ChunkRow => {
    return { ...chunk, documentId, termIds: terms.map((term) => idOf(termIds, term)) };
  });
  const numbers = await addChunks(tx, tenantId, rows);
  const vectors = entries.flatMap((entry) =>
    entry.vectors.map((vector) => ({ ...vector, number: numbers.get(entry.chunk.id) ?? 0 })),
  );
  for (const space of new Set(vectors.map((one) => one.space))) {
    const ofSpace = vectors.filter((one) => one.space === space);
    await addVectors(tx, {
      tenantId,
      space,
      numbers: ofSpace.map(({ number }) => number),
      vectors: ofSpace.map(({ vector }) => vector),
      hashes: ofSpace.map(({ hash }) => hash),
    });
  }
  await changeStatistics(tx, { tenantId, chunks: entries.length, languages });
}

function idOf(termIds: ReadonlyMap<string, number>, term: string): number {
  const id = termIds.get(term);
  if (id === undefined) throw new Error('A term was not stored');
  return id;
}
