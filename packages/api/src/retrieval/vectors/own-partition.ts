import { createHash } from 'node:crypto';
import type { Database, Sql } from '../../db/index.js';
import type { VectorSet } from './store.js';

/** pgvector's limit for an index on halfvec. */
const mostDimensions = 4000;
const megabyte = 2 ** 20;

/** What the tenant's vectors are arranged with: by one process at a time, and outside of requests. */
export interface PartitionKeeper {
  /** Makes the tenant's partition where it is missing. No search waits for it. */
  ensurePartition(): Promise<void>;
  /** Builds the set's HNSW index where it is missing; false where there can be none. Reads and writes go on meanwhile. */
  ensureIndex(set: VectorSet, vectors: number): Promise<boolean>;
  dropIndex(set: Pick<VectorSet, 'space'>): Promise<void>;
  analyse(): Promise<void>;
  release(): Promise<void>;
}

/** Undefined while another process arranges the tenant's vectors. The lock ends with its process. */
export async function keepPartition(database: Database, tenantId: string): Promise<PartitionKeeper | undefined> {
  if (!/^[\w-]+$/.test(tenantId)) throw new Error(`A tenant's id cannot name a table: ${tenantId}`);
  const client = database.createClient({ max: 1 });
  const [row] = await client<{ locked: boolean }[]>`
    select pg_try_advisory_lock(hashtextextended(${tenantId}, 7225120)) as locked`;
  if (row?.locked !== true) {
    await client.end({ timeout: 5 });
    return undefined;
  }
  const table = `chunk_vectors_${tenantId}`;
  return {
    ensurePartition: () => ensurePartition(client, table, tenantId),
    ensureIndex: async (set, vectors) => {
      if (set.dimension > mostDimensions) return false;
      await ensureIndex(client, table, set, vectors);
      return true;
    },
    async dropIndex({ space }) {
      await client`drop index concurrently if exists ${client(indexName(table, space))}`;
    },
    async analyse() {
      await client`analyze ${client(table)}`;
    },
    async release() {
      await client`select pg_advisory_unlock(hashtextextended(${tenantId}, 7225120))`;
      await client.end({ timeout: 5 });
    },
  };
}

async function ensurePartition(client: Sql, table: string, tenantId: string): Promise<void> {
  const [row] = await client`select to_regclass(${`"${table}"`}) as found`;
  if (row?.['found'] !== null) return;
  await client.begin(async (tx) => {
    // Attaching waits for writes that are under way, and further ones wait behind it: better to try again than to hold them up.
    await tx`set local lock_timeout = '3s'`;
    await tx`create table ${tx(table)} (like chunk_vectors including all)`;
    await tx`alter table ${tx(table)} enable row level security`;
    await tx`alter table ${tx(table)} force row level security`;
    await tx`create policy tenant on ${tx(table)} using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
      with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''))`;
    await tx`grant select, insert, update, delete on ${tx(table)} to askwell_app`;
    await tx.unsafe(`alter table chunk_vectors attach partition "${table}" for values in ('${tenantId}')`);
  });
}

async function ensureIndex(client: Sql, table: string, { space, dimension }: VectorSet, vectors: number): Promise<void> {
  const name = indexName(table, space);
  const [row] = await client<{ valid: boolean }[]>`
    select indisvalid as valid from pg_index where indexrelid = to_regclass(${`"${name}"`})`;
  if (row?.valid === true) return;
  // A build that was killed leaves an index that no search uses.
  await client`drop index concurrently if exists ${client(name)}`;
  // The graph is built several times faster where it fits into memory.
  const graph = Math.ceil((1.3 * vectors * (2 * dimension + 600)) / megabyte);
  await client.unsafe(`set maintenance_work_mem = '${Math.min(2048, Math.max(64, graph))}MB'`);
  await client.unsafe(
    `create index concurrently "${name}" on "${table}"
       using hnsw ((embedding::halfvec(${dimension})) halfvec_cosine_ops) where space = '${space.replaceAll("'", "''")}'`,
  );
}

function indexName(table: string, space: string): string {
  return `chunk_vectors_hnsw_${createHash('sha256').update(`${table} ${space}`).digest('hex').slice(0, 24)}`;
}
