import { k1 } from './bm25.js';
import type { KeptPostings, KeptTerms } from '../candidates/posting-cache.js';
import { seek } from '../candidates/seek.js';

export interface WeighedGroup {
  terms: readonly { term: string; factor: number }[];
  idf: number;
  gain: number;
}

export interface ScoredChunk {
  number: number;
  score: number;
}

interface WeighedList extends KeptPostings {
  factor: number;
}

interface ListedGroup {
  lists: WeighedList[];
  gain: number;
  /** The most that it gives to any chunk. */
  bound: number;
}

/** What one search adds up, by the places of the tenant's chunks. Between two searches all are zero. */
interface Sums {
  scores: Float64Array;
  frequencies: Float64Array;
  /** The first `count` are the places that have a score. */
  touched: Int32Array;
  count: number;
}

/** Sums differ in their last bits by the order in which they are added. */
const rounding = 1 - 1e-9;

let sums = createSums(0);

/**
 * Adds up what each group gives to each chunk: the best of them, best first. Once the groups that are left cannot lift a chunk that
 * has nothing yet among the best, only those that have enough are looked up in them (MaxScore, Turtle & Flood 1995).
 */
export function scorePostings(groups: readonly WeighedGroup[], kept: KeptTerms, limit: number): ScoredChunk[] {
  if (sums.scores.length < kept.numbers.length) sums = createSums(2 * kept.numbers.length);
  const listed = groups.map((group) => listGroup(group, kept)).sort((a, b) => b.bound - a.bound);
  let rest = listed.reduce((sum, { bound }) => sum + bound, 0);
  let least = 0;
  let at = 0;
  for (; at < listed.length && rest >= least * rounding; at++) {
    const group = listed[at];
    if (group === undefined) break;
    addGroup(sums, group);
    rest -= group.bound;
    least = leastOfBest(sums.scores, sums.touched.subarray(0, sums.count), limit);
  }
  let candidates = sums.touched.subarray(0, sums.count);
  if (at < listed.length) {
    candidates = mayReach(sums.scores, candidates, least * rounding - rest).sort();
    for (const group of listed.slice(at)) {
      lookUpGroup(sums, group, candidates);
      rest -= group.bound;
      least = leastOfBest(sums.scores, candidates, limit);
      candidates = mayReach(sums.scores, candidates, least * rounding - rest);
    }
  }
  const best = bestOf(sums.scores, candidates, { numbers: kept.numbers, limit });
  for (let index = 0; index < sums.count; index++) sums.scores[sums.touched[index] ?? 0] = 0;
  sums.count = 0;
  return best;
}

function createSums(size: number): Sums {
  return { scores: new Float64Array(size), frequencies: new Float64Array(size), touched: new Int32Array(size), count: 0 };
}

function listGroup({ terms, gain }: WeighedGroup, { postings }: KeptTerms): ListedGroup {
  const lists: WeighedList[] = [];
  let most = 0;
  for (const { term, factor } of terms) {
    const list = postings.get(term);
    if (list === undefined) continue;
    lists.push({ factor, ...list });
    most += factor * list.heaviest;
  }
  return { lists, gain, bound: give(gain, most) };
}

function give(gain: number, frequency: number): number {
  return (gain * frequency) / (k1 + frequency);
}

/** A group's terms are summed before they are saturated. */
function addGroup(to: Sums, { lists, gain }: ListedGroup): void {
  const [only, ...others] = lists;
  if (only !== undefined && others.length === 0) {
    const { factor, places, weights } = only;
    for (let at = 0; at < places.length; at++) addScore(to, places[at] ?? 0, give(gain, factor * (weights[at] ?? 0)));
    return;
  }
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
      addScore(to, place, give(gain, frequency));
    }
  }
}

function addScore(to: Sums, place: number, score: number): void {
  const before = to.scores[place] ?? 0;
  if (before === 0) to.touched[to.count++] = place;
  to.scores[place] = before + score;
}

/** Adds what the group gives to these places alone, which ascend as those of its lists do. */
function lookUpGroup({ scores, frequencies }: Sums, { lists, gain }: ListedGroup, candidates: Int32Array): void {
  for (const { factor, places, weights } of lists) {
    let at = 0;
    for (const place of candidates) {
      at = seek(places, place, at);
      if (places[at] === place) frequencies[place] = (frequencies[place] ?? 0) + factor * (weights[at] ?? 0);
    }
  }
  for (const place of candidates) {
    const frequency = frequencies[place] ?? 0;
    if (frequency === 0) continue;
    frequencies[place] = 0;
    scores[place] = (scores[place] ?? 0) + give(gain, frequency);
  }
}

function mayReach(scores: Float64Array, places: Int32Array, least: number): Int32Array {
  const found = new Int32Array(places.length);
  let count = 0;
  for (let at = 0; at < places.length; at++) {
    const place = places[at] ?? 0;
    if ((scores[place] ?? 0) >= least) found[count++] = place;
  }
  return found.subarray(0, count);
}

/** The score of the last one that is among the best: 0 where there are fewer. */
function leastOfBest(scores: Float64Array, places: Int32Array, limit: number): number {
  if (places.length < limit) return 0;
  const best = new Float64Array(limit);
  let least = 0;
  for (let at = 0; at < places.length; at++) {
    const score = scores[places[at] ?? 0] ?? 0;
    if (score <= least) continue;
    let rank = limit - 1;
    for (; rank > 0 && (best[rank - 1] ?? 0) < score; rank--) best[rank] = best[rank - 1] ?? 0;
    best[rank] = score;
    least = best[limit - 1] ?? 0;
  }
  return least;
}

/** Few of many: most are no better than the worst that was taken, and are done with one comparison. */
function bestOf(
  scores: Float64Array,
  places: Int32Array,
  { numbers, limit }: { numbers: Int32Array; limit: number },
): ScoredChunk[] {
  const best: ScoredChunk[] = [];
  for (let at = 0; at < places.length; at++) {
    const place = places[at] ?? 0;
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
