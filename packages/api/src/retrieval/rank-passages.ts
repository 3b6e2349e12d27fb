import { k1 } from './bm25.js';
import type { Passage } from './passage.js';
import type { QueryAnalysis } from './query-analysis.js';
import { scoreGrams } from './score-grams.js';
import type { StoredCandidate } from './store.js';

/** Measured flat from 0.3 to 1.0. */
const gramWeight = 0.6;
/** Share of the vectors in the fused score: Bruch et al. 2023, "An Analysis of Fusion Functions for Hybrid Retrieval". */
const denseShare = 0.6;

/**
 * Orders candidates. The score is the BM25 sum over what every term at full saturation would give, plus 0.6 times the
 * same for n-grams, so that it is comparable between questions: 0 to 1.6.
 */
export function rankPassages(analysis: QueryAnalysis, candidates: readonly StoredCandidate[]): Passage[] {
  const ideal = analysis.groups.reduce((sum, group) => sum + group.weight * group.idf * (k1 + 1), 0);
  const grams = scoreGrams(analysis.grams, candidates);
  const lexical = candidates.map((candidate, at) =>
    ideal === 0 ? 0 : candidate.lexical / ideal + gramWeight * (grams[at] ?? 0),
  );
  const scores = fuse(lexical, candidates);
  return candidates
    .map((candidate, at) => toPassage(candidate, scores[at] ?? 0))
    .sort((a, b) => b.score - a.score || a.chunkNumber - b.chunkNumber);
}

function toPassage({ number, id, lexical: _lexical, cosine: _cosine, ...rest }: StoredCandidate, score: number): Passage {
  return { ...rest, chunkId: id, chunkNumber: number, score };
}

/** Puts both sides on one scale by their known ends: 0 and the best for scores, the worst candidate and the best for cosines. */
function fuse(scores: readonly number[], candidates: readonly { cosine: number | null }[]): readonly number[] {
  const cosines = candidates.map(({ cosine }) => cosine).filter((cosine) => cosine !== null);
  if (cosines.length === 0) return scores;
  const highest = Math.max(...cosines);
  const lowest = Math.min(...cosines);
  const range = highest - lowest || 1;
  const best = Math.max(...scores) || 1;
  return scores.map((score, at) => {
    const cosine = candidates[at]?.cosine ?? lowest;
    return (1 - denseShare) * score + (denseShare * best * (cosine - lowest)) / range;
  });
}
