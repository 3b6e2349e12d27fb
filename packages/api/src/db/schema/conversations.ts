import type {
  AnswerSource,
  Attachment,
  Citation,
  FinishReason,
  MessageStatus,
  Rating,
  StreamError,
  ToolCall,
  Usage,
} from '@askwell/contract';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { createdAt, tenantId, updatedAt } from './columns.js';
import { visitors } from './tenancy.js';

export const conversations = pgTable(
  'conversations',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    assistantId: text('assistant_id').notNull(),
    visitorId: text('visitor_id').notNull(),
    title: text('title'),
    /** The position of the last message that the visitor has seen. */
    readPosition: bigint('read_position', { mode: 'number' }).notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('conversations_visitor').on(table.tenantId, table.visitorId, table.updatedAt),
    foreignKey({ columns: [table.tenantId, table.visitorId], foreignColumns: [visitors.tenantId, visitors.id] }).onDelete(
      'cascade',
    ),
  ],
);

/** Questions and answers. An answer's columns are null on a question, and the other way round. */
export const messages = pgTable(
  'messages',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    position: bigint('position', { mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    conversationId: text('conversation_id').notNull(),
    role: text('role').$type<'user' | 'assistant'>().notNull(),
    text: text('text').notNull(),
    clientMessageId: text('client_message_id'),
    runId: text('run_id'),
    status: text('status').$type<MessageStatus>(),
    answered: boolean('answered'),
    finishReason: text('finish_reason').$type<FinishReason>(),
    citations: jsonb('citations').$type<Citation[]>(),
    sources: jsonb('sources').$type<AnswerSource[]>(),
    error: jsonb('error').$type<StreamError>(),
    /** Another question has taken the place of its turn: neither the visitor nor the model sees it any more. */
    superseded: boolean('superseded').notNull().default(false),
    /** Of a question, as they were when it was asked. */
    attachments: jsonb('attachments').$type<Attachment[]>(),
    suggestions: jsonb('suggestions').$type<string[]>(),
    toolCalls: jsonb('tool_calls').$type<ToolCall[]>(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('messages_conversation').on(table.tenantId, table.conversationId, table.position),
    uniqueIndex('messages_client_message')
      .on(table.tenantId, table.conversationId, table.clientMessageId)
      .where(sql`client_message_id is not null`),
    foreignKey({
      columns: [table.tenantId, table.conversationId],
      foreignColumns: [conversations.tenantId, conversations.id],
    }).onDelete('cascade'),
  ],
);

/** One attempt at an answer: who may read it, and what it used. */
export const runs = pgTable(
  'runs',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    visitorId: text('visitor_id').notNull(),
    questionId: text('question_id').notNull(),
    answerId: text('answer_id').notNull(),
    status: text('status').$type<MessageStatus>().notNull(),
    usage: jsonb('usage').$type<Usage>(),
    createdAt: createdAt(),
    /** The node that began the run renews this while it lives; a run past it has no owner any more. */
    leaseUntil: timestamp('lease_until', { withTimezone: true, mode: 'date' })
      .notNull()
      .default(sql`now() + interval '15 seconds'`),
    endedAt: timestamp('ended_at', { withTimezone: true, mode: 'date' }),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.conversationId],
      foreignColumns: [conversations.tenantId, conversations.id],
    }).onDelete('cascade'),
    index('runs_conversation').on(table.tenantId, table.conversationId),
    index('runs_streaming')
      .on(table.status)
      .where(sql`status = 'streaming'`),
  ],
);

export const feedback = pgTable(
  'feedback',
  {
    tenantId: tenantId(),
    messageId: text('message_id').notNull(),
    visitorId: text('visitor_id').notNull(),
    rating: text('rating').$type<Rating>().notNull(),
    comment: text('comment'),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.messageId] }),
    foreignKey({ columns: [table.tenantId, table.messageId], foreignColumns: [messages.tenantId, messages.id] }).onDelete(
      'cascade',
    ),
  ],
);
