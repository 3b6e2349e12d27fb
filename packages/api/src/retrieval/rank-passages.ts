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
  const passages = candidates.map((candidate, at): Passage & { cosine: number | null } => ({
    chunkId: candidate.id,
    chunkNumber: candidate.number,
    documentId: candidate.documentId,
    externalId: candidate.externalId,
    title: candidate.title,
    url: candidate.url,
    mediaType: candidate.mediaType,
    headingPath: candidate.headingPath,
    page: candidate.page,
    start: candidate.start,
    end: candidate.end,
    text: candidate.text,
    language: candidate.language,
    score: ideal === 0 ? 0 : candidate.lexical / ideal + gramWeight * (grams[at] ?? 0),
    cosine: candidate.cosine,
  }));
  fuse(passages);
  return passages.sort((a, b) => b.score - a.score || a.chunkNumber - b.chunkNumber).map(({ cosine: _, ...passage }) => passage);
}

/** Puts both sides on one scale by their known ends: 0 and the best for scores, the worst candidate and the best for cosines. */
function fuse(passages: { score: number; cosine: number | null }[]): void {
  const cosines = passages.map((passage) => passage.cosine).filter((cosine) => cosine !== null);
  if (cosines.length === 0) return;
  const highest = Math.max(...cosines);
  const lowest = Math.min(...cosines);
  const range = highest - lowest || 1;
  const best = Math.max(...passages.map((passage) => passage.score)) || 1;
  for (const passage of passages) {
    const dense = passage.cosine === null ? 0 : (passage.cosine - lowest) / range;
    passage.score = (1 - denseShare) * passage.score + denseShare * best * dense;
  }
}
