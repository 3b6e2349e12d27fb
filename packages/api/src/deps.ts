import type { AnswerLog, LiveAnswers, VisitorFeed } from './conversations/index.js';
import type { CompletionProvider, Embedder } from './completion/index.js';
import type { Database } from './db/index.js';
import type { NewId } from './ids.js';
import type { JobQueue } from './jobs/index.js';
import type { DocumentParser, GuardedFetch } from './knowledge/index.js';
import type { RateLimiter } from './limits/index.js';
import type { Logger, Metrics } from './observability/index.js';
import type { ActiveSpaces, Confirmer, PassageCache, PostingCache, VocabularyCache } from './retrieval/index.js';
import type { KeyCache, SecretBox, VisitorTokens } from './tenancy/index.js';
import type { PriceTable } from './usage/index.js';

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** The parts of a running server, made once by `buildDeps`. */
export interface Deps {
  database: Database;
  jobs: JobQueue;
  answerLog: AnswerLog;
  liveAnswers: LiveAnswers;
  visitorFeed: VisitorFeed;
  /** Absent: the built-in answerer quotes the best sentences. */
  completion: CompletionProvider | undefined;
  /** What the language model does for a search, besides writing the answer. */
  modelHelp: { rewrite: boolean; rerank: boolean; suggest: boolean };
  /** Whether the model reads images. */
  readsImages: boolean;
  /** How long an answer waits for the page to run a tool. */
  toolWaitMilliseconds: number;
  /** Tokens that a prompt may have. */
  promptTokens: number;
  /** Tokens that an answer takes from its budgets until its usage is known. */
  reservationTokens: number;
  prices: PriceTable;
  /** Absent: search is lexical only. */
  embedder: Embedder | undefined;
  activeSpaces: ActiveSpaces;
  /** A tenant with so many gets a partition of its own for its vectors, with an index, where the database can. */
  largeTenantChunks: number;
  parser: DocumentParser;
  guardedFetch: GuardedFetch;
  vocabulary: VocabularyCache;
  passages: PassageCache;
  keys: KeyCache;
  postings: PostingCache;
  confirmer: Confirmer;
  limiter: RateLimiter;
  visitorTokens: VisitorTokens;
  secretBox: SecretBox;
  logger: Logger;
  metrics: Metrics;
  clock: Clock;
  newId: NewId;
}
