// Reading documents: `pnpm bench --ingest`, or `node tests/bench/ingest.mjs [pglite|postgres] [pdf|beside|pages|hostile|large]` for some of it alone.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startServices } from '../../scripts/services.mjs';
import { call, streamTurn } from './client.mjs';
import { hostileFiles, htmlPage, pdfOf } from './ingest-fixtures.mjs';
import { openVisitors, prepareTenant } from './knowledge.mjs';
import { apiTarget, percentile } from './measures.mjs';
import { residentBytes, startApi } from './processes.mjs';
import { makeZip } from './zip.mjs';

const monitor = new URL('servers/loop-monitor.mjs', import.meta.url).href;
const pages = 1000;
const megabyte = 1024 * 1024;
const allParts = ['pdf', 'beside', 'pages', 'hostile', 'large'];

/** Rows of [measure, value] for one database; `databaseUrl` undefined is the embedded one. */
export async function measureIngestion({ name, databaseUrl, parts = allParts, say = () => {} }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'askwell-ingest-'));
  const loopFile = path.join(folder, 'loop.json');
  const platformKey = `plk_${randomBytes(24).toString('base64url')}`;
  const api = await startApi({
    env: {
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
      ASKWELL_DATA_DIR: path.join(folder, 'data'),
      ASKWELL_PLATFORM_KEY: platformKey,
      ASKWELL_ALLOW_PRIVATE_URLS: 'yes',
      NODE_OPTIONS: `--import=${monitor}`,
      BENCH_LOOP_FILE: loopFile,
    },
  });
  const site = await startSite(pages);
  const rows = [];
  const row = (measure, value) => {
    rows.push([measure, value]);
    say(`  ${measure.trim()}: ${value}`);
  };
  try {
    const { keys } = await call(`${api.url}/v1/tenants`, { token: platformKey, body: { name: 'Reading' } });
    const tenant = { api: api.url, token: keys.secret };
    await upload(tenant, 'warm.md', Buffer.from('# Warm\n\nThe first document of all.'));
    await upload(tenant, 'warm.pdf', pdfOf(1));
    const loop = () => readLoop(api.pid, loopFile);

    const bench = { name, tenant, loop, row, say, api, platformKey, pid: api.pid };
    if (parts.includes('pdf')) await readPdf(bench);
    if (parts.includes('beside')) await readBesideTurns(bench);
    if (parts.includes('pages')) await readPages(bench, site);
    if (parts.includes('hostile')) await readHostile(bench);
    if (parts.includes('large')) await readLargest(bench);
  } finally {
    await site.close();
    await api.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}

async function readPdf({ name, tenant, row, say }) {
  say(`${name}: a PDF of 100 pages ...`);
  const pdf = await upload(tenant, 'manual.pdf', pdfOf(100));
  row(`100-page PDF searchable, ${name}`, seconds(pdf.milliseconds));
}

/** Turns of one tenant's visitor, one after the other, while a large document of the same tenant is read, replaced and deleted. */
async function readBesideTurns({ name, api, platformKey, row, say }) {
  say(`${name}: chat turns beside a PDF of 100 pages ...`);
  const { keys } = await prepareTenant(api.url, platformKey, 200);
  const target = apiTarget(api, await openVisitors(api.url, keys, 1));
  const tenant = { api: api.url, token: keys.secret };
  const beside = async (label, work) => {
    const ended = new AbortController();
    const working = work().finally(() => ended.abort());
    const turns = [];
    while (!ended.signal.aborted) {
      const { url, ...turn } = await target.prepare();
      turns.push((await streamTurn(url, turn)).end);
    }
    const took = await working;
    const [p50, p99, most] = [0.5, 0.99, 1].map((share) => percentile(turns, share).toFixed(0));
    row(`  turns ${label} (${turns.length}), p50 / p99 / slowest, ${name}`, `${p50} / ${p99} / ${most} ms`);
    return took;
  };
  await beside('alone', () => sleep(3000));
  const first = await beside('while it is read', () => upload(tenant, 'manual.pdf', pdfOf(100), 'manual'));
  row(`100-page PDF searchable beside turns, ${name}`, seconds(first.milliseconds));
  await beside('while it is replaced', () => upload(tenant, 'manual.pdf', pdfOf(101), 'manual'));
  await beside('while it is deleted', () =>
    fetch(`${api.url}/v1/documents/${first.document.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${tenant.token}` },
    }),
  );
}

async function readPages({ name, tenant, loop, row, say, pid }, site) {
  say(`${name}: a site of ${pages} pages ...`);
  await loop();
  const before = residentBytes(pid);
  const crawl = await readSite(tenant, site.url);
  const ofCrawl = await loop();
  row(`${pages} HTML pages crawled and searchable, ${name}`, seconds(crawl));
  row('  resident memory at most, above before', `${Math.round((ofCrawl.mostBytes - before) / megabyte)} MB`);
  row('  event-loop delay p99 / max', `${ofCrawl.p99.toFixed(0)} / ${ofCrawl.max.toFixed(0)} ms`);
}

