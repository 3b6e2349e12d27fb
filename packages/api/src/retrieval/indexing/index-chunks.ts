import type { SqlTransaction } from '../../db/index.js';
import type { AnalysedChunk } from './analyse-chunks.js';
import { refuseTakenOver, showStaged, type StagedChunks } from './hidden-store.js';
import { addChunks, addTerms, changeStatistics, lockIndex, raiseFrequencies, type ChunkRow } from '../store.js';
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
  /** Those of `chunks` that `stageChunks` has written; absent: none. */
  staged?: StagedChunks | undefined;
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
  const unstaged = documents.filter(({ staged }) => staged === undefined);
  let areSetsNew = await prepareSets(tx, { tenantId, chunkCount: chunksBefore, embedded: spacesOf(unstaged) });
  for (const { staged } of documents) {
    if (staged === undefined) continue;
    await refuseTakenOver(tx, tenantId, staged);
    await raiseFrequencies(tx, tenantId, staged.frequencies);
    await showStaged(tx, { tenantId, staging: staged.staging });
    areSetsNew ||= staged.areSetsNew;
  }
  const entries = documents.flatMap((document) => entriesOf(document, document.staged?.count ?? 0));
  for (let from = 0; from < entries.length; from += chunksPerStatement) {
    const some = entries.slice(from, from + chunksPerStatement);
    const termIds = await addTerms(tx, tenantId, countTerms(some));
    await addEntries(tx, { tenantId, entries: some, termIds });
  }
  const chunks = documents.flatMap((document) => document.chunks);
  await changeStatistics(tx, { tenantId, chunks: chunks.length, languages: countLanguages(chunks) });
  return { areSetsNew, chunksBefore, chunksAfter: chunksBefore + chunks.length };
}

function countLanguages(chunks: readonly AnalysedChunk[]): Map<string, number> {
  const languages = new Map<string, number>();
  for (const { language } of chunks) if (language !== null) languages.set(language, (languages.get(language) ?? 0) + 1);
  return languages;
}

/** Each space once, with the tokens of all documents. */
export function spacesOf(documents: readonly DocumentToIndex[]): SpaceOfTexts[] {
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

export function entriesOf({ documentId, chunks, embedded }: DocumentToIndex, from: number, to = chunks.length): Entry[] {
  return chunks.slice(from, to).map((chunk, at) => ({
    documentId,
    chunk,
    vectors: embedded.map(({ space, vectors, hashes }) => ({
      space,
      vector: vectors[from + at] ?? [],
      hash: hashes[from + at] ?? '',
    })),
  }));
}

/** How many chunks hold each term. */
export function countTerms(entries: readonly Entry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { chunk } of entries) for (const term of chunk.terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** Writes chunks with their postings and vectors; gives their numbers. */
export async function addEntries(
  tx: SqlTransaction,
  { tenantId, entries, termIds }: { tenantId: string; entries: readonly Entry[]; termIds: ReadonlyMap<string, number> },
): Promise<number[]> {
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
  return [...numbers.values()];
}

export function idOf(termIds: ReadonlyMap<string, number>, term: string): number {
  const id = termIds.get(term);
  if (id === undefined) throw new Error('A term was not stored');
  return id;
}
