import type { Usage } from '@askwell/contract';
import { z } from 'zod';

/** US dollars for a million tokens. */
export interface ModelPrice {
  prompt: number;
  completion: number;
}

export interface PriceTable {
  /** Billionths of a US dollar; null for a model without a price, 0 where no model was asked. */
  costOf(model: string | undefined, usage: Usage): number | null;
}

/** List prices of widely used models. A version's date behind the name does not matter. */
const listPrices: Record<string, ModelPrice> = {
  'gpt-4.1': { prompt: 2, completion: 8 },
  'gpt-4.1-mini': { prompt: 0.4, completion: 1.6 },
  'gpt-4.1-nano': { prompt: 0.1, completion: 0.4 },
  'gpt-4o': { prompt: 2.5, completion: 10 },
  'gpt-4o-mini': { prompt: 0.15, completion: 0.6 },
  'gpt-5': { prompt: 1.25, completion: 10 },
  'gpt-5-mini': { prompt: 0.25, completion: 2 },
  'gpt-5-nano': { prompt: 0.05, completion: 0.4 },
  'o4-mini': { prompt: 1.1, completion: 4.4 },
  'claude-sonnet-4': { prompt: 3, completion: 15 },
  'claude-3-5-haiku': { prompt: 0.8, completion: 4 },
  'text-embedding-3-small': { prompt: 0.02, completion: 0 },
  'text-embedding-3-large': { prompt: 0.13, completion: 0 },
  'text-embedding-ada-002': { prompt: 0.1, completion: 0 },
  'gemini-2.5-pro': { prompt: 1.25, completion: 10 },
  'gemini-2.5-flash': { prompt: 0.3, completion: 2.5 },
};

const pricesSchema = z.record(
  z.string(),
  z.strictObject({ prompt: z.number().nonnegative(), completion: z.number().nonnegative() }),
);

/** Reads a price table's JSON. @throws Error that says what is wrong */
export function parsePrices(json: string): Record<string, ModelPrice> {
  const parsed = pricesSchema.safeParse(JSON.parse(json));
  if (parsed.success) return parsed.data;
  throw new Error(`${parsed.error.issues[0]?.path.join('.') ?? ''}: ${parsed.error.issues[0]?.message ?? 'not a price table'}`);
}

/** One dollar for a million tokens is a thousand billionths a token. */
const nanoPerToken = 1000;

export function createPriceTable(own: Record<string, ModelPrice> = {}): PriceTable {
  const prices = new Map(Object.entries({ ...listPrices, ...own }));
  return {
    costOf(model, usage) {
      if (model === undefined) return 0;
      const price = prices.get(model) ?? prices.get(model.replace(/-(?:\d{8}|\d{4}-\d{2}-\d{2}|latest)$/, ''));
      if (price === undefined) return null;
      return Math.round((usage.promptTokens * price.prompt + usage.completionTokens * price.completion) * nanoPerToken);
    },
  };
}
