import type { Budget } from '@askwell/contract';
import { bigint, boolean, date, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { createdAt, tenantId } from './columns.js';
import { tenants } from './tenancy.js';

/** One for each settled answer. `cost` is in billionths of a US dollar, null where the model has no price. */
export const usageRecords = pgTable(
  'usage_records',
  {
    tenantId: tenantId().references(() => tenants.tenantId, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    assistantId: text('assistant_id').notNull(),
    visitorId: text('visitor_id'),
    model: text('model'),
    promptTokens: integer('prompt_tokens').notNull(),
    completionTokens: integer('completion_tokens').notNull(),
    estimated: boolean('estimated').notNull(),
    cost: bigint('cost', { mode: 'number' }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('usage_records_time').on(table.tenantId, table.createdAt),
  ],
);

/** `amount` is in tokens, or in billionths of a US dollar. */
export const budgets = pgTable(
  'budgets',
  {
    tenantId: tenantId().references(() => tenants.tenantId, { onDelete: 'cascade' }),
    scope: text('scope').$type<Budget['scope']>().notNull(),
    period: text('period').$type<Budget['period']>().notNull(),
    unit: text('unit').$type<Budget['unit']>().notNull(),
    amount: bigint('amount', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.scope, table.period, table.unit] })],
);

/** What was used in a period, for tenants that have budgets. The tenant itself is the subject ''. */
export const budgetCounters = pgTable(
  'budget_counters',
  {
    tenantId: tenantId().references(() => tenants.tenantId, { onDelete: 'cascade' }),
    scope: text('scope').$type<Budget['scope']>().notNull(),
    subject: text('subject').notNull(),
    period: text('period').$type<Budget['period']>().notNull(),
    startsOn: date('starts_on').notNull(),
    tokens: bigint('tokens', { mode: 'number' }).notNull(),
    cost: bigint('cost', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.scope, table.subject, table.period, table.startsOn] })],
);

/** Room that running answers have taken. What a crash leaves behind expires. */
export const reservations = pgTable(
  'reservations',
  {
    tenantId: tenantId().references(() => tenants.tenantId, { onDelete: 'cascade' }),
    runId: text('run_id').notNull(),
    visitorId: text('visitor_id'),
    tokens: bigint('tokens', { mode: 'number' }).notNull(),
    cost: bigint('cost', { mode: 'number' }).notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.runId] })],
);
