import { createHash } from 'node:crypto';
import type { Context } from '../context.js';
import type { Deps } from '../deps.js';
import { AppError } from '../errors.js';
import { findVectors } from './store.js';

/** Vectors in order, and the space they live in: `model@dimension`. */
export interface VectorsInSpace {
  space: string;
  vectors: readonly (readonly number[])[];
}

export interface EmbeddedTexts extends VectorsInSpace {
  /** Of each text, by which it is found when the same text comes again. */
  hashes: readonly string[];
}

/**
 * Embeds texts ahead of the transaction that stores them; undefined where no embedding model is configured. A text that
 * stands in one of the tenant's chunks already, or twice among these, is not embedded again.
 */
export async function embedChunks(ctx: Context, texts: readonly string[]): Promise<EmbeddedTexts | undefined> {
  const { embedder, database } = ctx.deps;
  if (embedder === undefined || texts.length === 0) return undefined;
  const hashes = texts.map(hashText);
  const known = new Map<string, { space: string; vector: readonly number[] }>();
  for (const { hash, ...found } of await findVectors(database, { tenantId: ctx.tenantId, model: embedder.model, hashes })) {
    known.set(hash, found);
  }
  const missing = new Map<string, string>();
  for (const [at, hash] of hashes.entries()) if (!known.has(hash)) missing.set(hash, texts[at] ?? '');
  if (missing.size > 0) {
    const { space, vectors } = await embedTexts(embedder, [...missing.values()], ctx.signal);
    for (const [at, hash] of [...missing.keys()].entries()) known.set(hash, { space, vector: vectors[at] ?? [] });
  }
  const found = hashes.flatMap((hash) => known.get(hash) ?? []);
  const [{ space } = { space: '' }] = found;
  if (found.some((one) => one.space !== space)) {
    // The model has another dimension than when the known ones were made: none of them is of use.
    return { ...(await embedTexts(embedder, texts, ctx.signal)), hashes };
  }
  return { space, vectors: found.map((one) => one.vector), hashes };
}

export async function embedTexts(
  embedder: NonNullable<Deps['embedder']>,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<VectorsInSpace> {
  const vectors = await embedder.embed(texts, signal);
  const dimension = vectors[0]?.length ?? 0;
  if (vectors.length !== texts.length || dimension === 0 || vectors.some((vector) => vector.length !== dimension)) {
    throw new AppError(
      'PROVIDER_BAD_RESPONSE',
      'The embedding model gave vectors of a wrong number or dimension. Check OPENAI_EMBEDDING_MODEL.',
    );
  }
  return { space: `${embedder.model}@${dimension}`, vectors };
}

/** What a vector stands for: a passage alone often does not say what it is about. */
export function embeddingText(title: string, headingPath: readonly string[], text: string): string {
  return [...new Set([title, ...headingPath])].join(' > ') + '\n' + text;
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
