import { k1 } from './bm25.js';
import type { KeptPassage } from '../candidates/passage-cache.js';
import type { Passage, RankedPassage } from '../passage.js';
import type { QueryAnalysis } from '../query/query-analysis.js';
import { scoreGrams } from './score-grams.js';

export interface ScoredCandidate {
  passage: KeptPassage;
  /** The sum that the search gave. */
  lexical: number;
}

/** Measured flat from 0.3 to 1.0. */
const gramWeight = 0.6;

/**
 * Orders candidates by their words. The score is the BM25 sum over what every term at full saturation would give, plus
 * 0.6 times the same for n-grams, so that it is comparable between questions: 0 to 1.6.
 */
export function rankPassages(analysis: QueryAnalysis, candidates: readonly ScoredCandidate[]): RankedPassage[] {
  const ideal = analysis.groups.reduce((sum, group) => sum + group.weight * group.idf * (k1 + 1), 0);
  const passages = candidates.map(({ passage }) => passage);
  const grams = scoreGrams(analysis.grams, passages);
  return candidates
    .map(({ passage, lexical }, at) => ({
      ...passage,
      score: ideal === 0 ? 0 : lexical / ideal + gramWeight * (grams[at] ?? 0),
    }))
    .sort(byScore);
}

export function byScore(a: Passage, b: Passage): number {
  return b.score - a.score || a.chunkNumber - b.chunkNumber;
}
