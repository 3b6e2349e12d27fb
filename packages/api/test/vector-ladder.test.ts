import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlanter, type Planter } from '../../../tests/support/plant-vectors.mjs';
import type { Context } from '../src/context.js';
import { inTenantSql } from '../src/db/index.js';
import { arrangeVectors } from '../src/retrieval/index.js';
import { findCandidates, type FoundCandidates } from '../src/retrieval/store.js';
import { createTestApp, type TestApp } from './support/test-app.js';

const space = 'planted@64';
const isServer = process.env['ASKWELL_TEST_DB'] === 'postgres';
const largeTenantChunks = isServer ? 2000 : 200;

let app: TestApp;
let planter: Planter;
let questions: string[];

beforeAll(async () => {
  app = await createTestApp({ ASKWELL_LARGE_TENANT_CHUNKS: String(largeTenantChunks) });
  planter = await createPlanter(app.deps.database.sql, { dimensions: 64, centres: 40, spreads: 300 });
  if (isServer) await planter.plantVectors({ tenantId: 'ten_neighbour', space, count: 20_000 });
  await planter.plantChunks({ tenantId: 'ten_tiny', space, count: 10 });
  await planter.plantChunks({ tenantId: 'ten_small', space, count: 1000 });
  await planter.plantChunks({ tenantId: 'ten_large', space, count: isServer ? 3000 : 300 });
  questions = await planter.questions(30);
});
afterAll(() => app.close());

function contextOf(tenantId: string): Context {
  return { tenantId, actor: { kind: 'system' }, requestId: 'req_ladder', signal: new AbortController().signal, deps: app.deps };
}

function find(tenantId: string, vector: string, candidates = 50): Promise<FoundCandidates> {
  const dense = { space, vector: JSON.parse(vector) as number[] };
  return findCandidates(app.deps.database, { tenantId, groups: [], dense, candidates, minimum: 10 });
}

/** The nearest ten by what the search found, and the share of them that are the true ones. */
async function recallAtTen(tenantId: string): Promise<number> {
  let found = 0;
  let wanted = 0;
  for (const vector of questions) {
    const { candidates } = await find(tenantId, vector);
    const nearest = candidates.toSorted((a, b) => (b.cosine ?? -2) - (a.cosine ?? -2)).slice(0, 10);
    const exact = await planter.exactly({ tenantId, space, vector, limit: 10 });
    wanted += exact.length;
    found += exact.filter((number) => nearest.some((candidate) => candidate.number === number)).length;
  }
  return found / wanted;
}

interface Scans {
  numbers: number[];
  /** Scans of each index, and sequential ones of each table, that the search itself made. */
  scans: Record<string, number>;
}

async function nearest(tenantId: string, vector: string, options: { limit?: number; allowed?: number[] } = {}): Promise<Scans> {
  return inTenantSql(app.deps.database, tenantId, async (tx) => {
    const countScans = () => tx<{ name: string; scans: number }[]>`
      select relname as name, pg_stat_get_xact_numscans(oid)::integer as scans from pg_class where relname like 'chunk\\_vectors%'`;
    const before = new Map((await countScans()).map(({ name, scans }) => [name, scans]));
    const rows = await tx<{ number: number }[]>`
      select n as number from askwell_nearest_chunks(${tenantId}, ${space}, ${vector}, ${options.allowed ?? null}::integer[],
        ${options.limit ?? 50}) as n`;
    const scans: Record<string, number> = {};
    for (const { name, scans: after } of await countScans()) {
      const made = after - (before.get(name) ?? 0);
      if (made > 0) scans[name] = made;
    }
    return { numbers: rows.map(({ number }) => number), scans };
  });
}

