import { z } from '@hono/zod-openapi';
import type { Answer, AnswerRequest, Citation, SearchRequest, SearchResponse, Usage } from '@askwell/contract';
import { limits } from '@askwell/contract';
import { filledTextSchema, textSchema } from './text.js';

const mostFilters = 20;

const historySchema = z
  .array(z.strictObject({ role: z.enum(['user', 'assistant']), text: textSchema(limits.answerCharacters) }))
  .max(limits.historyTurns);

const filterSchema = z
  .record(textSchema(100), z.union([textSchema(1000), z.number(), z.boolean()]))
  .refine((filter) => Object.keys(filter).length <= mostFilters, { message: `at most ${mostFilters} values` })
  .openapi({ description: 'Only documents whose metadata have all of these values', example: { category: 'billing' } });

/** Any text passes: an address that is none prefers no page. */
const pageUrlSchema = textSchema(2_048).openapi({
  description: 'The page that the asker looks at: its passages win close races',
});

const narrowing = { filter: filterSchema.optional(), pageUrl: pageUrlSchema.optional() };

export const searchRequestSchema = z
  .strictObject({
    query: filledTextSchema(limits.questionCharacters),
    limit: z.number().int().min(1).max(limits.searchResults).default(10),
    history: historySchema.optional(),
    ...narrowing,
  })
  .openapi('SearchRequest') satisfies z.ZodType<SearchRequest>;

export const searchResponseSchema = z
  .object({
    data: z.array(
      z.object({
        documentId: z.string(),
        externalId: z.string().nullable(),
        chunkId: z.string(),
        title: z.string(),
        url: z.string().nullable(),
        headingPath: z.array(z.string()),
        text: z.string(),
        start: z.number(),
        end: z.number(),
        score: z.number(),
      }),
    ),
  })
  .openapi('SearchResponse') satisfies z.ZodType<SearchResponse>;

export const answerRequestSchema = z
  .strictObject({ question: filledTextSchema(limits.questionCharacters), history: historySchema.optional(), ...narrowing })
  .openapi('AnswerRequest') satisfies z.ZodType<AnswerRequest>;

export const citationSchema = z
  .object({
    number: z.number(),
    sourceId: z.string(),
    start: z.number(),
    end: z.number(),
    quote: z.string(),
    headingPath: z.array(z.string()),
    passage: z.string(),
    passageQuoteStart: z.number(),
    page: z.number().exactOptional(),
  })
  .openapi('Citation') satisfies z.ZodType<Citation>;

export const sourceSchema = z
  .object({
    id: z.string(),
    documentId: z.string(),
    externalId: z.string().nullable(),
    title: z.string(),
    url: z.string().nullable(),
  })
  .openapi('AnswerSource');

export const usageSchema = z
  .object({ promptTokens: z.number(), completionTokens: z.number(), totalTokens: z.number(), estimated: z.boolean() })
  .openapi('Usage') satisfies z.ZodType<Usage>;

export const answerSchema = z
  .object({
    answered: z.boolean(),
    text: z.string(),
    citations: z.array(citationSchema),
    sources: z.array(sourceSchema),
    usage: usageSchema,
  })
  .openapi('Answer') satisfies z.ZodType<Answer>;
