import { z } from '@hono/zod-openapi';
import { citationSchema, sourceSchema } from './answers.js';
import { storable } from './text.js';

const contentSchema = z.union(
  [
    z.string().transform(storable),
    z.array(z.looseObject({ type: z.string().max(64), text: z.string().transform(storable).optional() })).max(200),
  ],
  { error: 'must be a text or a list of text parts' },
);

const chatMessageSchema = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: contentSchema.nullish(),
});

/** OpenAI's request. Clients send many fields more; those that mean nothing here are let through and ignored. */
export const chatCompletionRequestSchema = z
  .looseObject({
    model: z.string().max(128).default('askwell').openapi({ description: '`askwell`, or the id of an assistant' }),
    messages: z.array(chatMessageSchema).min(1).max(2000),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
    temperature: z.number().min(0).max(2).nullish(),
    max_tokens: z.number().int().min(1).nullish(),
    max_completion_tokens: z.number().int().min(1).nullish(),
  })
  .openapi('ChatCompletionRequest');

export type ChatCompletionRequest = z.output<typeof chatCompletionRequestSchema>;

const annotationSchema = z.object({
  type: z.literal('url_citation'),
  url_citation: z.object({ url: z.string(), title: z.string(), start_index: z.number(), end_index: z.number() }),
});

const completionUsageSchema = z.object({
  prompt_tokens: z.number(),
  completion_tokens: z.number(),
  total_tokens: z.number(),
});

const finishReasonSchema = z.enum(['stop', 'length', 'content_filter']);

/** What OpenAI's shape has no place for. */
const extensionSchema = z.object({ answered: z.boolean(), citations: z.array(citationSchema), sources: z.array(sourceSchema) });

const headFields = { id: z.string(), created: z.number(), model: z.string() };

export const chatCompletionSchema = z
  .object({
    ...headFields,
    object: z.literal('chat.completion'),
    choices: z.array(
      z.object({
        index: z.literal(0),
        message: z.object({
          role: z.literal('assistant'),
          content: z.string(),
          refusal: z.null(),
          annotations: z.array(annotationSchema),
        }),
        logprobs: z.null(),
        finish_reason: finishReasonSchema,
      }),
    ),
    usage: completionUsageSchema,
    askwell: extensionSchema,
  })
  .openapi('ChatCompletion');

export const chatCompletionChunkSchema = z
  .object({
    ...headFields,
    object: z.literal('chat.completion.chunk'),
    choices: z.array(
      z.object({
        index: z.literal(0),
        delta: z.object({
          role: z.literal('assistant').optional(),
          content: z.string().optional(),
          annotations: z.array(annotationSchema).optional(),
        }),
        logprobs: z.null(),
        finish_reason: finishReasonSchema.nullable(),
      }),
    ),
    usage: completionUsageSchema.nullable().optional(),
    askwell: extensionSchema.optional(),
  })
  .openapi('ChatCompletionChunk');

export type ChatCompletion = z.output<typeof chatCompletionSchema>;
export type ChatCompletionChunk = z.output<typeof chatCompletionChunkSchema>;
export type UrlCitation = z.output<typeof annotationSchema>;

export const modelSchema = z
  .object({ id: z.string(), object: z.literal('model'), created: z.number(), owned_by: z.literal('askwell') })
  .openapi('Model');

export const modelListSchema = z.object({ object: z.literal('list'), data: z.array(modelSchema) }).openapi('ModelList');

const openAiErrorSchema = z
  .object({
    error: z.object({ message: z.string(), type: z.string(), param: z.string().nullable(), code: z.string().nullable() }),
  })
  .openapi('OpenAiError');

export type OpenAiError = z.output<typeof openAiErrorSchema>;

const openAiError = {
  description: 'A failure in OpenAI’s shape: its `message` says what to do next',
  content: { 'application/json': { schema: openAiErrorSchema } },
};

/** The failures that the OpenAI-compatible calls may have. */
export const openAiErrorResponses = { 401: openAiError, 404: openAiError, 429: openAiError, 503: openAiError } as const;
/** … and those that have a body to refuse. */
export const openAiBodyErrorResponses = { ...openAiErrorResponses, 400: openAiError, 413: openAiError } as const;