describe('a small tenant', () => {
  it.each(['ten_tiny', 'ten_small'])('finds exactly, by its key alone: %s', async (tenantId) => {
    expect(await recallAtTen(tenantId)).toBe(1);
    const { scans } = await nearest(tenantId, questions[0] ?? '');
    // Both begin with the tenant.
    expect(Object.entries(scans)).toEqual([[expect.stringMatching(/^chunk_vectors_shared_(pk|content)$/), 1]]);
  });

  it('finds among the allowed alone', async () => {
    const [vector = ''] = questions;
    const all = await planter.exactly({ tenantId: 'ten_small', space, vector, limit: 1000 });
    const allowed = all.slice(500, 520);
    expect((await nearest('ten_small', vector, { allowed })).numbers).toEqual(allowed);
  });

  it('finds nothing of another tenant', async () => {
    const { candidates } = await find('ten_nobody', questions[0] ?? '');
    expect(candidates).toEqual([]);
  });
});

if (isServer) {
  describe('a large tenant', () => {
    beforeAll(async () => {
      const moving = new AbortController();
      const [vector = ''] = await planter.questions(1);
      const [first] = await planter.exactly({ tenantId: 'ten_large', space, vector, limit: 1 });
      const searching = (async () => {
        let searches = 0;
        for (; !moving.signal.aborted; searches++) {
          const { candidates } = await find('ten_large', vector);
          const [best] = candidates.toSorted((a, b) => (b.cosine ?? -2) - (a.cosine ?? -2));
          expect({ best: best?.number, count: candidates.length }).toEqual({ best: first, count: 50 });
        }
        return searches;
      })();
      await arrangeVectors(contextOf('ten_large'), { graceMilliseconds: 0 });
      moving.abort();
      expect(await searching).toBeGreaterThan(10);
    });

    it('has its vectors in a partition of its own, and none left elsewhere', async () => {
      const rows = await app.deps.database.sql`
        select tableoid::regclass::text as place, count(*)::int as vectors from chunk_vectors where tenant_id = 'ten_large' group by 1`;
      expect([...rows]).toEqual([{ place: 'chunk_vectors_ten_large', vectors: 3000 }]);
    });

    it('is searched by an index of its own', async () => {
      const { scans } = await nearest('ten_large', questions[0] ?? '');
      expect(Object.entries(scans)).toEqual([[expect.stringMatching(/^chunk_vectors_hnsw_/), 1]]);
      expect((await find('ten_large', questions[0] ?? '')).vectorScan).toBe('index');
      expect(await recallAtTen('ten_large')).toBeGreaterThanOrEqual(0.99);
    });

    it('is searched exactly again where the index gives too few', async () => {
      const [vector = ''] = questions;
      const { numbers } = await nearest('ten_large', vector, { limit: 3001 });
      const exact = await planter.exactly({ tenantId: 'ten_large', space, vector, limit: 3001 });
      expect(exact).toHaveLength(3000);
      expect(numbers.toSorted((a, b) => a - b)).toEqual(exact.toSorted((a, b) => a - b));
      expect((await find('ten_large', vector, 3001)).vectorScan).toBe('repeated');
    });

    it('stays behind its policy', async () => {
      const [row] = await inTenantSql(
        app.deps.database,
        'ten_small',
        (tx) => tx`select (select count(*)::int from chunk_vectors_ten_large) as direct,
          (select count(*)::int from chunk_vectors where home = 'ten_large') as through`,
      );
      expect(row).toEqual({ direct: 0, through: 0 });
    });

    it('is left as it is when it is arranged again', async () => {
      await arrangeVectors(contextOf('ten_large'), { graceMilliseconds: 0 });
      const sets = await app.deps.database.sql`
        select home, state, is_indexed as indexed from vector_sets where tenant_id = 'ten_large'`;
      expect([...sets]).toEqual([{ home: 'ten_large', state: 'active', indexed: true }]);
    });
  });
} else {
  it('stays where it is on the embedded database, which cannot build an index aside', async () => {
    await arrangeVectors(contextOf('ten_large'), { graceMilliseconds: 0 });
    expect(await recallAtTen('ten_large')).toBe(1);
    expect((await find('ten_large', questions[0] ?? '')).vectorScan).toBe('exact');
  });
}
