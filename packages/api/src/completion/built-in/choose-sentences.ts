import type { QueryAnalysis } from '../../retrieval/index.js';
import { coverage, type ScoredSentence } from './score-sentences.js';

/** A term that a chosen sentence holds counts this much again, and a neighbour of a chosen sentence gains this: measured. */
const repeatedShare = 0.4;
const neighbourGain = 0.15;
/** What adds less than this share of the first sentence's score only makes the answer longer. */
const leastShare = 0.35;

/** Picks sentences by what each adds, up to a number of words, and gives them in reading order, best passage first. */
export function chooseSentences(
  analysis: QueryAnalysis,
  sentences: readonly ScoredSentence[],
  wordBudget: number,
): ScoredSentence[] {
  const chosen: ScoredSentence[] = [];
  const covered = new Float64Array(analysis.groups.length);
  const rest = new Set(sentences);
  let words = 0;
  let first = 0;
  for (;;) {
    let best: { sentence: ScoredSentence; gain: number } | undefined;
    for (const sentence of rest) {
      if (words + sentence.words > wordBudget && chosen.length > 0) continue;
      const gain = gainOf(sentence);
      if (best === undefined || gain > best.gain) best = { sentence, gain };
    }
    if (best === undefined || best.gain < leastShare * first) break;
    if (first === 0) first = best.gain;
    rest.delete(best.sentence);
    chosen.push(best.sentence);
    words += best.sentence.words;
    for (const [at, value] of best.sentence.likeness.entries()) covered[at] = Math.max(covered[at] ?? 0, value);
    if (words >= wordBudget) break;
  }
  return inReadingOrder(chosen);

  function gainOf(sentence: ScoredSentence): number {
    const fresh = sentence.likeness.map((value, at) => ((covered[at] ?? 0) > 0 ? repeatedShare * value : value));
    const isNeighbour = chosen.some(
      (other) => other.passage === sentence.passage && other.block === sentence.block && areNeighbours(other, sentence),
    );
    return coverage(analysis, fresh) + sentence.base + (isNeighbour ? neighbourGain : 0);
  }
}

function areNeighbours(a: ScoredSentence, b: ScoredSentence): boolean {
  const gap = a.start < b.start ? b.start - a.end : a.start - b.end;
  return gap >= 0 && gap < 4;
}

/** Passages of one document follow its order, and the document of the best passage comes first. */
function inReadingOrder(sentences: readonly ScoredSentence[]): ScoredSentence[] {
  const rankOfDocument = new Map<string, number>();
  for (const { passage, rank } of sentences) {
    rankOfDocument.set(passage.documentId, Math.min(rank, rankOfDocument.get(passage.documentId) ?? rank));
  }
  const place = ({ passage }: ScoredSentence): number => rankOfDocument.get(passage.documentId) ?? 0;
  return [...sentences].sort((a, b) => place(a) - place(b) || a.passage.start - b.passage.start || a.start - b.start);
}
