/** BM25 as in Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework"; k1 and b measured on question sets. */
export const k1 = 1.5;
const b = 0.75;

/**
 * The average length is frozen, so that a new chunk changes no stored weight: chunks are cut to about 120 words, and
 * their title counts three times.
 */
const averageLength = 130;

/** Term frequency normalised by length, before saturation, so that a group of terms can be summed first. */
export function normaliseFrequency(frequency: number, length: number): number {
  return frequency / (1 - b + (b * length) / averageLength);
}

export function saturate(frequency: number): number {
  return ((k1 + 1) * frequency) / (k1 + frequency);
}

export function inverseFrequency(chunkCount: number, chunkFrequency: number): number {
  const df = Math.min(chunkFrequency, chunkCount);
  return Math.log(1 + (chunkCount - df + 0.5) / (df + 0.5));
}
