import { APIConnectionError, APIConnectionTimeoutError, APIError, OpenAI } from 'openai';
import { AppError } from '../errors.js';
import type { Embedder, EmbeddingModel, EmbedOptions } from './embedding-provider.js';

export interface OpenAiEmbedderOptions extends EmbeddingModel {
  apiKey: string;
  baseURL?: string | undefined;
  /** @default 96 */
  batchTexts?: number | undefined;
  /** Estimated tokens of one request. @default 60_000 */
  batchTokens?: number | undefined;
  /** Tries again after a connection error, 408, 409, 429 and 5xx. @default 3 */
  maxRetries?: number | undefined;
  /** Of one try. @default 30_000 */
  timeoutMilliseconds?: number | undefined;
}

/** Most models read at most 8,191 tokens; a text is cut before that, by the densest estimate. */
const longestText = 16_000;

/** Any OpenAI-compatible embedding model, through the `openai` package. */
export function createOpenAiEmbedder(options: OpenAiEmbedderOptions): Embedder {
  const client = new OpenAI({
    apiKey: options.apiKey,
    ...(options.baseURL === undefined ? {} : { baseURL: options.baseURL }),
    maxRetries: options.maxRetries ?? 3,
    timeout: options.timeoutMilliseconds ?? 30_000,
  });

  async function embedBatch(texts: string[], signal: AbortSignal, { model, onTokens }: EmbedOptions): Promise<number[][]> {
    const asked = model ?? options;
    const reply = await client.embeddings.create(
      {
        model: asked.model,
        input: texts,
        encoding_format: 'float',
        ...(asked.dimensions === undefined ? {} : { dimensions: asked.dimensions }),
      },
      // A signal of its own for each request: the client leaves its listener on the one it is given.
      { signal: AbortSignal.any([signal]) },
    );
    onTokens?.(readTokens(reply));
    return readVectors(reply, texts.length);
  }

  return {
    model: options.model,
    dimensions: options.dimensions,
    async embed(texts, signal, embedOptions = {}) {
      const vectors: number[][] = [];
      try {
        for (const batch of batchesOf(texts, options)) vectors.push(...(await embedBatch(batch, signal, embedOptions)));
        if (vectors.some((vector) => vector.length !== vectors[0]?.length)) {
          throw badResponse('The embedding model changed the length of its vectors.');
        }
      } catch (error) {
        signal.throwIfAborted();
        throw toAppError(error);
      }
      return vectors;
    },
  };
}

/** Third-party JSON: some providers leave the figures out. */
function readTokens(reply: unknown): number {
  const usage = typeof reply === 'object' && reply !== null && 'usage' in reply ? reply.usage : undefined;
  const { total_tokens: tokens } = (usage ?? {}) as { total_tokens?: unknown };
  return typeof tokens === 'number' && Number.isFinite(tokens) ? tokens : 0;
}

/** Batches within both limits. An empty text is refused by providers, so it is sent as a space. */
function* batchesOf(texts: readonly string[], options: OpenAiEmbedderOptions): Generator<string[]> {
  const mostTexts = options.batchTexts ?? 96;
  const mostTokens = options.batchTokens ?? 60_000;
  let batch: string[] = [];
  let tokens = 0;
  for (const text of texts) {
    const input = text.slice(0, longestText) || ' ';
    const cost = estimateTokens(input);
    if (batch.length > 0 && (batch.length >= mostTexts || tokens + cost > mostTokens)) {
      yield batch;
      batch = [];
      tokens = 0;
    }
    batch.push(input);
    tokens += cost;
  }
  if (batch.length > 0) yield batch;
}

/** High on purpose: 3 Latin characters a token, other scripts up to one token a character. */
function estimateTokens(text: string): number {
  let wide = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x24f) wide++;
  return Math.ceil((text.length - wide) / 3) + wide;
}

/** Third-party JSON: only what is needed is looked at, in the order of `index`. */
function readVectors(reply: unknown, count: number): number[][] {
  const data = typeof reply === 'object' && reply !== null && 'data' in reply ? reply.data : undefined;
  if (!Array.isArray(data) || data.length !== count) throw badResponse('The embedding model gave a wrong number of vectors.');
  const vectors: number[][] = [];
  for (const [at, item] of (data as unknown[]).entries()) {
    const { index, embedding } = item as { index?: unknown; embedding?: unknown };
    if (!isVector(embedding)) throw badResponse('The embedding model gave something else than vectors.');
    vectors[typeof index === 'number' ? index : at] = embedding;
  }
  if (vectors.length !== count || vectors.includes(undefined as never)) {
    throw badResponse('The embedding model gave its vectors wrong numbers.');
  }
  return vectors;
}

function isVector(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'number' && Number.isFinite(entry));
}

function badResponse(what: string): AppError {
  return new AppError('PROVIDER_BAD_RESPONSE', `${what} Check OPENAI_EMBEDDING_MODEL and OPENAI_BASE_URL.`);
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof APIConnectionTimeoutError) {
    return new AppError('PROVIDER_TIMEOUT', 'The embedding model took too long. Try again.', { cause: error });
  }
  if (error instanceof APIError && !(error instanceof APIConnectionError)) {
    if (error.status === 429 && error.code !== 'insufficient_quota') {
      return new AppError('PROVIDER_RATE_LIMITED', 'The embedding model is busy. Try again in a moment.', { cause: error });
    }
    if (error.status !== undefined && error.status < 500) {
      return new AppError('ASSISTANT_UNAVAILABLE', 'The embedding model refused the request. Check its key and model.', {
        cause: error,
      });
    }
  }
  if (error instanceof SyntaxError) return badResponse('The embedding model did not answer in JSON.');
  return new AppError('PROVIDER_UNAVAILABLE', 'The embedding model is not available. Try again in a moment.', { cause: error });
}
