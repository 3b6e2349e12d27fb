import type { Context } from '../context.js';
import { inverseFrequency, k1 } from './bm25.js';
import type { QueryAnalysis, TermGroup } from './query-analysis.js';
import { confirmCandidates, type FoundCandidates, type Postings } from './store.js';
import type { Vocabulary } from './vocabulary.js';

/** Reading and adding up more than this takes longer than the database's own ranking is worth. */
const mostPostings = 20_000;
/** Words that nearly every chunk holds cost most and change nothing; the same share stands in `askwell_find_candidates`. */
const leastGain = 0.03;
const noPostings: Postings = { numbers: new Int32Array(0), weights: new Float32Array(0) };

export interface KeptQuery {
  vocabulary: Vocabulary;
  analysis: QueryAnalysis;
  candidates: number;
  minimum: number;
}

/**
 * Finds by words what `findCandidates` finds, from postings and passages that this process keeps, and lets the database confirm in
 * one short trip that they still hold. Undefined where it must search itself: something is not kept, or has changed.
 */
export async function findKeptCandidates(ctx: Context, query: KeptQuery): Promise<FoundCandidates | undefined> {
  const { vocabulary, analysis } = query;
  const { chunkCount, version } = vocabulary;
  if (chunkCount === 0 || !ctx.deps.vocabulary.isLatest(ctx.tenantId, vocabulary)) return undefined;
  const groups = analysis.groups.map((group) => weigh(group, vocabulary));
  const least = leastGain * Math.max(0, ...groups.map((group) => group.gain));
  const telling = groups.filter((group) => group.gain >= least && group.terms.length > 0);
  const terms = [...new Set(telling.flatMap((group) => group.terms.map(({ term }) => term)))];
  if (terms.reduce((sum, term) => sum + vocabulary.frequencyOf(term), 0) > mostPostings) return undefined;

  const postings = await ctx.deps.postings.get(ctx, vocabulary, terms);
  if (postings === undefined) return undefined;
  const scores = new Map<number, number>();
  for (const group of [...telling.filter(isAlone), ...telling.filter((group) => !isAlone(group))]) {
    for (const [number, frequency] of frequenciesOf(group, postings)) {
      scores.set(number, (scores.get(number) ?? 0) + (group.gain * frequency) / (k1 + frequency));
    }
  }
  if (scores.size < Math.min(query.minimum, chunkCount)) return undefined;
  const best = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, query.candidates);

  const documents = best.map(([number]) => ctx.deps.passages.documentOf(ctx, number));
  if (!documents.every((id) => id !== undefined)) return undefined;
  const confirmed = await confirmCandidates(ctx.deps.database, ctx.tenantId, documents);
  if (confirmed.version !== version) {
    ctx.deps.vocabulary.noteVersion(ctx.tenantId, confirmed.version);
    return undefined;
  }
  return {
    candidates: best.map(([number, lexical], at) => ({
      number,
      version: confirmed.versions[at] ?? '',
      lexical,
      cosine: null,
    })),
    chunkCount,
    version,
    idf: groups.map((group) => group.idf),
    vectorScan: null,
  };
}

interface WeighedGroup {
  terms: { term: string; factor: number }[];
  idf: number;
  gain: number;
}

function weigh({ factors, weight }: TermGroup, vocabulary: Vocabulary): WeighedGroup {
  const terms: WeighedGroup['terms'] = [];
  let frequency = 0;
  for (const [term, factor] of factors) {
    const own = vocabulary.frequencyOf(term);
    if (own === 0) continue;
    terms.push({ term, factor });
    frequency += factor * own;
  }
  const idf = inverseFrequency(vocabulary.chunkCount, frequency);
  return { terms, idf, gain: (k1 + 1) * weight * idf };
}

function isAlone(group: WeighedGroup): boolean {
  return group.terms.length === 1;
}

/** Each chunk's frequency of the group's terms, normalised by its length. */
function frequenciesOf({ terms }: WeighedGroup, postings: ReadonlyMap<string, Postings>): Map<number, number> {
  const frequencies = new Map<number, number>();
  for (const { term, factor } of terms) {
    const { numbers, weights } = postings.get(term) ?? noPostings;
    for (let at = 0; at < numbers.length; at++) {
      const number = numbers[at] ?? 0;
      frequencies.set(number, (frequencies.get(number) ?? 0) + factor * (weights[at] ?? 0));
    }
  }
  return frequencies;
}
