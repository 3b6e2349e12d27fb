import type {
  AttachmentKind,
  DeliveryStatus,
  HandoffContact,
  HandoffStatus,
  ToolCall,
  WebhookEventType,
} from '@askwell/contract';
import { sql } from 'drizzle-orm';
import {
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { createdAt, tenantId, updatedAt } from './columns.js';
import { conversations, runs } from './conversations.js';
import { tenants, visitors } from './tenancy.js';

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** `secret` is sealed with a key of the platform's. */
export const identitySecrets = pgTable(
  'identity_secrets',
  {
    tenantId: tenantId().references(() => tenants.tenantId, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    secret: text('secret').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** What a visitor left in the assistant's form. */
export const visitorDetails = pgTable(
  'visitor_details',
  {
    tenantId: tenantId(),
    visitorId: text('visitor_id').notNull(),
    values: jsonb('values').$type<Record<string, string>>().notNull(),
    consent: text('consent'),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.visitorId] }),
    foreignKey({ columns: [table.tenantId, table.visitorId], foreignColumns: [visitors.tenantId, visitors.id] }).onDelete(
      'cascade',
    ),
  ],
);

/** Files of a conversation: the text of a document, or the bytes of an image. */
export const attachments = pgTable(
  'attachments',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    /** The question that named it first. */
    messageId: text('message_id'),
    kind: text('kind').$type<AttachmentKind>().notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    size: integer('size').notNull(),
    text: text('text').notNull().default(''),
    image: bytea('image'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('attachments_conversation').on(table.tenantId, table.conversationId),
    foreignKey({
      columns: [table.tenantId, table.conversationId],
      foreignColumns: [conversations.tenantId, conversations.id],
    }).onDelete('cascade'),
  ],
);

/** Calls of page tools. The run that waits reads its result here, on whichever node that came in. */
export const toolCalls = pgTable(
  'tool_calls',
  {
    tenantId: tenantId(),
    runId: text('run_id').notNull(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    state: text('state').$type<ToolCall['state']>().notNull(),
    output: jsonb('output'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.runId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.runId], foreignColumns: [runs.tenantId, runs.id] }).onDelete('cascade'),
  ],
);

export const handoffs = pgTable(
  'handoffs',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    status: text('status').$type<HandoffStatus>().notNull(),
    message: text('message'),
    contact: jsonb('contact').$type<HandoffContact>().notNull().default({}),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex('handoffs_open')
      .on(table.tenantId, table.conversationId)
      .where(sql`status = 'requested'`),
    foreignKey({
      columns: [table.tenantId, table.conversationId],
      foreignColumns: [conversations.tenantId, conversations.id],
    }).onDelete('cascade'),
  ],
);

/** Where a tenant hears of events. `secret` is sealed with a key of the platform's. */
export const webhooks = pgTable('webhooks', {
  tenantId: text('tenant_id')
    .primaryKey()
    .references(() => tenants.tenantId, { onDelete: 'cascade' }),
  url: text('url').notNull(),
  events: jsonb('events').$type<WebhookEventType[]>().notNull(),
  secret: text('secret').notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

/** The log of what was sent. `payload` is kept until it has arrived, or nobody tries any more. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    tenantId: tenantId().references(() => tenants.tenantId, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    /** Whose event it is: it goes with the visitor. */
    visitorId: text('visitor_id'),
    type: text('type').$type<WebhookEventType>().notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>(),
    status: text('status').$type<DeliveryStatus>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    httpStatus: integer('http_status'),
    error: text('error'),
    nextAttemptAt: moment('next_attempt_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);
