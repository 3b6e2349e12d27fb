import { setImmediate } from 'node:timers/promises';
import { normaliseFrequency } from '../ranking/bm25.js';
import type { ChunkToIndex } from './chunk-to-index.js';
import { countTerms } from './count-terms.js';
import { chunkLanguage } from '../text/detect-language.js';

/** A chunk with its terms as the index holds them. */
export interface AnalysedChunk extends ChunkToIndex {
  language: string | null;
  terms: readonly string[];
  /** Normalised frequency of each of `terms`. */
  weights: readonly number[];
}

/** What else the process has to do waits no longer than this. */
const sliceMilliseconds = 10;

/** Counts the terms of a document's chunks, in slices: a large document has tens of thousands of chunks. */
export async function analyseChunks(input: {
  title: string;
  /** The document's language: see `analyseDocumentLanguage`. */
  language: string | null;
  chunks: readonly ChunkToIndex[];
}): Promise<AnalysedChunk[]> {
  const analysed: AnalysedChunk[] = [];
  let began = performance.now();
  for (const chunk of input.chunks) {
    const language = chunkLanguage(chunk.text, input.language);
    const { counts, length } = countTerms({ title: input.title, headingPath: chunk.headingPath, text: chunk.text, language });
    const weights = Array.from(counts.values(), (count) => Math.fround(normaliseFrequency(count, length)));
    analysed.push({ ...chunk, language, terms: [...counts.keys()], weights });
    if (performance.now() - began < sliceMilliseconds) continue;
    await setImmediate();
    began = performance.now();
  }
  return analysed;
}
