import { k1 } from './bm25.js';
import type { KeptTerms } from '../candidates/posting-cache.js';

export interface WeighedGroup {
  terms: readonly { term: string; factor: number }[];
  idf: number;
  gain: number;
}

export interface ScoredChunk {
  number: number;
  score: number;
}

const untouched = -1;

/** What one search adds up, by the places of the tenant's chunks. Between two searches all are untouched. */
interface Sums {
  scores: Float64Array;
  frequencies: Float64Array;
  /** The first `count` are the places that have a score. */
  touched: Int32Array;
  count: number;
}

let sums = createSums(0);

/** Adds up what each group gives to each chunk: how many chunks have any, and the best of them, best first. */
export function scorePostings(
  groups: readonly WeighedGroup[],
  kept: KeptTerms,
  limit: number,
): { count: number; best: ScoredChunk[] } {
  if (sums.scores.length < kept.numbers.length) sums = createSums(2 * kept.numbers.length);
  // In the order of the database, so that both round alike.
  for (const group of groups) if (group.terms.length === 1) addTerm(sums, group, kept);
  for (const group of groups) if (group.terms.length > 1) addGroup(sums, group, kept);
  const best = bestOf(sums, kept.numbers, limit);
  const { count } = sums;
  for (let at = 0; at < count; at++) sums.scores[sums.touched[at] ?? 0] = untouched;
  sums.count = 0;
  return { count, best };
}

function createSums(size: number): Sums {
  return {
    scores: new Float64Array(size).fill(untouched),
    frequencies: new Float64Array(size),
    touched: new Int32Array(size),
    count: 0,
  };
}

function addTerm(to: Sums, { terms, gain }: WeighedGroup, { postings }: KeptTerms): void {
  const [first] = terms;
  const found = first === undefined ? undefined : postings.get(first.term);
  if (first === undefined || found === undefined) return;
  const { places, weights } = found;
  for (let at = 0; at < places.length; at++) {
    const frequency = first.factor * (weights[at] ?? 0);
    addScore(to, places[at] ?? 0, (gain * frequency) / (k1 + frequency));
  }
}

/** A group's terms are summed before they are saturated. */
function addGroup(to: Sums, { terms, gain }: WeighedGroup, { postings }: KeptTerms): void {
  const lists = terms.map(({ term, factor }) => ({ factor, ...(postings.get(term) ?? noPostings) }));
  const { frequencies } = to;
  for (const { factor, places, weights } of lists) {
    for (let at = 0; at < places.length; at++) {
      const place = places[at] ?? 0;
      frequencies[place] = (frequencies[place] ?? 0) + factor * (weights[at] ?? 0);
    }
  }
  for (const { places } of lists) {
    for (let at = 0; at < places.length; at++) {
      const place = places[at] ?? 0;
      const frequency = frequencies[place] ?? 0;
      // Another term of the group has brought this chunk already.
      if (frequency === 0) continue;
      frequencies[place] = 0;
      addScore(to, place, (gain * frequency) / (k1 + frequency));
    }
  }
}

const noPostings = { places: new Int32Array(0), weights: new Float32Array(0) };

function addScore(to: Sums, place: number, score: number): void {
  const before = to.scores[place] ?? 0;
  if (before === untouched) {
    to.touched[to.count++] = place;
    to.scores[place] = score;
  } else {
    to.scores[place] = before + score;
  }
}

/** Few of many: most are no better than the worst that was taken, and are done with one comparison. */
function bestOf({ scores, touched, count }: Sums, numbers: readonly number[], limit: number): ScoredChunk[] {
  const best: ScoredChunk[] = [];
  for (let at = 0; at < count; at++) {
    const place = touched[at] ?? 0;
    const score = scores[place] ?? 0;
    const worst = best.length === limit ? best.at(-1) : undefined;
    if (worst !== undefined && score < worst.score) continue;
    const chunk = { number: numbers[place] ?? 0, score };
    let rank = best.length;
    while (rank > 0 && isBetter(chunk, best[rank - 1])) rank--;
    best.splice(rank, 0, chunk);
    if (best.length > limit) best.pop();
  }
  return best;
}

function isBetter(one: ScoredChunk, other: ScoredChunk | undefined): boolean {
  return other === undefined || one.score > other.score || (one.score === other.score && one.number < other.number);
}
