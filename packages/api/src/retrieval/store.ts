import type { Metadata } from '@askwell/contract';
import { inTenantSql, type Database, type SqlTransaction } from '../db/index.js';
import type { Passage } from './passage.js';
import { deleteVectors, vectorLiteral } from './vectors/store.js';
import type { VocabularySource } from './query/vocabulary.js';

export type StoredPassage = Omit<Passage, 'score'>;

/** A chunk that a search found. */
export interface Candidate {
  number: number;
  /** Of the row of its document. */
  version: string;
  lexical: number;
  /** Null where it has no vector in the question's space. */
  cosine: number | null;
}

export interface CandidateQuery {
  tenantId: string;
  /** Terms of each group with what one occurrence counts. */
  groups: readonly { factors: ReadonlyMap<string, number>; weight: number }[];
  /** The question's vector and its space, where there is one. */
  dense: { space: string; vector: readonly number[] } | undefined;
  candidates: number;
  minimum: number;
  /** Only chunks of documents whose metadata hold all of this. */
  filter?: Metadata | undefined;
}

export interface FoundCandidates {
  candidates: Candidate[];
  chunkCount: number;
  version: number;
  /** Inverse chunk frequency of each group. */
  idf: number[];
  /** How the nearest vectors were found: `repeated` exactly where the index gave too few. Null: not looked for. */
  vectorScan: VectorScan | null;
}

export type VectorScan = 'exact' | 'index' | 'repeated';

/** Scores the tenant's chunks in the database, in one round trip that enters the tenant itself. */
export async function findCandidates(database: Database, query: CandidateQuery): Promise<FoundCandidates> {
  const numbers: number[] = [];
  const terms: string[] = [];
  const factors: number[] = [];
  for (const [at, group] of query.groups.entries()) {
    for (const [term, factor] of group.factors) {
      numbers.push(at + 1);
      terms.push(term);
      factors.push(factor);
    }
  }
  const [row] = await database.sql<{ found: FoundArrays }[]>`
    select askwell_find_candidates(
      ${query.tenantId}, ${numbers}::integer[], ${terms}::text[], ${factors}::float8[], ${query.groups.map((group) => group.weight)}::float8[],
      ${query.dense?.space ?? null}, ${query.dense === undefined ? null : vectorLiteral(query.dense.vector)},
      ${query.candidates}, ${query.minimum}, ${query.filter === undefined ? null : JSON.stringify(query.filter)}::text::jsonb) as found`;
  if (row === undefined) throw new Error('The search gave no answer');
  const { numbers: found, versions, lexical, cosines, ...statistics } = row.found;
  return {
    ...statistics,
    candidates: found.map((number, at) => ({
      number,
      version: versions[at] ?? '',
      lexical: lexical[at] ?? 0,
      cosine: cosines?.[at] ?? null,
    })),
  };
}

interface FoundArrays extends Omit<FoundCandidates, 'candidates'> {
  numbers: number[];
  versions: string[];
  lexical: number[];
  cosines: (number | null)[] | null;
}

/** Where a term occurs: chunks in ascending order, and the term's normalised frequency in each. */
export interface Postings {
  numbers: Int32Array;
  weights: Float32Array;
}

const bytesOfNumber = 4;
const bytesOfPosting = 2 * bytesOfNumber;

/** Reads the postings of terms, with the version of the tenant's knowledge that they had at the latest. */
export async function readPostings(
  database: Database,
  tenantId: string,
  terms: readonly string[],
): Promise<{ version: number; postings: Map<string, Postings> }> {
  const rows = await database.sql<{ version: number; term: string | null; postings: Buffer | null }[]>`
    select version::float8 as version, term, postings from askwell_read_postings(${tenantId}, ${[...terms]}::text[])`;
  const postings = new Map<string, Postings>();
  for (const row of rows) if (row.term !== null && row.postings !== null) postings.set(row.term, unpack(row.postings));
  return { version: rows[0]?.version ?? 0, postings };
}

function unpack(packed: Buffer): Postings {
  const count = packed.length / bytesOfPosting;
  const postings = { numbers: new Int32Array(count), weights: new Float32Array(count) };
  for (let at = 0; at < count; at++) {
    postings.numbers[at] = packed.readInt32BE(at * bytesOfPosting);
    postings.weights[at] = packed.readFloatBE(at * bytesOfPosting + bytesOfNumber);
  }
  return postings;
}

/** The version of the tenant's knowledge, and of the row of each document: '' where there is none. */
export interface Confirmed {
  version: number;
  versions: ReadonlyMap<string, string>;
}

export async function confirmCandidates(database: Database, tenantId: string, documents: readonly string[]): Promise<Confirmed> {
  const [row] = await database.sql<{ version: number; versions: string | null }[]>`
    select version::float8 as version, versions from askwell_confirm_candidates(${tenantId}, ${[...documents]}::text[])`;
  const versions = row?.versions?.split(' ') ?? [];
  return { version: row?.version ?? 0, versions: new Map(documents.map((id, at) => [id, versions[at] ?? ''])) };
}

