import { z } from '@hono/zod-openapi';
import type {
  Attachment,
  Conversation,
  ConversationChanges,
  Feedback,
  HandoffNotice,
  Message,
  NewMessage,
  NewSession,
  Session,
  StreamError,
  ToolCall,
} from '@askwell/contract';
import { attachmentKinds, errorCodes, handoffStatuses, limits, messageStatuses, ratings } from '@askwell/contract';
import { citationSchema, sourceSchema } from './answers.js';
import { filledTextSchema, idSchema, textSchema } from './text.js';

export const newSessionSchema = z
  .strictObject({
    key: z.string().max(200),
    visitorToken: z.string().max(4096).optional(),
    identityToken: z.string().max(limits.identityTokenCharacters).optional(),
  })
  .openapi('NewSession') satisfies z.ZodType<NewSession>;

export const sessionSchema = z
  .object({ token: z.string(), expiresAt: z.string(), visitor: z.object({ id: z.string(), verified: z.boolean() }) })
  .openapi('Session') satisfies z.ZodType<Session>;

const handoffNoticeSchema = z
  .object({ id: z.string(), status: z.enum(handoffStatuses), at: z.string() })
  .openapi('HandoffNotice') satisfies z.ZodType<HandoffNotice>;

export const conversationSchema = z
  .object({
    id: z.string(),
    title: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    unread: z.number().exactOptional(),
    handoff: handoffNoticeSchema.nullable().exactOptional(),
  })
  .openapi('Conversation') satisfies z.ZodType<Conversation>;

export const conversationChangesSchema = z
  .strictObject({ title: filledTextSchema(limits.conversationTitleCharacters) })
  .openapi('ConversationChanges') satisfies z.ZodType<ConversationChanges>;

export const attachmentSchema = z
  .object({
    id: z.string(),
    kind: z.enum(attachmentKinds),
    name: z.string(),
    mediaType: z.string(),
    bytes: z.number(),
    characters: z.number(),
  })
  .openapi('Attachment') satisfies z.ZodType<Attachment>;

const toolCallSchema = z
  .object({
    toolCallId: z.string(),
    toolName: z.string(),
    input: z.unknown(),
    state: z.enum(['waiting', 'done', 'denied', 'failed']),
  })
  .openapi('ToolCall') satisfies z.ZodType<ToolCall>;

export const conversationPageSchema = z
  .object({ data: z.array(conversationSchema), nextCursor: z.string().nullable() })
  .openapi('ConversationPage');

export const newMessageSchema = z
  .strictObject({
    text: filledTextSchema(limits.questionCharacters),
    clientMessageId: filledTextSchema(limits.clientMessageIdCharacters),
    replaces: idSchema.optional(),
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
    z.object({
      id: z.string(),
      role: z.literal('user'),
      text: z.string(),
      clientMessageId: z.string(),
      attachments: z.array(attachmentSchema).exactOptional(),
      createdAt: z.string(),
    }),
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
      suggestions: z.array(z.string()).exactOptional(),
      toolCalls: z.array(toolCallSchema).exactOptional(),
      createdAt: z.string(),
    }),
  ])
  .openapi('Message') satisfies z.ZodType<Message>;

export const messagePageSchema = z
  .object({ data: z.array(messageSchema), nextCursor: z.string().nullable() })
  .openapi('MessagePage');
