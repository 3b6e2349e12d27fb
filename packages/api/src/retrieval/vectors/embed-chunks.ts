import { createHash } from 'node:crypto';
import type { EmbeddingModel } from '../../completion/index.js';
import type { Context } from '../../context.js';
import { AppError } from '../../errors.js';
import { findVectors, listSets, type Space, type VectorSet } from './store.js';

export interface EmbeddedTexts extends Space {
  vectors: readonly (readonly number[])[];
  /** Of each text, by which it is found when the same text comes again. */
  hashes: readonly string[];
  /** What the model took for them. */
  tokens: number;
}

/**
 * Embeds texts ahead of the transaction that stores them, by the configured model and by each other whose vectors are searched
 * or filled; nothing where no model is configured. A text that stands in one of the tenant's chunks already, or twice among
 * these, is not embedded again.
 */
export async function embedChunks(ctx: Context, texts: readonly string[]): Promise<EmbeddedTexts[]> {
  const { embedder, database, metrics, logger } = ctx.deps;
  if (embedder === undefined || texts.length === 0) return [];
  const sets = (await listSets(database, ctx.tenantId)).filter((set) => set.state !== 'retired');
  const embedded = [await embedAs(ctx, { asked: embedder, texts, sets })];
  const others = sets.filter(
    ({ asked }, at) => !isSameModel(asked, embedder) && sets.findIndex((set) => isSameModel(set.asked, asked)) === at,
  );
  for (const { asked } of others) {
    try {
      embedded.push(await embedAs(ctx, { asked, texts, sets }));
    } catch (error) {
      ctx.signal.throwIfAborted();
      // On its way out: words find the document until the configured model's vectors are searched.
      metrics.searchFallbacks.inc({ reason: 'old-model-failed' });
      logger.warn(
        { err: error, tenantId: ctx.tenantId },
        'a document has no vectors of the embedding model that is being replaced',
      );
    }
  }
  return embedded;
}

export async function embedAs(
  ctx: Context,
  { asked, texts, sets }: { asked: EmbeddingModel; texts: readonly string[]; sets: readonly VectorSet[] },
): Promise<EmbeddedTexts> {
  const hashes = texts.map(hashText);
  const own = sets.filter((set) => isSameModel(set.asked, asked));
  // Where one fills beside the active one, the model has changed its dimension.
  const expected = own.find((set) => set.state === 'filling') ?? own[0];
  const known =
    expected === undefined
      ? new Map<string, readonly number[]>()
      : await findVectors(ctx.deps.database, { tenantId: ctx.tenantId, space: expected.space, hashes });
  const missing = new Map<string, string>();
  for (const [at, hash] of hashes.entries()) if (!known.has(hash)) missing.set(hash, texts[at] ?? '');
  if (missing.size === 0 && expected !== undefined) {
    const { space, dimension } = expected;
    return { space, dimension, asked, vectors: hashes.map((hash) => known.get(hash) ?? []), hashes, tokens: 0 };
  }
  const made = await embedTexts(ctx, asked, [...missing.values()]);
  if (known.size > 0 && made.space !== expected?.space) {
    // The model has another dimension than when the known ones were made: none of them is of use.
    return { ...(await embedTexts(ctx, asked, texts)), hashes };
  }
  for (const [at, hash] of [...missing.keys()].entries()) known.set(hash, made.vectors[at] ?? []);
  return { ...made, vectors: hashes.map((hash) => known.get(hash) ?? []), hashes };
}

const nanoPerDollar = 1e9;

/** All vectors are of one dimension. */
export async function embedTexts(
  ctx: Context,
  asked: EmbeddingModel,
  texts: readonly string[],
  signal = ctx.signal,
): Promise<Omit<EmbeddedTexts, 'hashes'>> {
  const { embedder, metrics, prices } = ctx.deps;
  if (embedder === undefined) throw new AppError('ASSISTANT_UNAVAILABLE', 'No embedding model is configured.');
  let tokens = 0;
  const vectors = await embedder.embed(texts, signal, {
    model: asked,
    onTokens: (taken) => {
      tokens += taken;
      metrics.embeddingTokens.inc({ model: asked.model }, taken);
      const usage = { promptTokens: taken, completionTokens: 0, totalTokens: taken, estimated: false };
      metrics.embeddingDollars.inc({ model: asked.model }, (prices.costOf(asked.model, usage) ?? 0) / nanoPerDollar);
    },
  });
  const dimension = vectors[0]?.length ?? 0;
  if (vectors.length !== texts.length || dimension === 0 || vectors.some((vector) => vector.length !== dimension)) {
    throw new AppError(
      'PROVIDER_BAD_RESPONSE',
      'The embedding model gave vectors of a wrong number or dimension. Check OPENAI_EMBEDDING_MODEL.',
    );
  }
  return { space: `${asked.model}@${dimension}`, dimension, asked, vectors, tokens };
}

export function isSameModel(one: EmbeddingModel, other: EmbeddingModel): boolean {
  return one.model === other.model && one.dimensions === other.dimensions;
}

/** What a vector stands for: a passage alone often does not say what it is about. */
export function embeddingText(title: string, headingPath: readonly string[], text: string): string {
  return [...new Set([title, ...headingPath])].join(' > ') + '\n' + text;
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
