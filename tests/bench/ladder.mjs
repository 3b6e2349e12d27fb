import { cpus } from 'node:os';
import postgres from '../../packages/api/node_modules/postgres/src/index.js';
import { build } from '../../scripts/lib/build.mjs';
import { ensureInstalled } from '../../scripts/lib/install.mjs';
import { startServices } from '../../scripts/services.mjs';
import { createPlanter } from '../support/plant-vectors.mjs';
import { pool } from './client.mjs';
import { percentile } from './measures.mjs';

/**
 * Search by vector for tenants of 10 to 100,000 passages beside a neighbour with a million, against an exact scan: recall at ten and
 * latency. About four minutes, three of them to plant the vectors; `--keep` leaves them for the next run, `--quick` plants a tenth.
 */
const quick = process.argv.includes('--quick');
const keep = process.argv.includes('--keep');
const neighbour = quick ? 100_000 : 1_000_000;
const sizes = [10, 1000, 10_000, quick ? 20_000 : 100_000];
const questions = 100;
const space = 'planted@384';
const name = `askwell_ladder_${neighbour}`;
const rows = [];

await ensureInstalled();
await build();
const services = await startServices({ postgres: true });
const url = new URL(services.env.DATABASE_URL);
const admin = postgres(url.toString(), { max: 1, onnotice: () => {} });
let database;
try {
  const [existing] = await admin`select 1 from pg_database where datname = ${name}`;
  if (!existing) await admin.unsafe(`create database ${name}`);
  url.pathname = `/${name}`;
  // Built just now, so it cannot be imported above.
  const { openDatabase, migrate } = await import('../../packages/api/dist/modules/db/index.js');
  const { arrangeVectors } = await import('../../packages/api/dist/modules/retrieval/index.js');
  database = await openDatabase({ url: url.toString(), poolSize: 8 });
  await migrate(database);
  const planter = await plant(existing !== undefined);
  const vectors = await planter.questions(questions);
  console.error(
    `PostgreSQL on ${cpus().length} cores; 384 dimensions, ${questions} questions a row, a neighbour with ${neighbour}`,
  );
  for (const size of sizes) await measure(planter, vectors, size, `${size}`);
  for (const size of sizes.filter((size) => size >= 10_000)) {
    const began = performance.now();
    await arrangeVectors(contextOf(`ten_${size}`, Math.min(size, 10_000)), { graceMilliseconds: 0 });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    await measure(planter, vectors, size, `${size}, moved and indexed in ${seconds} s`);
  }
  print();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await database?.close();
  if (!keep) await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.end();
  await services.stop();
}

async function plant(isThere) {
  const planter = await createPlanter(database.sql, { parts: isThere ? 'keep' : 'make' });
  if (isThere) return planter;
  console.error('Planting vectors ...');
  await planter.plantVectors({ tenantId: 'ten_neighbour', space, count: neighbour });
  for (const size of sizes) await planter.plantChunks({ tenantId: `ten_${size}`, space, count: size });
  await database.sql`analyze`;
  return planter;
}

async function measure(planter, vectors, size, label) {
  const tenantId = `ten_${size}`;
  let [hits, wanted] = [0, 0];
  const scans = new Set();
  for (const vector of vectors) {
    const { numbers, cosines, vectorScan } = await search(tenantId, vector);
    scans.add(vectorScan);
    const nearest = numbers
      .map((number, at) => ({ number, cosine: cosines[at] }))
      .sort((a, b) => b.cosine - a.cosine)
      .slice(0, 10);
    const exact = await planter.exactly({ tenantId, space, vector, limit: 10 });
    wanted += exact.length;
    hits += exact.filter((number) => nearest.some((found) => found.number === number)).length;
  }
  const alone = await times(tenantId, vectors, 1);
  const together = await times(tenantId, vectors, 8);
  rows.push([
    label,
    [...scans].join(', '),
    (hits / wanted).toFixed(4),
    ...[alone, together].flatMap((list) => [0.5, 0.95].map((share) => percentile(list, share).toFixed(1))),
  ]);
}

async function times(tenantId, vectors, atOnce) {
  const list = [];
  await pool(vectors.length, atOnce, async (index) => {
    const began = performance.now();
    await search(tenantId, vectors[index]);
    list.push(performance.now() - began);
  });
  return list;
}

/** As the server searches, without words. */
async function search(tenantId, vector) {
  const [row] = await database.sql`
    select askwell_find_candidates(${tenantId}, '{}'::integer[], '{}'::text[], '{}'::float8[], '{}'::float8[], ${space}, ${vector}, 50, 10, null)
      as found`;
  return row.found;
}

function contextOf(tenantId, largeTenantChunks) {
  const nothing = () => {};
  const deps = {
    database,
    largeTenantChunks,
    activeSpaces: { forget: nothing },
    metrics: { vectorsFilled: { inc: nothing } },
    logger: { info: nothing },
    clock: { now: () => Date.now() },
  };
  return { tenantId, actor: { kind: 'system' }, requestId: 'bench', signal: new AbortController().signal, deps };
}

function print() {
  const head = ['passages', 'scan', 'recall@10', 'p50 ms', 'p95 ms', '8 at once p50', 'p95'];
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at].length)));
  for (const row of [head, ...rows])
    console.log(row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  '));
}
