import type { HistoryTurn, Metadata } from '@askwell/contract';
import type { Context } from '../context.js';
import { analyseQuery } from './query/analyse-query.js';
import { findKeptCandidates } from './candidates/find-kept-candidates.js';
import { foldDuplicates } from './ranking/fold-duplicates.js';
import { fuseVectors } from './ranking/fuse-vectors.js';
import { judgeEvidence } from './ranking/judge-evidence.js';
import type { KeptPassage } from './candidates/passage-cache.js';
import type { Evidence, WidePassage } from './passage.js';
import type { QueryAnalysis } from './query/query-analysis.js';
import { preferPage } from './ranking/prefer-page.js';
import { rankPassages, type ScoredCandidate } from './ranking/rank-passages.js';
import { spreadDocuments } from './ranking/spread-documents.js';
import { findCandidates, type Candidate, type CandidateQuery, type FoundCandidates } from './store.js';
import { embedTexts, isSameModel } from './vectors/embed-chunks.js';
import { noteSpace } from './vectors/note-space.js';

/** N-grams re-rank this many; 30 to 100 measured the same. */
const leastCandidates = 50;

/** A search hides copies; what an answer is drawn from need not say one thing in two wordings either. */
const copyLikeness = 0.97;
const retoldLikeness = 0.9;

/** A visitor waits: a slower embedding is not worth it. */
const embeddingMilliseconds = 2_500;

export interface PassageQuery {
  query: string;
  /** Earlier turns, oldest first. */
  history?: readonly HistoryTurn[] | undefined;
  limit: number;
  /** Only documents whose metadata have all of these values. */
  filter?: Metadata | undefined;
  /** The page that the visitor looks at: its passages win close races. */
  pageUrl?: string | undefined;
  /** Draws on several documents rather than on the best one alone, as an answer should. @default false */
  isSpread?: boolean | undefined;
}

export interface FoundPassages {
  /** Best first; as many as the limit allows and the tenant has. */
  passages: WidePassage[];
  /** Version of the tenant's knowledge that was searched. */
  knowledge: number;
  /** Judged when it is first read: a plain search does without. */
  readonly evidence: Evidence;
  analysis: QueryAnalysis;
}

/** Finds the tenant's passages for a question, best first, and judges whether they cover it. */
export async function findPassages(ctx: Context, input: PassageQuery): Promise<FoundPassages> {
  const { query, history, limit, isSpread = false } = input;
  const [vocabulary, dense] = await Promise.all([ctx.deps.vocabulary.get(ctx), embedQuestion(ctx, query)]);
  const analysis = analyseQuery({ query, history }, vocabulary);
  const amounts = { candidates: Math.max(limit, leastCandidates), minimum: limit };
  const kept =
    dense === undefined && input.filter === undefined
      ? await findKeptCandidates(ctx, { vocabulary, analysis, ...amounts })
      : undefined;
  const found = kept ?? (await searchDatabase(ctx, { groups: analysis.groups, dense, filter: input.filter, ...amounts }));
  if (found.vectorScan !== null) ctx.deps.metrics.vectorSearches.inc({ scan: found.vectorScan });
  const judged = { ...analysis, groups: analysis.groups.map((group, at) => ({ ...group, idf: found.idf[at] ?? 0 })) };
  const passages = await ctx.deps.passages.get(ctx, found.candidates, found.version);
  const ranked = rankPassages(judged, withPassages(found.candidates, passages));
  const cosines = cosinesOf(found.candidates);
  const folded = foldDuplicates(
    preferPage(fuseVectors(ranked, cosines), input.pageUrl),
    isSpread ? { limit: 2 * limit, likeness: retoldLikeness } : { limit, likeness: copyLikeness },
  );
  let evidence: Evidence | undefined;
  return {
    passages: (isSpread ? spreadDocuments(folded, limit) : folded).slice(0, limit),
    knowledge: found.version,
    // Judged on the words alone, which the thresholds were measured for, and on a vector that stands out.
    get evidence() {
      return (evidence ??= judgeEvidence(judged, ranked, [...cosines.values()]));
    },
    analysis: judged,
  };
}

async function searchDatabase(ctx: Context, query: Omit<CandidateQuery, 'tenantId'>): Promise<FoundCandidates> {
  const found = await findCandidates(ctx.deps.database, { ...query, tenantId: ctx.tenantId });
  ctx.deps.vocabulary.noteVersion(ctx.tenantId, found.version);
  return found;
}

function withPassages(candidates: readonly Candidate[], passages: ReadonlyMap<number, KeptPassage>): ScoredCandidate[] {
  return candidates.flatMap(({ number, lexical }) => {
    const passage = passages.get(number);
    return passage === undefined ? [] : [{ passage, lexical }];
  });
}

function cosinesOf(candidates: readonly Candidate[]): Map<number, number> {
  const cosines = new Map<number, number>();
  for (const { number, cosine } of candidates) if (cosine !== null) cosines.set(number, cosine);
  return cosines;
}

/** Without an embedding, for whatever reason, the lexical side answers alone. */
async function embedQuestion(ctx: Context, query: string): Promise<CandidateQuery['dense']> {
  const { activeSpaces, embedder, logger, metrics } = ctx.deps;
  if (embedder === undefined) return undefined;
  try {
    const active = await activeSpaces.get(ctx);
    if (active === undefined) return undefined;
    const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(embeddingMilliseconds)]);
    const { vectors, ...made } = await embedTexts(ctx, active.asked, [query], signal);
    const [vector] = vectors;
    if (made.space === active.space && vector !== undefined) return { space: active.space, vector };
    metrics.searchFallbacks.inc({ reason: 'dimension-changed' });
    if (isSameModel(made.asked, embedder)) await noteSpace(ctx, made);
  } catch (error) {
    ctx.signal.throwIfAborted();
    metrics.searchFallbacks.inc({ reason: 'embedding-failed' });
    logger.warn({ err: error, requestId: ctx.requestId }, 'searching without vectors: the embedding model failed');
  }
  return undefined;
}
