import { k1 } from './bm25.js';
import { titleOf } from './count-terms.js';
import { fold } from './tokenise.js';
import { visitGrams } from './visit-grams.js';

const titleWeight = 3;
const b = 0.75;

interface Scored {
  title: string;
  headingPath: readonly string[];
  text: string;
}

/** BM25 over character n-grams of the few passages that terms found, from 0 to 1: no index of n-grams is needed. */
export function scoreGrams(grams: ReadonlyMap<number, number>, passages: readonly Scored[]): Float64Array {
  const scores = new Float64Array(passages.length);
  if (grams.size === 0) return scores;
  const table = createGramTable(grams);
  const counts = passages.map((passage) => {
    const found = new Float64Array(grams.size);
    const count = (text: string, weight: number): number => {
      let length = 0;
      visitGrams(fold(text), (gram) => {
        length += weight;
        const slot = table.slotOf(gram);
        if (slot >= 0) found[slot] = (found[slot] ?? 0) + weight;
      });
      return length;
    };
    const length = count(titleOf(passage.title, passage.headingPath), titleWeight) + count(passage.text, 1);
    return { found, length };
  });
  const averageLength = counts.reduce((sum, { length }) => sum + length, 0) / counts.length;
  for (const [at, { found, length }] of counts.entries()) {
    const normal = k1 * (1 - b + (b * length) / averageLength);
    let score = 0;
    for (let slot = 0; slot < found.length; slot++) {
      const frequency = found[slot] ?? 0;
      if (frequency > 0) score += ((table.weights[slot] ?? 0) * frequency) / (normal + frequency);
    }
    scores[at] = score / table.total;
  }
  return scores;
}

interface GramTable {
  weights: Float64Array;
  total: number;
  /** -1 for a gram that the question does not hold. */
  slotOf(gram: number): number;
}

/** Open addressing with linear probing: most grams of a passage are misses, and this answers them fastest. */
function createGramTable(grams: ReadonlyMap<number, number>): GramTable {
  let size = 64;
  while (size < grams.size * 4) size *= 2;
  const mask = size - 1;
  const keys = new Int32Array(size).fill(-1);
  const slots = new Int32Array(size);
  const weights = new Float64Array(grams.size);
  let total = 0;
  let slot = 0;
  for (const [gram, weight] of grams) {
    let at = gram & mask;
    while (keys[at] !== -1) at = (at + 1) & mask;
    keys[at] = gram;
    slots[at] = slot;
    weights[slot++] = weight;
    total += weight;
  }
  return {
    weights,
    total,
    slotOf(gram) {
      let at = gram & mask;
      for (let key = keys[at] ?? -1; key !== -1; key = keys[at] ?? -1) {
        if (key === gram) return slots[at] ?? -1;
        at = (at + 1) & mask;
      }
      return -1;
    },
  };
}