/** Reads passages by their numbers, in any order; those that have gone meanwhile are missing. */
export async function readPassages(database: Database, tenantId: string, numbers: readonly number[]): Promise<StoredPassage[]> {
  return database.sql<StoredPassage[]>`
    select number as "chunkNumber", version, id as "chunkId", document_id as "documentId", external_id as "externalId", title, url,
      media_type as "mediaType", heading_path as "headingPath", page, first as start, last as "end", body as text, language, previous, next
    from askwell_read_passages(${tenantId}, ${[...numbers]}::integer[])`;
}

export async function loadVocabulary(database: Database, tenantId: string): Promise<VocabularySource> {
  return inTenantSql(database, tenantId, async (tx) => {
    const [stats] = await tx<{ version: number; chunkCount: number; languages: Record<string, number> }[]>`
      select version::float8 as version, chunk_count as "chunkCount", languages from knowledge_stats where tenant_id = ${tenantId}`;
    // Packed: of a large tenant, a row for each term takes five times as long to read.
    const [packed] = await tx<{ terms: string | null; frequencies: Buffer | null }[]>`
      select string_agg(term, e'\n') as terms, string_agg(int4send(chunk_frequency), ''::bytea) as frequencies
        from terms where tenant_id = ${tenantId} and chunk_frequency > 0`;
    const frequencies = unpackNumbers(packed?.frequencies);
    const terms = packed?.terms?.split('\n') ?? [];
    const [chunks] = await tx<{ numbers: Buffer | null }[]>`
      select string_agg(int4send(number), ''::bytea order by number) as numbers from chunks
        where tenant_id = ${tenantId} and not coalesce(number <@ (select askwell_hidden_chunks(${tenantId})), false)`;
    return {
      version: stats?.version ?? 0,
      chunkCount: stats?.chunkCount ?? 0,
      languages: stats?.languages ?? {},
      terms: terms.map((term, at) => ({ term, chunkFrequency: frequencies[at] ?? 0 })),
      chunkNumbers: unpackNumbers(chunks?.numbers),
    };
  });
}

function unpackNumbers(packed: Buffer | null = null): Int32Array {
  const numbers = new Int32Array((packed?.length ?? 0) / bytesOfNumber);
  for (let at = 0; at < numbers.length; at++) numbers[at] = packed?.readInt32BE(at * bytesOfNumber) ?? 0;
  return numbers;
}

