import { describe, expect, it } from 'vitest';
import { k1 } from './bm25.js';
import type { KeptPostings } from '../candidates/posting-cache.js';
import { scorePostings, type WeighedGroup } from './score-postings.js';

const chunks = 3000;
const limit = 20;
const numbers = Int32Array.from({ length: chunks }, (_, at) => 10 + 3 * at);

/** Terms from those that nearly every chunk holds to those that few hold, in groups of one term and of several. */
function randomSearch(seed: number): { groups: WeighedGroup[]; postings: Map<string, KeptPostings> } {
  const random = randomOf(seed);
  const postings = new Map<string, KeptPostings>();
  const groups = Array.from({ length: 8 }, (_, at) => {
    const share = 0.9 * 0.4 ** at;
    const terms = Array.from({ length: at % 3 === 1 ? 3 : 1 }, (_, index) => {
      const places = Int32Array.from(numbers.keys()).filter(() => random() < share / (1 + index));
      const weights = Float32Array.from(places, () => 0.2 + 3 * random() ** 3);
      postings.set(`${at} ${index}`, { places, weights, heaviest: Math.max(0, ...weights) });
      return { term: `${at} ${index}`, factor: index === 0 ? 1 : 0.3 };
    });
    return { terms, idf: 1, gain: -2.5 * Math.log(share) };
  });
  groups.push({ terms: [{ term: 'of no chunk', factor: 1 }], idf: 1, gain: 9 });
  return { groups, postings };
}

function randomOf(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

function addAll({ groups, postings }: ReturnType<typeof randomSearch>): { number: number; score: number }[] {
  const scores = new Map<number, number>();
  for (const { terms, gain } of groups) {
    const frequencies = new Map<number, number>();
    for (const { term, factor } of terms) {
      const { places = [], weights = [] } = postings.get(term) ?? {};
      for (const [at, place] of places.entries()) {
        frequencies.set(place, (frequencies.get(place) ?? 0) + factor * (weights[at] ?? 0));
      }
    }
    for (const [place, f] of frequencies) scores.set(place, (scores.get(place) ?? 0) + (gain * f) / (k1 + f));
  }
  const all = Array.from(scores, ([place, score]) => ({ number: numbers[place] ?? 0, score }));
  return all.sort((a, b) => b.score - a.score || a.number - b.number).slice(0, limit);
}

const rounded = (found: { number: number; score: number }[]): unknown =>
  found.map(({ number, score }) => [number, score.toFixed(9)]);

describe('scorePostings', () => {
  it('finds the chunks, with their scores, that adding up every posting finds', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const search = randomSearch(seed);
      const found = scorePostings(search.groups, { postings: search.postings, numbers, isConfirmed: false }, limit);
      expect(rounded(found)).toEqual(rounded(addAll(search)));
    }
  });

  it('finds all where fewer chunks than wanted hold any of the terms', () => {
    const postings = new Map([['rare', { places: Int32Array.of(7, 9), weights: Float32Array.of(1, 2), heaviest: 2 }]]);
    const groups = [{ terms: [{ term: 'rare', factor: 1 }], idf: 1, gain: 1 }];
    const found = scorePostings(groups, { postings, numbers, isConfirmed: false }, limit);
    expect(found.map(({ number }) => number)).toEqual([numbers[9], numbers[7]]);
    expect(scorePostings([], { postings, numbers, isConfirmed: false }, limit)).toEqual([]);
  });
});
