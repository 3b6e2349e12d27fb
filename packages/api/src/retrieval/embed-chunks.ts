import { AppError } from '../errors.js';
import type { Context } from '../context.js';

/** Vectors of texts, in order, and the space they live in: `model@dimension`. */
export interface EmbeddedTexts {
  space: string;
  vectors: readonly (readonly number[])[];
}

/** Embeds texts ahead of the transaction that stores them; undefined where no embedding model is configured. */
export async function embedChunks(ctx: Context, texts: readonly string[]): Promise<EmbeddedTexts | undefined> {
  const { embedder } = ctx.deps;
  if (embedder === undefined || texts.length === 0) return undefined;
  const vectors = await embedder.embed(texts, ctx.signal);
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
