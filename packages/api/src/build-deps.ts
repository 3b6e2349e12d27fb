import { readFile } from 'node:fs/promises';
import type { OpenAiEndpoint, ProviderObserver } from './completion/index.js';
import {
  createLiveAnswers,
  createMemoryAnswerLog,
  createMemoryVisitorFeed,
  type AnswerLog,
  type LiveAnswers,
  type VisitorFeed,
} from './conversations/index.js';
import { migrate } from './db/index.js';
import type { Clock, Deps } from './deps.js';
import { EnvironmentError, type Environment } from './env.js';
import { newId } from './ids.js';
import { openServerDatabase } from './open-server-database.js';
import { createJobQueue } from './jobs/index.js';
import { createDocumentParser, createGuardedFetch } from './knowledge/index.js';
import { createMemoryRateLimiter, createUnlimitedRateLimiter, type RateLimiter } from './limits/index.js';
import { createLogger, createMetrics, type Logger, type Metrics } from './observability/index.js';
import {
  createActiveSpaces,
  createConfirmer,
  createPassageCache,
  createPostingCache,
  createVocabularyCache,
} from './retrieval/index.js';
import { createKeyCache, createSecretBox, createVisitorTokens, findKeyByHash } from './tenancy/index.js';
import { createPriceTable, parsePrices, type PriceTable } from './usage/index.js';

export interface BuiltDeps {
  deps: Deps;
  close(): Promise<void>;
}

/**
 * Waits for the database, brings its schema up to date, and makes every part of a server once.
 * The clients of Redis and of model providers are loaded only where they are configured: loading them takes a third of a start.
 */
export async function buildDeps(env: Environment, platformKey: string, opening = openServerDatabase(env)): Promise<BuiltDeps> {
  const clock: Clock = { now: () => Date.now() };
  const logger = createLogger(env.ASKWELL_LOG_LEVEL);
  const metrics = createMetrics();
  const prices = await loadPrices(env);
  const database = await opening;
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  const liveAnswers: LiveAnswers = createLiveAnswers({
    unheardMilliseconds: env.ASKWELL_UNHEARD_MS,
    isHeardElsewhere: (runId) => answerLog.isReadElsewhere(runId),
  });
  const answerLog = await createAnswerLog(env, { liveAnswers, clock, logger });
  const visitorFeed = await createVisitorFeed(env, logger);
  const limiter = await createLimiter(env, clock, logger, metrics);
  const parser = createDocumentParser();
  const jobs = await createJobQueue(database, {
    onError: (error, name) => logger.error({ err: error, job: name }, 'a job failed'),
  });
  const deps: Deps = {
    database,
    jobs,
    answerLog,
    liveAnswers,
    visitorFeed,
    completion: await createCompletion(env, observeProvider(logger, metrics)),
    modelHelp: {
      rewrite: env.OPENAI_MODEL !== undefined && env.ASKWELL_REWRITE === 'on',
      suggest: env.OPENAI_MODEL !== undefined && env.ASKWELL_SUGGEST === 'on',
      rerank: env.OPENAI_MODEL !== undefined && env.ASKWELL_RERANK === 'on',
    },
    readsImages: env.OPENAI_MODEL !== undefined && env.ASKWELL_VISION === 'on',
    toolWaitMilliseconds: env.ASKWELL_TOOL_WAIT_MS,
    promptTokens: env.ASKWELL_PROMPT_TOKENS,
    reservationTokens: env.ASKWELL_RESERVATION_TOKENS,
    prices,
    embedder: await createEmbedder(env),
    activeSpaces: createActiveSpaces(),
    largeTenantChunks: env.ASKWELL_LARGE_TENANT_CHUNKS,
    parser,
    guardedFetch: createGuardedFetch({ allowPrivateHosts: env.ASKWELL_ALLOW_PRIVATE_URLS === 'yes' }),
    vocabulary: createVocabularyCache(),
    passages: createPassageCache(),
    keys: createKeyCache((hash) => findKeyByHash(database, hash)),
    postings: createPostingCache(),
    confirmer: createConfirmer(),
    limiter,
    visitorTokens: await createVisitorTokens(platformKey, clock),
    secretBox: createSecretBox(platformKey),
    logger,
    metrics,
    clock,
    newId,
  };
  return {
    deps,
    async close() {
      visitorFeed.close();
      await answerLog.close();
      await jobs.stop(5000);
      await parser.close();
      await limiter.close();
      await database.close();
    },
  };
}

