import type { RankedPassage } from '../passage.js';
import { byScore } from './rank-passages.js';

/** Bruch et al. 2023, "An Analysis of Fusion Functions for Hybrid Retrieval": a weighted sum of normalised scores beats ranks. */
const denseShare = 0.6;

/**
 * Blends the cosines of the candidates into their scores, each side scaled by its own ends: 0 and the best for words,
 * the worst and the best candidate for vectors. A passage without a vector in this space keeps its score.
 */
export function fuseVectors(passages: readonly RankedPassage[], cosines: ReadonlyMap<number, number>): RankedPassage[] {
  const values = [...cosines.values()];
  if (values.length === 0) return [...passages];
  const lowest = Math.min(...values);
  const range = Math.max(...values) - lowest;
  if (range === 0) return [...passages];
  const best = Math.max(...passages.map((passage) => passage.score)) || 1;
  return passages
    .map((passage) => {
      const cosine = cosines.get(passage.chunkNumber);
      if (cosine === undefined) return passage;
      return { ...passage, score: (1 - denseShare) * passage.score + (denseShare * best * (cosine - lowest)) / range };
    })
    .sort(byScore);
}
