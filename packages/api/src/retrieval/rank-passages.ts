import { k1 } from './bm25.js';
import type { Passage } from './passage.js';
import type { QueryAnalysis } from './query-analysis.js';
import { scoreGrams } from './score-grams.js';
import type { StoredCandidate } from './store.js';

/** Measured flat from 0.3 to 1.0. */
const gramWeight = 0.6;

/**
 * Orders candidates by their words. The score is the BM25 sum over what every term at full saturation would give, plus
 * 0.6 times the same for n-grams, so that it is comparable between questions: 0 to 1.6.
 */
export function rankPassages(analysis: QueryAnalysis, candidates: readonly StoredCandidate[]): Passage[] {
  const ideal = analysis.groups.reduce((sum, group) => sum + group.weight * group.idf * (k1 + 1), 0);
  const grams = scoreGrams(analysis.grams, candidates);
  return candidates
    .map((candidate, at) => {
      const score = ideal === 0 ? 0 : candidate.lexical / ideal + gramWeight * (grams[at] ?? 0);
      return toPassage(candidate, score);
    })
    .sort(byScore);
}

export function byScore(a: Passage, b: Passage): number {
  return b.score - a.score || a.chunkNumber - b.chunkNumber;
}

function toPassage({ number, id, lexical: _lexical, cosine: _cosine, ...rest }: StoredCandidate, score: number): Passage {
  return { ...rest, chunkId: id, chunkNumber: number, score };
}