async function createAnswerLog(
  env: Environment,
  { liveAnswers, clock, logger }: Pick<Deps, 'liveAnswers' | 'clock' | 'logger'>,
): Promise<AnswerLog> {
  const local = createMemoryAnswerLog({ clock, onReaders: liveAnswers.readersChanged });
  if (env.REDIS_URL === undefined) return local;
  const { createRedisAnswerLog } = await import('./conversations/runs/redis-answer-log.js');
  return createRedisAnswerLog({
    url: env.REDIS_URL,
    local,
    onStop: (runId) => void liveAnswers.stop(runId),
    onLost: liveAnswers.lose,
    onError: (error) => logger.warn({ err: error }, 'Redis did not take the events of answers; trying again'),
  });
}

async function createVisitorFeed(env: Environment, logger: Logger): Promise<VisitorFeed> {
  if (env.REDIS_URL === undefined) return createMemoryVisitorFeed();
  const { createRedisVisitorFeed } = await import('./conversations/visitor-feed/redis-visitor-feed.js');
  return createRedisVisitorFeed({
    url: env.REDIS_URL,
    onError: (error) => logger.warn({ err: error }, 'Redis did not take what visitors follow; trying again'),
  });
}

async function createLimiter(env: Environment, clock: Clock, logger: Logger, metrics: Metrics): Promise<RateLimiter> {
  if (env.ASKWELL_LIMITS === 'off') return createUnlimitedRateLimiter();
  if (env.REDIS_URL === undefined) return createMemoryRateLimiter(clock);
  const { createRedisRateLimiter } = await import('./limits/redis-rate-limiter.js');
  return createRedisRateLimiter(env.REDIS_URL, clock, (error) => {
    metrics.limiterFallbacks.inc();
    logger.warn({ err: error }, 'Redis did not answer; limits are counted in this process');
  });
}

/** `ASKWELL_MODEL_PRICES` is a file's path, or the JSON itself. */
async function loadPrices({ ASKWELL_MODEL_PRICES: given }: Environment): Promise<PriceTable> {
  if (given === undefined) return createPriceTable();
  try {
    return createPriceTable(parsePrices(given.trimStart().startsWith('{') ? given : await readFile(given, 'utf8')));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EnvironmentError(
      `ASKWELL_MODEL_PRICES must be a JSON file like {"my-model": {"prompt": 0.4, "completion": 1.6}} (${reason}).`,
    );
  }
}

// Providers that need no key still want the header to be there.
const keyOf = (env: Environment): string => env.OPENAI_API_KEY ?? 'none';

async function createCompletion(env: Environment, observer: ProviderObserver): Promise<Deps['completion']> {
  if (env.OPENAI_MODEL === undefined) return undefined;
  const endpoints: [OpenAiEndpoint, ...OpenAiEndpoint[]] = [
    { apiKey: keyOf(env), baseURL: env.OPENAI_BASE_URL, models: [env.OPENAI_MODEL, ...env.OPENAI_FALLBACK_MODELS] },
  ];
  if (env.OPENAI_FALLBACK_MODEL !== undefined) {
    endpoints.push({
      // The first provider's key goes to no other address.
      apiKey: env.OPENAI_FALLBACK_API_KEY ?? (env.OPENAI_FALLBACK_BASE_URL === undefined ? keyOf(env) : 'none'),
      baseURL: env.OPENAI_FALLBACK_BASE_URL ?? env.OPENAI_BASE_URL,
      models: [env.OPENAI_FALLBACK_MODEL],
    });
  }
  const { createOpenAiProvider } = await import('./completion/openai-provider.js');
  return createOpenAiProvider({
    endpoints,
    firstTokenMilliseconds: env.ASKWELL_FIRST_TOKEN_MS,
    idleMilliseconds: env.ASKWELL_IDLE_TOKEN_MS,
    observer,
  });
}

function observeProvider(logger: Logger, metrics: Metrics): ProviderObserver {
  return {
    failed(failure) {
      metrics.providerFailures.inc({ provider: failure.provider, reason: failure.reason });
      logger.error(failure, 'the language model failed');
    },
    fellBack(step) {
      metrics.providerFallbacks.inc({ to: step.to });
      logger.warn(step, 'another language model stands in');
    },
    circuitChanged({ provider, isOpen }) {
      metrics.providerCircuitsOpened.inc({ provider }, isOpen ? 1 : 0);
      logger.warn(
        { provider, isOpen },
        isOpen ? 'the language model is left alone for a while' : 'the language model answers again',
      );
    },
    badLine: () => metrics.providerBadLines.inc(),
  };
}

async function createEmbedder(env: Environment): Promise<Deps['embedder']> {
  if (env.OPENAI_EMBEDDING_MODEL === undefined) return undefined;
  const { createOpenAiEmbedder } = await import('./completion/openai-embeddings.js');
  return createOpenAiEmbedder({
    apiKey: keyOf(env),
    baseURL: env.OPENAI_BASE_URL,
    model: env.OPENAI_EMBEDDING_MODEL,
    dimensions: env.OPENAI_EMBEDDING_DIMENSIONS,
  });
}
