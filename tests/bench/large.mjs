// Searches of a tenant of 100,000 chunks on PostgreSQL: `node tests/bench/large.mjs [documents of 100 chunks]`. About ten minutes, most to take it in.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from '../../packages/api/node_modules/postgres/src/index.js';
import { build } from '../../scripts/lib/build.mjs';
import { ensureInstalled } from '../../scripts/lib/install.mjs';
import { startServices } from '../../scripts/services.mjs';
import { call, pool, timedCall } from './client.mjs';
import { untilReady } from './knowledge.mjs';
import { largeDocument, largeQuestion } from './large-fixtures.mjs';
import { percentile } from './measures.mjs';
import { cpuSeconds, residentBytes, startApi } from './processes.mjs';

const documents = Number(process.argv[2] ?? 1000);
const batch = 20;
const megabyte = 1024 * 1024;
const name = `askwell_large_${process.pid}`;
const platformKey = `plk_${randomBytes(24).toString('base64url')}`;

await ensureInstalled();
await build();
const services = await startServices({ postgres: true, durable: true });
const admin = postgres(services.env.DATABASE_URL, { max: 1, onnotice: () => {} });
const folder = mkdtempSync(path.join(tmpdir(), 'askwell-large-'));
const url = new URL(services.env.DATABASE_URL);
url.pathname = `/${name}`;
const env = { DATABASE_URL: url.toString(), ASKWELL_DATA_DIR: folder, ASKWELL_PLATFORM_KEY: platformKey };
let api;
try {
  await admin.unsafe(`create database ${name}`);
  api = await startApi({ env });
  const { token, chunks } = await fill(api.url);
  await api.stop();
  // A process that keeps nothing yet.
  api = await startApi({ env });
  await measure(api, token, chunks);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await api?.stop();
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.end();
  await services.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function fill(base) {
  const { keys } = await call(`${base}/v1/tenants`, { token: platformKey, body: { name: 'Large' } });
  for (let from = 0; from < documents; from += batch) {
    const some = Array.from({ length: Math.min(batch, documents - from) }, (_, at) => largeDocument(from + at));
    await call(`${base}/v1/documents/batch`, { token: keys.secret, body: { documents: some } });
  }
  const chunks = await untilReady(base, keys.secret, (ready, all) => {
    if (ready % 50 < 10) console.error(`${ready} of ${all} documents are ready`);
  });
  return { token: keys.secret, chunks };
}

async function measure({ url: base, pid }, token, chunks) {
  console.log(`A tenant of ${chunks} chunks`);
  const idle = residentBytes(pid);
  let asked = 0;
  const search = () => {
    const query = largeQuestion(asked++, documents);
    return timedCall(`${base}/v1/search`, { token, body: { query, limit: 10 } });
  };
  console.log(`first search after a start: ${(await search()).toFixed(0)} ms`);
  for (const [atOnce, count] of [
    [8, 300],
    [8, 1000],
    [8, 1000],
    [1, 200],
  ]) {
    const times = [];
    const cpu = cpuSeconds(pid);
    await pool(count, atOnce, async () => times.push(await search()));
    const [p50, p95] = [0.5, 0.95].map((share) => percentile(times, share).toFixed(1));
    const used = ((1000 * (cpuSeconds(pid) - cpu)) / count).toFixed(2);
    const held = Math.round((residentBytes(pid) - idle) / megabyte);
    console.log(`${count} searches, ${atOnce} at once: p50 ${p50}, p95 ${p95} ms; ${used} ms of CPU each; ${held} MB above idle`);
  }
}
