import type { EmbeddingModel } from '../../completion/index.js';
import { inTenantSql, type Database, type SqlTransaction } from '../../db/index.js';

/** A model's vectors of one dimension. */
export interface Space {
  /** `model@dimension` */
  space: string;
  dimension: number;
  asked: EmbeddingModel;
}

/** See the table's comment in the schema. */
export interface VectorSet extends Space {
  home: string;
  state: 'active' | 'filling' | 'retired';
  isIndexed: boolean;
  tokens: number;
  changedAt: Date;
}

export type SetKey = Pick<VectorSet, 'space' | 'home'>;

interface SetRow extends Omit<VectorSet, 'asked'> {
  model: string;
  dimensions: number | null;
}

/** The active set first, then those that fill, the newest first. */
export async function selectSets(tx: SqlTransaction, tenantId: string): Promise<VectorSet[]> {
  const rows = await tx<SetRow[]>`
    select space, home, state, model, dimension, requested_dimensions as dimensions, is_indexed as "isIndexed",
        tokens::float8 as tokens, changed_at as "changedAt"
      from vector_sets where tenant_id = ${tenantId} order by state, changed_at desc, space`;
  return rows.map(({ model, dimensions, ...set }) => ({ ...set, asked: { model, dimensions: dimensions ?? undefined } }));
}

export async function listSets(database: Database, tenantId: string): Promise<VectorSet[]> {
  return inTenantSql(database, tenantId, (tx) => selectSets(tx, tenantId));
}

/** Adds a set, or begins to fill one again that was retired. */
export async function putSet(
  tx: SqlTransaction,
  tenantId: string,
  set: Space & { home: string; state: 'active' | 'filling' },
): Promise<void> {
  await tx`
    insert into vector_sets (tenant_id, space, home, state, model, dimension, requested_dimensions)
      values (${tenantId}, ${set.space}, ${set.home}, ${set.state}, ${set.asked.model}, ${set.dimension}, ${set.asked.dimensions ?? null})
      on conflict (tenant_id, space, home) do update set state = excluded.state, changed_at = now()
        where vector_sets.state = 'retired'`;
}

export async function retireSet(tx: SqlTransaction, tenantId: string, { space, home }: SetKey): Promise<void> {
  await tx`update vector_sets set state = 'retired', changed_at = now()
    where tenant_id = ${tenantId} and space = ${space} and home = ${home}`;
}

/** The set is searched from now on, and what was before retires. */
export async function activateSet(tx: SqlTransaction, tenantId: string, { space, home }: SetKey): Promise<void> {
  await tx`update vector_sets set state = 'retired', changed_at = now() where tenant_id = ${tenantId} and state = 'active'`;
  await tx`update vector_sets set state = 'active', changed_at = now()
    where tenant_id = ${tenantId} and space = ${space} and home = ${home}`;
}

export async function markIndexed(database: Database, tenantId: string, { space, home }: SetKey): Promise<void> {
  await inTenantSql(
    database,
    tenantId,
    (tx) => tx`update vector_sets set is_indexed = true where tenant_id = ${tenantId} and space = ${space} and home = ${home}`,
  );
}

export async function addTokens(tx: SqlTransaction, tenantId: string, space: string, tokens: number): Promise<void> {
  if (tokens > 0) await tx`update vector_sets set tokens = tokens + ${tokens} where tenant_id = ${tenantId} and space = ${space}`;
}

export async function countChunks(tx: SqlTransaction, tenantId: string): Promise<number> {
  const [row] = await tx<{ chunks: number }[]>`select chunk_count as chunks from knowledge_stats where tenant_id = ${tenantId}`;
  return row?.chunks ?? 0;
}

export interface VectorsToAdd {
  tenantId: string;
  space: string;
  numbers: readonly number[];
  vectors: readonly (readonly number[])[];
  hashes: readonly string[];
}

/** Writes vectors of chunks into each living set of their space; chunks that are gone meanwhile are passed over. */
export async function addVectors(tx: SqlTransaction, input: VectorsToAdd): Promise<void> {
  const { tenantId, space } = input;
  await tx`
    insert into chunk_vectors (tenant_id, home, space, chunk_number, embedding, content_hash)
      select ${tenantId}, s.home, s.space, i.number, i.vector::halfvec, i.hash
        from unnest(${[...input.numbers]}::integer[], ${input.vectors.map(vectorLiteral)}::text[], ${[...input.hashes]}::text[])
          as i(number, vector, hash)
        join chunks c on c.tenant_id = ${tenantId} and c.number = i.number
        cross join (select home, space from vector_sets where tenant_id = ${tenantId} and space = ${space} and state <> 'retired') s
      on conflict do nothing`;
}

/** Deletes the vectors of chunks from all sets. */
export async function deleteVectors(tx: SqlTransaction, tenantId: string, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return;
  for (const { space, home } of await selectSets(tx, tenantId)) {
    await tx`delete from chunk_vectors
      where tenant_id = ${tenantId} and home = ${home} and space = ${space} and chunk_number = any(${[...numbers]}::integer[])`;
  }
}

/** Vectors that the tenant's chunks have in a space, by the hash of their text. */
export async function findVectors(
  database: Database,
  input: { tenantId: string; space: string; hashes: readonly string[] },
): Promise<Map<string, readonly number[]>> {
  const rows = await inTenantSql(
    database,
    input.tenantId,
    (tx) => tx<{ hash: string; vector: string }[]>`
      select distinct on (content_hash) content_hash as hash, embedding::text as vector from chunk_vectors
        where tenant_id = ${input.tenantId} and home in ('shared', ${input.tenantId})
          and content_hash = any(${[...input.hashes]}::text[]) and space = ${input.space}`,
  );
  return new Map(rows.map(({ hash, vector }) => [hash, JSON.parse(vector) as number[]]));
}

export function vectorLiteral(vector: readonly number[]): string {
  return `[${vector.join(',')}]`;
}
