import type { ModelSettings, WidgetSettings, WidgetStrings, WidgetTheme } from '@askwell/contract';
import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, tenantId, updatedAt } from './columns.js';

export const tenants = pgTable('tenants', {
  tenantId: text('tenant_id').primaryKey(),
  name: text('name').notNull(),
  createdAt: createdAt(),
});

export const assistants = pgTable(
  'assistants',
  {
    tenantId: tenantId().references(() => tenants.tenantId, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    name: text('name').notNull(),
    instructions: text('instructions').notNull().default(''),
    greeting: text('greeting').notNull().default(''),
    starters: jsonb('starters').$type<string[]>().notNull().default([]),
    theme: jsonb('theme').$type<WidgetTheme>().notNull().default({}),
    strings: jsonb('strings').$type<WidgetStrings>().notNull().default({}),
    locale: text('locale').notNull().default('auto'),
    /** The widget's sections beside theme and texts, as they were given. */
    widget: jsonb('widget').$type<WidgetSettings>().notNull().default({}),
    allowedOrigins: jsonb('allowed_origins').$type<string[]>().notNull().default([]),
    allowMissingOrigin: boolean('allow_missing_origin').notNull().default(false),
    claimAnonymous: boolean('claim_anonymous').notNull().default(false),
    model: jsonb('model').$type<ModelSettings>().notNull().default({}),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** `hash` is the SHA-256 of the key in hex. A publishable key is public, so its text is kept too. */
export const apiKeys = pgTable(
  'api_keys',
  {
    tenantId: tenantId().references(() => tenants.tenantId, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    kind: text('kind').$type<'secret' | 'publishable'>().notNull(),
    hash: text('hash').notNull(),
    publishable: text('publishable'),
    assistantId: text('assistant_id').notNull(),
    createdAt: createdAt(),
    revokedAt: timestamp('revoked_at', { withTimezone: true, mode: 'date' }),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    // A 256-bit hash cannot be guessed, so this one unique key may span tenants.
    uniqueIndex('api_keys_hash').on(table.hash),
    foreignKey({ columns: [table.tenantId, table.assistantId], foreignColumns: [assistants.tenantId, assistants.id] }).onDelete(
      'cascade',
    ),
  ],
);

export const visitors = pgTable(
  'visitors',
  {
    tenantId: tenantId().references(() => tenants.tenantId, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    assistantId: text('assistant_id').notNull(),
    /** The tenant's own id of an identified visitor. */
    userId: text('user_id'),
    name: text('name'),
    email: text('email'),
    createdAt: createdAt(),
    seenAt: timestamp('seen_at', { withTimezone: true, mode: 'date' })
      .notNull()
      .default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('visitors_assistant').on(table.tenantId, table.assistantId),
    uniqueIndex('visitors_user')
      .on(table.tenantId, table.assistantId, table.userId)
      .where(sql`user_id is not null`),
    foreignKey({ columns: [table.tenantId, table.assistantId], foreignColumns: [assistants.tenantId, assistants.id] }).onDelete(
      'cascade',
    ),
  ],
);
