import { z } from '@hono/zod-openapi';
import type { NewQuestionAnswer, QuestionGroup } from '@askwell/contract';
import { limits, questionFilters } from '@askwell/contract';
import { filledTextSchema, idSchema } from './text.js';

const momentSchema = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: 'must be a date like 2026-01-31 or a time like 2026-01-31T12:00:00Z',
});

export const questionsQuerySchema = z.object({
  answered: z.enum(questionFilters).default('false'),
  from: momentSchema.optional(),
  to: momentSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});

export const questionGroupSchema = z
  .object({
    id: z.string(),
    question: z.string(),
    count: z.number(),
    lastAskedAt: z.string(),
    examples: z.array(z.string()),
    nearest: z.array(z.object({ documentId: z.string(), title: z.string(), url: z.string().nullable() })),
  })
  .openapi('QuestionGroup') satisfies z.ZodType<QuestionGroup>;

export const questionPageSchema = z
  .object({ data: z.array(questionGroupSchema), nextCursor: z.string().nullable() })
  .openapi('QuestionPage');

export const newQuestionAnswerSchema = z
  .strictObject({
    question: filledTextSchema(limits.documentTitleCharacters),
    answer: filledTextSchema(limits.answerCharacters),
    url: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .max(2000)
      .optional(),
    questionId: idSchema.optional(),
  })
  .openapi('NewQuestionAnswer') satisfies z.ZodType<NewQuestionAnswer>;