/** One tenant's index is changed by one transaction at a time: counts are read and written back. */
export async function lockIndex(tx: SqlTransaction, tenantId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${tenantId}, 7225118))`;
}

/** Raises the chunk frequency of each term, adds the new ones, and gives the id of each. */
export async function addTerms(
  tx: SqlTransaction,
  tenantId: string,
  frequencies: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  // No upsert: each conflict would use up one id of the sequence.
  const rows = await tx<{ id: number; term: string }[]>`
    with input as materialized (
      select * from unnest(${[...frequencies.keys()]}::text[], ${[...frequencies.values()]}::integer[]) as i(term, frequency)
    ), updated as (
      update terms t set chunk_frequency = t.chunk_frequency + i.frequency from input i
        where t.tenant_id = ${tenantId} and t.term = i.term returning t.id, t.term
    ), inserted as (
      insert into terms (tenant_id, term, chunk_frequency)
        select ${tenantId}, i.term, i.frequency from input i where not exists (select from updated u where u.term = i.term)
        returning id, term
    )
    select id, term from updated union all select id, term from inserted`;
  return new Map(rows.map((row) => [row.term, row.id]));
}

/** Gives the id of each term, and adds those that are new: no chunk holds them that a search finds. */
export async function ensureTerms(tx: SqlTransaction, tenantId: string, words: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx<{ id: number; term: string }[]>`
    with input as materialized (select term from unnest(${[...words]}::text[]) as i(term)
    ), known as materialized (
      select t.id, t.term from input i join terms t on t.tenant_id = ${tenantId} and t.term = i.term
    ), inserted as (
      insert into terms (tenant_id, term, chunk_frequency)
        select ${tenantId}, i.term, 0 from input i where not exists (select from known k where k.term = i.term)
        returning id, term
    )
    select id, term from known union all select id, term from inserted`;
  return new Map(rows.map((row) => [row.term, row.id]));
}

/** Raises the chunk frequency of terms. */
export async function raiseFrequencies(
  tx: SqlTransaction,
  tenantId: string,
  frequencies: ReadonlyMap<number, number>,
): Promise<void> {
  await tx`
    update terms t set chunk_frequency = t.chunk_frequency + i.frequency
      from unnest(${[...frequencies.keys()]}::integer[], ${[...frequencies.values()]}::integer[]) as i(id, frequency)
      where t.tenant_id = ${tenantId} and t.id = i.id`;
}

/** Takes chunks out of the frequencies of their terms. */
export async function lowerFrequencies(tx: SqlTransaction, tenantId: string, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return;
  await tx`
    with counts as materialized (
      select u.term_id, count(*)::integer as chunks from chunks c cross join lateral unnest(c.term_ids) as u(term_id)
        where c.tenant_id = ${tenantId} and c.number = any(${[...numbers]}::integer[]) group by u.term_id
    )
    update terms t set chunk_frequency = t.chunk_frequency - c.chunks from counts c where t.tenant_id = ${tenantId} and t.id = c.term_id`;
}

export interface ChunkRow {
  documentId: string;
  id: string;
  ordinal: number;
  headingPath: readonly string[];
  start: number;
  end: number;
  page: number | null;
  text: string;
  language: string | null;
  termIds: readonly number[];
  /** Normalised frequency of each of `termIds`. */
  weights: readonly number[];
}

/** Writes chunks with their postings; gives their numbers by id. */
export async function addChunks(tx: SqlTransaction, tenantId: string, rows: readonly ChunkRow[]): Promise<Map<string, number>> {
  const inserted = await tx<{ id: string; number: number }[]>`
    with input as materialized (
      select * from unnest(
        ${rows.map((row) => row.documentId)}::text[], ${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.ordinal)}::integer[],
        ${rows.map((row) => JSON.stringify(row.headingPath))}::text[], ${rows.map((row) => row.start)}::integer[],
        ${rows.map((row) => row.end)}::integer[], ${rows.map((row) => row.page)}::integer[], ${rows.map((row) => row.text)}::text[],
        ${rows.map((row) => row.language)}::text[], ${rows.map((row) => `{${row.termIds.join(',')}}`)}::text[],
        ${rows.map((row) => `{${row.weights.join(',')}}`)}::text[]
      ) as i(document_id, id, ordinal, heading_path, first, last, page, body, language, term_ids, weights)
    ), added as (
      insert into chunks (tenant_id, id, document_id, ordinal, heading_path, start, "end", page, text, language, term_ids)
        select ${tenantId}, i.id, i.document_id, i.ordinal, i.heading_path::jsonb, i.first, i.last, i.page, i.body, i.language,
          i.term_ids::integer[] from input i
        returning id, number
    ), posted as (
      insert into postings (tenant_id, term_id, chunk_number, weight)
        select ${tenantId}, u.term_id, a.number, u.weight from added a join input i on i.id = a.id
          cross join lateral unnest(i.term_ids::integer[], i.weights::real[]) as u(term_id, weight)
    )
    select id, number from added`;
  return new Map(inserted.map((row) => [row.id, row.number]));
}

/** Deletes chunks that no statistic counts any more, with their postings, their vectors, and the terms that no other chunk holds. */
export async function deleteChunks(tx: SqlTransaction, tenantId: string, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return;
  const [row] = await tx<{ terms: number[] | null }[]>`
    with gone as (
      delete from chunks where tenant_id = ${tenantId} and number = any(${[...numbers]}::integer[]) returning number, term_ids
    ), pairs as materialized (
      select g.number, u.term_id from gone g cross join lateral unnest(g.term_ids) as u(term_id)
    ), posted as (
      delete from postings p using pairs x
        where p.tenant_id = ${tenantId} and p.term_id = x.term_id and p.chunk_number = x.number
    )
    select array_agg(distinct x.term_id) as terms from pairs x`;
  // Those of hidden chunks count nothing and have postings all the same.
  await tx`
    delete from terms t using unnest(${row?.terms ?? []}::integer[]) as i(id)
      where t.tenant_id = ${tenantId} and t.id = i.id and t.chunk_frequency <= 0
        and not exists (select from postings p where p.tenant_id = ${tenantId} and p.term_id = t.id)`;
  await deleteVectors(tx, tenantId, numbers);
}

/** Adds to the tenant's statistics, or takes away where the counts are negative. */
export async function changeStatistics(
  tx: SqlTransaction,
  change: { tenantId: string; chunks: number; languages: ReadonlyMap<string, number> },
): Promise<void> {
  const languages = JSON.stringify(Object.fromEntries(change.languages));
  await tx`
    insert into knowledge_stats as s (tenant_id, chunk_count, version, languages)
      values (${change.tenantId}, ${change.chunks}, 1, ${languages}::text::jsonb)
      on conflict (tenant_id) do update set chunk_count = s.chunk_count + excluded.chunk_count, version = s.version + 1,
        languages = (
          select coalesce(jsonb_object_agg(m.key, m.chunks), '{}') from (
            select e.key, sum(e.value::integer) as chunks from (
              select * from jsonb_each_text(s.languages) union all select * from jsonb_each_text(excluded.languages)
            ) e group by e.key having sum(e.value::integer) > 0
          ) m
        )`;
}
