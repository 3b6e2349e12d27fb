import { k1 } from './bm25.js';
import type { PassageGrams } from './passage-grams.js';

const b = 0.75;

/** BM25 over character n-grams of the few passages that terms found, from 0 to 1: no index of n-grams is needed. */
export function scoreGrams(grams: ReadonlyMap<number, number>, passages: readonly { grams: PassageGrams }[]): Float64Array {
  const scores = new Float64Array(passages.length);
  if (grams.size === 0) return scores;
  const { keys, weights, total } = createGramTable(grams);
  const mask = keys.length - 1;
  const averageLength = passages.reduce((sum, passage) => sum + passage.grams.length, 0) / passages.length;
  for (const [at, passage] of passages.entries()) {
    const { grams: own, counts, length } = passage.grams;
    const normal = k1 * (1 - b + (b * length) / averageLength);
    let score = 0;
    for (let index = 0; index < own.length; index++) {
      const gram = own[index] ?? 0;
      let slot = gram & mask;
      while (keys[slot] !== free && keys[slot] !== gram) slot = (slot + 1) & mask;
      if (keys[slot] === free) continue;
      const frequency = counts[index] ?? 0;
      score += ((weights[slot] ?? 0) * frequency) / (normal + frequency);
    }
    scores[at] = score / total;
  }
  return scores;
}

interface GramTable {
  keys: Int32Array;
  weights: Float64Array;
  total: number;
}

const free = -1;

/** Open addressing with linear probing: most grams of a passage are misses, and this answers them fastest. */
function createGramTable(grams: ReadonlyMap<number, number>): GramTable {
  let size = 64;
  while (size < grams.size * 4) size *= 2;
  const mask = size - 1;
  const keys = new Int32Array(size).fill(free);
  const weights = new Float64Array(size);
  let total = 0;
  for (const [gram, weight] of grams) {
    let slot = gram & mask;
    while (keys[slot] !== free) slot = (slot + 1) & mask;
    keys[slot] = gram;
    weights[slot] = weight;
    total += weight;
  }
  return { keys, weights, total };
}
