import { k1 } from './bm25.js';
import type { KeptTerms } from './posting-cache.js';

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

/** Sums of one search, in the places of the tenant's chunks; between two searches all are untouched. */
let scores = new Float64Array(0);
let frequencies = new Float64Array(0);

/** Adds up what each group gives to each chunk: how many chunks have any, and the best of them, best first. */
export function scorePostings(
  groups: readonly WeighedGroup[],
  kept: KeptTerms,
  limit: number,
): { count: number; best: ScoredChunk[] } {
  if (scores.length < kept.numbers.length) {
    scores = new Float64Array(2 * kept.numbers.length).fill(untouched);
    frequencies = new Float64Array(scores.length).fill(untouched);
  }
  const touched: number[] = [];
  // In the order of the database, so that both round alike.
  for (const group of [...groups.filter(isAlone), ...groups.filter((one) => !isAlone(one))]) addGroup(group, kept, touched);
  const best = bestOf(touched, kept.numbers, limit);
  for (const place of touched) scores[place] = untouched;
  return { count: touched.length, best };
}

function isAlone(group: WeighedGroup): boolean {
  return group.terms.length === 1;
}

/** A group's terms are summed before they are saturated. */
function addGroup({ terms, gain }: WeighedGroup, { postings }: KeptTerms, touched: number[]): void {
  const own: number[] = [];
  for (const { term, factor } of terms) {
    const { places, weights } = postings.get(term) ?? noPostings;
    for (let at = 0; at < places.length; at++) {
      const place = places[at] ?? 0;
      const before = frequencies[place] ?? 0;
      if (before === untouched) own.push(place);
      frequencies[place] = (before === untouched ? 0 : before) + factor * (weights[at] ?? 0);
    }
  }
  for (const place of own) {
    const frequency = frequencies[place] ?? 0;
    frequencies[place] = untouched;
    const before = scores[place] ?? 0;
    if (before === untouched) touched.push(place);
    scores[place] = (before === untouched ? 0 : before) + (gain * frequency) / (k1 + frequency);
  }
}

const noPostings = { places: new Int32Array(0), weights: new Float32Array(0) };

/** Few of many: most are no better than the worst that was taken, and are done with one comparison. */
function bestOf(touched: readonly number[], numbers: readonly number[], limit: number): ScoredChunk[] {
  const best: ScoredChunk[] = [];
  for (const place of touched) {
    const score = scores[place] ?? 0;
    const worst = best.length === limit ? best.at(-1) : undefined;
    if (worst !== undefined && score < worst.score) continue;
    const chunk = { number: numbers[place] ?? 0, score };
    let at = best.length;
    while (at > 0 && isBetter(chunk, best[at - 1])) at--;
    best.splice(at, 0, chunk);
    if (best.length > limit) best.pop();
  }
  return best;
}

function isBetter(one: ScoredChunk, other: ScoredChunk | undefined): boolean {
  return other === undefined || one.score > other.score || (one.score === other.score && one.number < other.number);
}
