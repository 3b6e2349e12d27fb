import type { Context } from '../../context.js';
import { inverseFrequency, k1 } from '../ranking/bm25.js';
import { frequencyOfGroup } from '../query/group-terms.js';
import type { QueryAnalysis, TermGroup } from '../query/query-analysis.js';
import { scorePostings, type WeighedGroup } from '../ranking/score-postings.js';
import type { FoundCandidates } from '../store.js';
import type { Vocabulary } from '../query/vocabulary.js';

/** Adding up more than this would hold up the event loop for milliseconds. */
const mostPostings = 1_000_000;
/** Words that nearly every chunk holds cost most and change nothing; the same share stands in `askwell_find_candidates`. */
const leastGain = 0.03;

export interface KeptQuery {
  vocabulary: Vocabulary;
  analysis: QueryAnalysis;
  candidates: number;
  minimum: number;
}

/**
 * Finds by words what `findCandidates` finds, from postings and passages that this process keeps, and lets the database confirm
 * that they still hold. Undefined where it must search itself: the knowledge has changed, or too much must be read.
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

  const kept = await ctx.deps.postings.get(ctx, vocabulary, terms);
  if (kept === undefined) return undefined;
  const best = scorePostings(telling, kept, query.candidates);
  if (best.length < Math.min(query.minimum, chunkCount)) return undefined;

  const known = best.map(({ number }) => ctx.deps.passages.peek(ctx, number));
  const doubtful = known.flatMap((passage) => (passage === undefined || passage.asOf === version ? [] : [passage.documentId]));
  const isConfirmed = kept.isConfirmed && doubtful.length === 0;
  const confirmed = isConfirmed ? undefined : await ctx.deps.confirmer.confirm(ctx, doubtful);
  if (confirmed !== undefined && confirmed.version !== version) {
    ctx.deps.vocabulary.noteVersion(ctx.tenantId, confirmed.version);
    return undefined;
  }
  return {
    candidates: best.map(({ number, score }, at) => ({
      number,
      // Of none where the passage is not kept: it is read next.
      version: confirmed?.versions.get(known[at]?.documentId ?? '') ?? known[at]?.version ?? '',
      lexical: score,
      cosine: null,
    })),
    chunkCount,
    version,
    idf: groups.map((group) => group.idf),
    vectorScan: null,
  };
}

function weigh({ factors, weight }: TermGroup, vocabulary: Vocabulary): WeighedGroup {
  const known = [...factors].filter(([term]) => vocabulary.frequencyOf(term) > 0);
  const idf = inverseFrequency(vocabulary.chunkCount, frequencyOfGroup(factors, vocabulary));
  return { terms: known.map(([term, factor]) => ({ term, factor })), idf, gain: (k1 + 1) * weight * idf };
}
