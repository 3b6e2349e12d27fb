import type { ErrorCode, FaqPair, SourceKind, SourceStatus, SourceText, SyncOutcome } from '@askwell/contract';
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { createdAt, tenantId, updatedAt } from './columns.js';
import { tenants } from './tenancy.js';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export interface StoredWebsite {
  url: string | null;
  sitemapUrl: string | null;
  include: string[];
  exclude: string[];
  maxPages: number;
  maxDepth: number;
  delayMilliseconds: number;
  concurrency: number;
}

export type SourceContent = { website: StoredWebsite } | { pairs: FaqPair[] } | { documents: SourceText[] };

export const sources = pgTable(
  'sources',
  {
    tenantId: tenantId().references(() => tenants.tenantId, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    kind: text('kind').$type<SourceKind>().notNull(),
    name: text('name').notNull(),
    content: jsonb('content').$type<SourceContent>().notNull(),
    status: text('status').$type<SourceStatus | 'deleting'>().notNull().default('idle'),
    everyHours: integer('every_hours'),
    nextSyncAt: moment('next_sync_at'),
    /** Rises with each sync; what another sync has queued ends without writing. */
    sync: integer('sync').notNull().default(0),
    /** Rises with each job of a sync, so that a job that ran twice continues once. */
    step: integer('step').notNull().default(0),
    isPrepared: boolean('is_prepared').notNull().default(false),
    robots: text('robots'),
    found: integer('found').notNull().default(0),
    removed: integer('removed').notNull().default(0),
    /** A list of addresses could not be read: what is not listed may still be there. */
    isIncomplete: boolean('is_incomplete').notNull().default(false),
    notes: jsonb('notes').$type<string[]>().notNull().default([]),
    outcome: text('outcome').$type<SyncOutcome>(),
    errorCode: text('error_code').$type<ErrorCode>(),
    errorDetail: text('error_detail'),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** The frontier of a sync, and what the last one left. `sync` is the last sync that reached the page. */
export const sourcePages = pgTable(
  'source_pages',
  {
    tenantId: tenantId(),
    sourceId: text('source_id').notNull(),
    /** The address, or the place of a text within its source. */
    key: text('key').notNull(),
    kind: text('kind').$type<'page' | 'sitemap' | 'item'>().notNull(),
    number: integer('number').generatedAlwaysAsIdentity().notNull(),
    sync: integer('sync').notNull(),
    depth: integer('depth').notNull().default(0),
    state: text('state').$type<'waiting' | 'indexed' | 'failed' | 'redirected' | 'excluded'>().notNull(),
    change: text('change').$type<'added' | 'changed' | 'unchanged'>(),
    tries: integer('tries').notNull().default(0),
    nextTryAt: moment('next_try_at'),
    documentId: text('document_id'),
    fingerprint: text('fingerprint'),
    etag: text('etag'),
    lastModified: text('last_modified'),
    /** Kept for the next sync, in which an unchanged page is not sent again. */
    links: jsonb('links').$type<string[]>().notNull().default([]),
    httpStatus: integer('http_status'),
    errorCode: text('error_code').$type<ErrorCode>(),
    detail: text('detail'),
    isTransient: boolean('is_transient').notNull().default(false),
    fetchedAt: moment('fetched_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.sourceId, table.key] }),
    index('source_pages_waiting').on(table.tenantId, table.sourceId, table.state, table.depth, table.number),
    foreignKey({ columns: [table.tenantId, table.sourceId], foreignColumns: [sources.tenantId, sources.id] }).onDelete('cascade'),
  ],
);
