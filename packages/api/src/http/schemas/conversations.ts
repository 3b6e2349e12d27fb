import { z } from '@hono/zod-openapi';
import type { Conversation, Feedback, Message, NewMessage, NewSession, Session, StreamError } from '@askwell/contract';
import { errorCodes, limits, messageStatuses, ratings } from '@askwell/contract';
import { citationSchema, sourceSchema } from './answers.js';
import { filledTextSchema, textSchema } from './text.js';

export const newSessionSchema = z
  .strictObject({
    key: z.string().max(200),
    visitorToken: z.string().max(4096).optional(),
    identityToken: z.string().max(8192).optional(),
  })
  .openapi('NewSession') satisfies z.ZodType<NewSession>;

export const sessionSchema = z
  .object({ token: z.string(), expiresAt: z.string(), visitor: z.object({ id: z.string() }) })
  .openapi('Session') satisfies z.ZodType<Session>;

export const conversationSchema = z
  .object({ id: z.string(), title: z.string().nullable(), createdAt: z.string(), updatedAt: z.string() })
  .openapi('Conversation') satisfies z.ZodType<Conversation>;

export const conversationPageSchema = z
  .object({ data: z.array(conversationSchema), nextCursor: z.string().nullable() })
  .openapi('ConversationPage');

export const newMessageSchema = z
  .strictObject({
    text: filledTextSchema(limits.questionCharacters),
    clientMessageId: filledTextSchema(limits.clientMessageIdCharacters),
  })
  .openapi('NewMessage') satisfies z.ZodType<NewMessage>;

export const feedbackSchema = z
  .strictObject({ rating: z.enum(ratings), comment: textSchema(limits.feedbackCommentCharacters).optional() })
  .openapi('Feedback') satisfies z.ZodType<Feedback>;

const streamErrorSchema = z
  .object({ code: z.enum(errorCodes), retryable: z.boolean(), requestId: z.string(), retryAfter: z.number().exactOptional() })
  .openapi('StreamError') satisfies z.ZodType<StreamError>;

export const messageSchema = z
  .discriminatedUnion('role', [
    z.object({ id: z.string(), role: z.literal('user'), text: z.string(), clientMessageId: z.string(), createdAt: z.string() }),
    z.object({
      id: z.string(),
      role: z.literal('assistant'),
      text: z.string(),
      status: z.enum(messageStatuses),
      runId: z.string(),
      answered: z.boolean(),
      finishReason: z.enum(['stop', 'length', 'content-filter', 'not-answered']).nullable(),
      citations: z.array(citationSchema),
      sources: z.array(sourceSchema),
      feedback: feedbackSchema.nullable(),
      error: streamErrorSchema.nullable(),
      createdAt: z.string(),
    }),
  ])
  .openapi('Message') satisfies z.ZodType<Message>;

export const messagePageSchema = z
  .object({ data: z.array(messageSchema), nextCursor: z.string().nullable() })
  .openapi('MessagePage');
