import type { DocumentStatus, ErrorCode, Metadata } from '@askwell/contract';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { createdAt, tenantId, updatedAt } from './columns.js';
import { tenants } from './tenancy.js';

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
/** No fixed dimension: each embedding space has its own. */
const halfvec = customType<{ data: string }>({ dataType: () => 'halfvec' });

export const documents = pgTable(
  'documents',
  {
    tenantId: tenantId().references(() => tenants.tenantId, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    externalId: text('external_id'),
    title: text('title').notNull(),
    url: text('url'),
    mediaType: text('media_type').notNull(),
    status: text('status').$type<DocumentStatus>().notNull(),
    errorCode: text('error_code').$type<ErrorCode>(),
    errorDetail: text('error_detail'),
    /** What citations index; set in the same transaction as its chunks. */
    text: text('text').notNull().default(''),
    /** UTF-16 units of the text, so that a list need not read it. */
    characters: integer('characters').notNull().default(0),
    language: text('language'),
    chunkCount: integer('chunk_count').notNull().default(0),
    metadata: jsonb('metadata').$type<Metadata>().notNull().default({}),
    /** Raised by each replacement, so that a job of an older revision ends without writing. */
    revision: integer('revision').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex('documents_external')
      .on(table.tenantId, table.externalId)
      .where(sql`external_id is not null`),
  ],
);

/** What is still to be read: the bytes of an upload or a text; deleted when the document is ready. */
export const documentInputs = pgTable(
  'document_inputs',
  {
    tenantId: tenantId(),
    documentId: text('document_id').notNull(),
    revision: integer('revision').notNull(),
    kind: text('kind').$type<'text' | 'file' | 'page'>().notNull(),
    /** Absent: the document takes the title that stands in the file or page. */
    title: text('title'),
    fileName: text('file_name'),
    /** What the sender says; the parser looks for itself. */
    mediaType: text('media_type'),
    bytes: bytea('bytes'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.documentId] }),
    foreignKey({ columns: [table.tenantId, table.documentId], foreignColumns: [documents.tenantId, documents.id] }).onDelete(
      'cascade',
    ),
  ],
);

/** `number` is the short key that postings and vectors use. `page` is 1-based. `termIds` lets a delete find its postings. */
export const chunks = pgTable(
  'chunks',
  {
    tenantId: tenantId(),
    number: integer('number').generatedAlwaysAsIdentity().notNull(),
    id: text('id').notNull(),
    documentId: text('document_id').notNull(),
    ordinal: integer('ordinal').notNull(),
    headingPath: jsonb('heading_path').$type<string[]>().notNull(),
    start: integer('start').notNull(),
    end: integer('end').notNull(),
    page: integer('page'),
    text: text('text').notNull(),
    language: text('language'),
    termIds: integer('term_ids').array().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.number] }),
    uniqueIndex('chunks_id').on(table.tenantId, table.id),
    index('chunks_document').on(table.tenantId, table.documentId, table.ordinal),
    foreignKey({ columns: [table.tenantId, table.documentId], foreignColumns: [documents.tenantId, documents.id] }).onDelete(
      'cascade',
    ),
  ],
);

/**
 * Chunks that no search sees: those of a large document while it is written or taken out, in runs of numbers. `staging` names the
 * attempt that writes them; null: they are leaving.
 */
export const hiddenChunks = pgTable(
  'hidden_chunks',
  {
    tenantId: tenantId().references(() => tenants.tenantId, { onDelete: 'cascade' }),
    firstNumber: integer('first_number').notNull(),
    lastNumber: integer('last_number').notNull(),
    documentId: text('document_id').notNull(),
    staging: text('staging'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.firstNumber] }),
    index('hidden_chunks_document').on(table.tenantId, table.documentId),
    foreignKey({ columns: [table.tenantId, table.documentId], foreignColumns: [documents.tenantId, documents.id] }),
  ],
);

/** The tenant's vocabulary; `chunkFrequency` is the number of its chunks that hold the term. */
export const terms = pgTable(
  'terms',
  {
    tenantId: tenantId().references(() => tenants.tenantId, { onDelete: 'cascade' }),
    id: integer('id').generatedAlwaysAsIdentity().notNull(),
    term: text('term').notNull(),
    chunkFrequency: integer('chunk_frequency').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] }), uniqueIndex('terms_term').on(table.tenantId, table.term)],
);

/** `weight` is the length-normalised term frequency tf' of BM25, before saturation. Its covering key stands in the migration. */
export const postings = pgTable('postings', {
  tenantId: tenantId(),
  termId: integer('term_id').notNull(),
  chunkNumber: integer('chunk_number').notNull(),
  weight: real('weight').notNull(),
});

/** `version` rises with every change of the tenant's chunks; `languages` counts the chunks of each language. */
export const knowledgeStats = pgTable('knowledge_stats', {
  tenantId: text('tenant_id')
    .primaryKey()
    .references(() => tenants.tenantId, { onDelete: 'cascade' }),
  chunkCount: integer('chunk_count').notNull().default(0),
  version: bigint('version', { mode: 'number' }).notNull().default(0),
  languages: jsonb('languages').$type<Record<string, number>>().notNull().default({}),
});

/**
 * The tenant's vectors of one space in one place. Searches use the active set alone; a filling one takes its place when it holds
 * every chunk, and a retired one is then removed.
 */
export const vectorSets = pgTable(
  'vector_sets',
  {
    tenantId: tenantId().references(() => tenants.tenantId, { onDelete: 'cascade' }),
    /** The embedding model and its dimension, as `model@dimension`. */
    space: text('space').notNull(),
    /** The partition: `shared`, or the id of a tenant that has its own. */
    home: text('home').notNull(),
    state: text('state').$type<'active' | 'filling' | 'retired'>().notNull(),
    model: text('model').notNull(),
    dimension: integer('dimension').notNull(),
    /** What the model was asked for, where it can give vectors of several dimensions. */
    requestedDimensions: integer('requested_dimensions'),
    /** An HNSW index stands on it. */
    isIndexed: boolean('is_indexed').notNull().default(false),
    /** What its embeddings took. */
    tokens: bigint('tokens', { mode: 'number' }).notNull().default(0),
    changedAt: timestamp('changed_at', { withTimezone: true, mode: 'date' })
      .notNull()
      .default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.space, table.home] }),
    uniqueIndex('vector_sets_active')
      .on(table.tenantId)
      .where(sql`state = 'active'`),
  ],
);

/**
 * Partitioned by `home`, so that a large tenant has indexes of its own. Like a posting, a vector is deleted with its chunk by
 * `deleteChunks`: a foreign key would look into every partition for each chunk.
 */
export const chunkVectors = pgTable(
  'chunk_vectors',
  {
    tenantId: tenantId(),
    home: text('home').notNull().default('shared'),
    space: text('space').notNull(),
    chunkNumber: integer('chunk_number').notNull(),
    embedding: halfvec('embedding').notNull(),
    /** Of the text that was embedded, so that the same text is never embedded twice. Null: from before hashes were kept. */
    contentHash: text('content_hash'),
  },
  (table) => [
    index('chunk_vectors_content').on(table.tenantId, table.contentHash),
    primaryKey({ columns: [table.tenantId, table.space, table.chunkNumber, table.home] }),
  ],
);