async function readHostile({ name, tenant, loop, row, say }) {
  say(`${name}: hostile files ...`);
  await loop();
  const searches = searchOn(tenant);
  const outcomes = [];
  for (const [fileName, bytes] of Object.entries(hostileFiles(makeZip))) {
    const { document, milliseconds } = await upload(tenant, fileName, bytes);
    const { p99, max, mostBytes } = await loop();
    const end = document.status === 'failed' ? document.error.code : document.status;
    outcomes.push(p99);
    row(
      `  ${fileName}: ${end} after ${seconds(milliseconds)}, loop p99 / max, RSS`,
      `${p99.toFixed(0)} / ${max.toFixed(0)} ms, ${Math.round(mostBytes / megabyte)} MB`,
    );
  }
  row(`hostile files: worst loop delay p99, ${name}`, `${Math.max(...outcomes).toFixed(0)} ms`);
  const { slowest, refused } = await searches.stop();
  row(`hostile files: searches meanwhile, slowest / without an answer, ${name}`, `${slowest.toFixed(0)} ms / ${refused}`);
}

async function readLargest({ tenant, loop, row }) {
  await loop();
  for (const size of [49, 200]) {
    const file = Buffer.alloc(size * megabyte, 'An endless sentence about nothing. ');
    let end;
    try {
      const { document } = await upload(tenant, 'large.txt', file);
      end = document.error?.code ?? document.status;
    } catch (error) {
      end = /answered (\d+)/.exec(error.message)?.[1] ?? error.cause?.code ?? error.message;
    }
    const { p99, max, mostBytes } = await loop();
    row(
      `  ${size} MB of text: ${end}, loop p99 / max, RSS`,
      `${p99.toFixed(0)} / ${max.toFixed(0)} ms, ${Math.round(mostBytes / megabyte)} MB`,
    );
  }
}

async function upload({ api, token }, fileName, bytes, externalId) {
  const began = performance.now();
  const form = new FormData();
  form.set('file', new Blob([bytes]), fileName);
  if (externalId !== undefined) form.set('externalId', externalId);
  const response = await fetch(`${api}/v1/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  if (!response.ok) throw new Error(`The upload of ${fileName} answered ${response.status}`);
  const { id } = await response.json();
  for (;;) {
    const { data } = await call(`${api}/v1/documents?limit=1`, { method: 'GET', token });
    const document = data.find((one) => one.id === id) ?? {};
    if (document.status === 'ready' || document.status === 'failed') return { document, milliseconds: performance.now() - began };
    if (performance.now() - began > 120_000) throw new Error(`${fileName} was not read within two minutes`);
    await sleep(50);
  }
}

async function readSite({ api, token }, url) {
  const began = performance.now();
  const body = { kind: 'website', url: `${url}/0`, maxPages: pages, maxDepth: 50, delayMilliseconds: 0, concurrency: 8 };
  const { id } = await call(`${api}/v1/sources`, { token, body });
  for (;;) {
    const { status, sync } = await call(`${api}/v1/sources/${id}`, { method: 'GET', token });
    if (status === 'idle' && sync.progress.indexing === 0) {
      if (sync.progress.added !== pages) throw new Error(`Of ${pages} pages ${sync.progress.added} were added`);
      return performance.now() - began;
    }
    if (performance.now() - began > 240_000) throw new Error('The site was not read within four minutes');
    await sleep(200);
  }
}

/** Searches over and over until it is stopped; gives the slowest in milliseconds and how many got no answer. */
function searchOn({ api, token }) {
  let slowest = 0;
  let refused = 0;
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const began = performance.now();
      await call(`${api}/v1/search`, { token, body: { query: 'price of the small plan', limit: 5 } }).catch(() => refused++);
      slowest = Math.max(slowest, performance.now() - began);
      await sleep(50);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
      return { slowest, refused };
    },
  };
}

async function readLoop(pid, file) {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (let tries = 0; tries < 500 && !existsSync(file); tries++) await sleep(10);
  return JSON.parse(readFileSync(file, 'utf8'));
}

async function startSite(count) {
  const server = createServer((request, response) => {
    const index = Number(request.url.slice(1));
    if (!Number.isInteger(index) || index >= count) {
      response.writeHead(404).end();
      return;
    }
    const links = Array.from({ length: 12 }, (_, step) => `/${(index * 10 + step + 1) % count}`);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(htmlPage(index, links));
  });
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

async function main() {
  const chosen = process.argv.slice(2);
  const databases = ['pglite', 'postgres'].filter((one) => chosen.includes(one));
  const parts = allParts.filter((one) => chosen.includes(one));
  const kinds = databases.length > 0 ? databases : ['pglite', 'postgres'];
  for (const kind of kinds) {
    const services = kind === 'postgres' ? await startServices({ postgres: true, durable: true }) : undefined;
    try {
      const name = kind === 'postgres' ? 'PostgreSQL' : 'PGlite';
      const rows = await measureIngestion({
        name,
        databaseUrl: services?.env.DATABASE_URL,
        parts: parts.length > 0 ? parts : allParts,
        say: (line) => console.error(line),
      });
      for (const [measure, value] of rows) console.log(`${measure.padEnd(76)}  ${value}`);
    } finally {
      await services?.stop();
    }
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(fileURLToPath(pathToFileURL(process.argv[1]))).href)
  await main();
