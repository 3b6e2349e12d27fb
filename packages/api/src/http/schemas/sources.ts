import { z } from '@hono/zod-openapi';
import type { NewSource, Source, SourceChanges, SourcePage, SourceSync } from '@askwell/contract';
import { errorCodes, limits, sourceKinds, sourcePageStatuses, sourceStatuses, syncOutcomes } from '@askwell/contract';
import { filledTextSchema } from './text.js';

const addressSchema = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).max(2000);
const patternSchema = filledTextSchema(200);
const everySchema = z
  .union([z.literal('day'), z.literal('week'), z.number().int().min(1).max(8760), z.null()])
  .openapi({ description: '`day`, `week`, a number of hours, or `null` for never' });

const commonFields = { name: filledTextSchema(200).optional(), every: everySchema.optional() };

const websiteFields = {
  url: addressSchema.optional(),
  sitemapUrl: addressSchema.optional(),
  include: z.array(patternSchema).max(100).optional(),
  exclude: z.array(patternSchema).max(100).optional(),
  maxPages: z.number().int().min(1).max(10_000).optional(),
  maxDepth: z.number().int().min(0).max(50).optional(),
  delayMilliseconds: z.number().int().min(0).max(10_000).optional(),
  concurrency: z.number().int().min(1).max(8).optional(),
};

const pairSchema = z.strictObject({
  question: filledTextSchema(limits.documentTitleCharacters),
  answer: filledTextSchema(50_000),
  url: addressSchema.optional(),
});
const pairsSchema = z.array(pairSchema).min(1).max(2000);
const textsSchema = z
  .array(
    z.strictObject({
      title: filledTextSchema(limits.documentTitleCharacters),
      text: filledTextSchema(500_000),
      url: addressSchema.optional(),
    }),
  )
  .min(1)
  .max(500);

export const newSourceSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('website'), ...commonFields, ...websiteFields }).openapi('NewWebsiteSource'),
    z.strictObject({ kind: z.literal('faq'), ...commonFields, pairs: pairsSchema }).openapi('NewFaqSource'),
    z.strictObject({ kind: z.literal('text'), ...commonFields, documents: textsSchema }).openapi('NewTextSource'),
  ])
  .openapi('NewSource') satisfies z.ZodType<NewSource>;

export const sourceChangesSchema = z
  .strictObject({ ...commonFields, ...websiteFields, pairs: pairsSchema.optional(), documents: textsSchema.optional() })
  .openapi('SourceChanges') satisfies z.ZodType<SourceChanges>;

const errorSchema = z.object({ code: z.enum(errorCodes), detail: z.string() });

const syncSchema = z
  .object({
    number: z.number(),
    startedAt: z.string(),
    finishedAt: z.string().nullable(),
    outcome: z.enum(syncOutcomes).nullable(),
    error: errorSchema.exactOptional(),
    notes: z.array(z.string()),
    progress: z.object({
      found: z.number(),
      waiting: z.number(),
      added: z.number(),
      changed: z.number(),
      unchanged: z.number(),
      removed: z.number(),
      failed: z.number(),
      skipped: z.number(),
      indexing: z.number(),
    }),
  })
  .openapi('SourceSync') satisfies z.ZodType<SourceSync>;

export const sourceSchema = z
  .object({
    id: z.string(),
    kind: z.enum(sourceKinds),
    name: z.string(),
    status: z.enum(sourceStatuses),
    every: everySchema,
    nextSyncAt: z.string().nullable(),
    website: z
      .object({
        url: z.string().nullable(),
        sitemapUrl: z.string().nullable(),
        include: z.array(z.string()),
        exclude: z.array(z.string()),
        maxPages: z.number(),
        maxDepth: z.number(),
        delayMilliseconds: z.number(),
        concurrency: z.number(),
      })
      .exactOptional(),
    pairs: z.array(z.object({ question: z.string(), answer: z.string(), url: z.string().optional() })).exactOptional(),
    sync: syncSchema.nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .openapi('Source') satisfies z.ZodType<Source>;

export const sourceListSchema = z
  .object({ data: z.array(sourceSchema), nextCursor: z.string().nullable() })
  .openapi('SourceList');

export const sourcePageSchema = z
  .object({
    key: z.string(),
    kind: z.enum(['page', 'sitemap', 'item']),
    status: z.enum(sourcePageStatuses),
    change: z.enum(['added', 'changed', 'unchanged']).nullable(),
    depth: z.number(),
    documentId: z.string().nullable(),
    httpStatus: z.number().nullable(),
    error: errorSchema.extend({ transient: z.boolean() }).exactOptional(),
    reason: z.string().exactOptional(),
    fetchedAt: z.string().nullable(),
  })
  .openapi('SourcePage') satisfies z.ZodType<SourcePage>;

export const sourcePagesSchema = z
  .object({ data: z.array(sourcePageSchema), nextCursor: z.string().nullable() })
  .openapi('SourcePages');
