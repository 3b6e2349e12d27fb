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
  PageContext,
  PageTool,
  Session,
  StreamError,
  Suggestions,
  ToolCall,
  ToolResult,
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

const pageContextSchema = z
  .strictObject({
    title: textSchema(500).optional(),
    url: textSchema(2_048).optional(),
    selectedText: textSchema(limits.selectedTextCharacters).optional(),
  })
  .openapi('PageContext') satisfies z.ZodType<PageContext>;

const pageToolSchema = z
  .strictObject({
    name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be letters, digits, _ and -, at most 64'),
    description: filledTextSchema(2_000),
    parameters: z
      .record(z.string(), z.unknown())
      .refine((schema) => schema['type'] === 'object', { message: 'must be a JSON Schema of type object' }),
  })
  .openapi('PageTool') satisfies z.ZodType<PageTool>;

const pageToolsSchema = z
  .array(pageToolSchema)
  .min(1)
  .max(limits.pageTools)
  .refine((tools) => new Set(tools.map(({ name }) => name)).size === tools.length, { message: 'must have names of their own' })
  .refine((tools) => JSON.stringify(tools).length <= limits.pageToolsBytes, {
    message: `must have at most ${limits.pageToolsBytes} characters as JSON`,
  });

export const toolResultSchema = z
  .strictObject({
    toolCallId: filledTextSchema(200),
    result: z.unknown().optional(),
    denied: z.literal(true).optional(),
    error: filledTextSchema(2_000).optional(),
  })
  .refine(({ result, denied, error }) => [result, denied, error].filter((one) => one !== undefined).length === 1, {
    message: 'needs one of result, denied and error',
  })
  .refine(({ result }) => (JSON.stringify(result) ?? '').length <= limits.toolResultBytes, {
    path: ['result'],
    message: `must have at most ${limits.toolResultBytes} characters as JSON`,
  })
  .openapi('ToolResult') satisfies z.ZodType<ToolResult>;

export const suggestionsSchema = z.object({ data: z.array(z.string()) }).openapi('Suggestions') satisfies z.ZodType<Suggestions>;

export const newMessageSchema = z
  .strictObject({
    text: filledTextSchema(limits.questionCharacters),
    clientMessageId: filledTextSchema(limits.clientMessageIdCharacters),
    replaces: idSchema.optional(),
    attachments: z.array(idSchema).min(1).max(limits.attachmentsPerMessage).optional(),
    page: pageContextSchema.optional(),
    tools: pageToolsSchema.optional(),
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
