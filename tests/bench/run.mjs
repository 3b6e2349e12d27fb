import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../../scripts/lib/build.mjs';
import { ensureInstalled } from '../../scripts/lib/install.mjs';
import { freePort } from '../../scripts/services/free-port.mjs';
import { startServices } from '../../scripts/services.mjs';
import { holdStream } from './client.mjs';
import { openVisitors, prepareTenant } from './knowledge.mjs';
import { usedHeap } from './heap.mjs';
import { measureIngestion } from './ingest.mjs';
import {
  apiTarget,
  drippingTurns,
  loopback,
  memoryPerStream,
  percentile,
  pipeTarget,
  searches,
  slowRun,
  throughput,
  turnsAlone,
  turnsAtOnce,
} from './measures.mjs';
import { openFileLimit, startApi, startScript, untilLogged } from './processes.mjs';
import { widgetBytes } from './sizes.mjs';
import { slowQuery } from './slow-query.mjs';
import { compareNodes } from './two-nodes.mjs';

const quick = process.argv.includes('--quick');
const amount = quick
  ? { alone: 40, rounds: 2, turns: 300, dripping: 8, paced: 64, searches: 200, streams: 200 }
  : { alone: 300, rounds: 8, turns: 3000, dripping: 64, paced: 320, searches: 2000, streams: 10_000 };
const documents = 1000;
const rows = [];
const nodeRows = [];
const cleanups = [];

try {
  await ensureInstalled();
  await build();
  say(`Node ${process.version} on ${cpus().length} cores of ${cpus()[0]?.model ?? 'an unknown CPU'}`);
  const nodes = process.argv.includes('--nodes');
  const services = await startServices({ postgres: true, durable: true, redis: nodes, nginx: nodes });
  cleanups.push(services.stop);
  const provider = await keep(startScript('instant-provider'));
  const pipe = await keep(startScript('raw-pipe', provider.url));
  const platformKey = `plk_${randomBytes(24).toString('base64url')}`;
  const env = {
    DATABASE_URL: services.env.DATABASE_URL,
    ASKWELL_DATA_DIR: temporary(),
    ASKWELL_PLATFORM_KEY: platformKey,
    OPENAI_API_KEY: 'sk-bench',
    OPENAI_BASE_URL: `${provider.url}/v1`,
    OPENAI_MODEL: 'instant',
  };
  const api = await keep(startApi({ env }));
  say(`Preparing a tenant with ${documents} documents ...`);
  const { keys, chunks } = await prepareTenant(api.url, platformKey, documents);
  const visitors = await openVisitors(api.url, keys, 64);
  await measureTurns(apiTarget(api, visitors), pipeTarget(pipe), chunks);
  await measureSearches(api, keys.secret, chunks);
  if (nodes) await measureNodes({ ...env, REDIS_URL: services.env.REDIS_URL }, services.env.NGINX_PATH, visitors);
  await measureStreams(env, visitors, provider);
  await measureStarts();
  measureBytes();
  if (process.argv.includes('--ingest')) await measureReading(services.env.DATABASE_URL);
  printTables();
  if (process.argv.includes('--ladder')) climbLadder();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  for (const cleanup of cleanups.reverse()) await cleanup();
}

async function measureTurns(api, pipe, chunks) {
  say('Warming up ...');
  for (const target of [api, pipe]) await throughput(target, { turns: 300, atOnce: 16 });

  say('Time to the first event, alone ...');
  const [alone, aloneRaw] = [await turnsAlone(api, amount.alone), await turnsAlone(pipe, amount.alone)];
  for (const [name, share] of Object.entries({ p50: 0.5, p95: 0.95 })) {
    row(
      `first event, alone, ${chunks} chunks, ${name}`,
      ms(of(alone, 'firstEvent', share)),
      ms(of(aloneRaw, 'firstEvent', share)),
    );
  }
  row('first text, alone, p50', ms(of(alone, 'firstText', 0.5)), ms(of(aloneRaw, 'firstText', 0.5)));

  say('Time to the first event, 64 at once ...');
  const [together, togetherRaw] = [await turnsAtOnce(api, 64, amount.rounds), await turnsAtOnce(pipe, 64, amount.rounds)];
  row('first event, 64 at once, p50', ms(of(together, 'firstEvent', 0.5)), ms(of(togetherRaw, 'firstEvent', 0.5)));
  row('first text, 64 at once, p50', ms(of(together, 'firstText', 0.5)), ms(of(togetherRaw, 'firstText', 0.5)));

  say('What is added to each piece of a dripping provider ...');
  const dripping = { turns: amount.dripping, atOnce: 8 };
  const [drip, dripRaw] = [await drippingTurns(api, dripping), await drippingTurns(pipe, dripping)];
  row(
    'from the provider to the visitor, first piece, p50',
    fine(percentile(drip.first, 0.5)),
    fine(percentile(dripRaw.first, 0.5)),
  );
  row('from the provider to the visitor, each piece, p50', fine(percentile(drip.all, 0.5)), fine(percentile(dripRaw.all, 0.5)));
  row('from the provider to the visitor, each piece, p95', fine(percentile(drip.all, 0.95)), fine(percentile(dripRaw.all, 0.95)));

  say('Whole turns ...');
  const load = { turns: amount.turns, atOnce: 32 };
  const [turns, turnsRaw] = [await throughput(api, load), await throughput(pipe, load)];
  row('turns per second, 32 at once', turns.perSecond.toFixed(0), turnsRaw.perSecond.toFixed(0));
  row("turns per core-second of the server's process", turns.perCoreSecond.toFixed(0), turnsRaw.perCoreSecond.toFixed(0));
}

/** `--nodes`: what a second node adds behind one nginx. */
async function measureNodes(env, nginx, visitors) {
  const { turns, paced, streams } = await compareNodes({ env, nginx, visitors, amount, say });
  const compare = (name, results, value, show) => {
    const [one, two] = results.map(value);
    nodeRows.push([name, show(one), show(two), (two / one).toFixed(2)]);
  };
  const whole = (value) => value.toFixed(0);
  compare('CPU of the nodes for a turn', turns, ({ perCoreSecond }) => 1000 / perCoreSecond, fine);
  compare('turns per second, all on the cores of this machine', turns, ({ perSecond }) => perSecond, whole);
  compare('turns per second of a model at 20 pieces a second', paced, ({ perSecond }) => perSecond, whole);
  compare('from it to the visitor, each piece, p50', paced, ({ delays }) => percentile(delays, 0.5), fine);
  compare('open streams', streams, ({ open }) => open, whole);
  compare('resident memory for each', streams, ({ bytes }) => bytes, kilobytes);
  compare(
    'of a core for a node while they are open',
    streams,
    ({ load }) => 100 * load,
    (value) => `${value.toFixed(0)} %`,
  );
}

async function measureSearches(api, key, chunks) {
  say('Searches, 8 at once ...');
  await searches(api, key, { count: 200, atOnce: 8, limit: 10 });
  const times = await searches(api, key, { count: amount.searches, atOnce: 8, limit: 10 });
  for (const [name, share] of Object.entries({ p50: 0.5, p95: 0.95 })) {
    row(`search, 8 at once, ${chunks} chunks, ${name}`, ms(percentile(times, share)));
  }
}

/** In processes of their own: the heap that a load leaves behind would hide what a stream takes. */
async function measureStreams(env, visitors, provider) {
  const count = Math.min(amount.streams, openFileLimit() - 200);
  if (count < amount.streams) say(`Only ${count} streams: raise the limit of open files (ulimit -n) for ${amount.streams}.`);
  say(`Memory of ${count} open streams ...`);
  const inspector = await freePort();
  const api = await keep(startApi({ env: { ...env, NODE_OPTIONS: `--inspect=127.0.0.1:${inspector}` } }));
  const pipe = await keep(startScript('raw-pipe', provider.url));
  await turnsAtOnce(apiTarget(api, visitors), 16, 4);
  await turnsAtOnce(pipeTarget(pipe), 16, 4);
  const run = await slowRun(api, visitors[0]);
  const held = await memoryPerStream(api.pid, count, run.open, () => usedHeap(inspector));
  run.close();
  const raw = await memoryPerStream(pipe.pid, count, (index) => holdStream(pipe.url, { localAddress: loopback(index) }));
  row(`resident memory per open stream, ${count} open`, kilobytes(held.bytes), kilobytes(raw.bytes));
  row('heap after they have closed, over the heap before', `${(100 * held.heap).toFixed(1)} %`);
}

/** `serve --demo` on the embedded database: an empty data directory, and the same one again. */
async function measureStarts() {
  say('Cold and warm start on PGlite ...');
  const env = { ASKWELL_DATA_DIR: temporary() };
  const port = await freePort(); // The same for both: the addresses of the demo's documents name it.
  for (const name of ['cold', 'warm']) {
    const server = await startApi({ env, args: ['--demo'], page: '/demo', port });
    await untilLogged(server, 'is ready after');
    await server.stop();
    row(`${name} start of serve --demo, to the demo page`, `${(server.pageTook / 1000).toFixed(2)} s`);
    row(`${name} start of serve --demo, to ready`, `${(server.took / 1000).toFixed(2)} s`);
  }
  const { took, late } = await slowQuery();
  row(`event loop behind, p99, during a query of ${took.toFixed(0)} ms on PGlite`, ms(late));
}

function measureBytes() {
  const bytes = widgetBytes();
  if (!bytes) return;
  row('loader, gzip', kilobytes(bytes.loader));
  row('loader and chat up to the composer, gzip', kilobytes(bytes.composer));
  row('every file of the widget, gzip', kilobytes(bytes.all));
}

/** `--ingest`: files, sites and hostile files, on both databases. */
async function measureReading(databaseUrl) {
  rows.push(...(await measureIngestion({ name: 'PostgreSQL', databaseUrl, say })));
  rows.push(...(await measureIngestion({ name: 'PGlite', say })));
}

/** `--ladder`: search by vector, in a process of its own with a table of its own. */
function climbLadder() {
  const ladder = fileURLToPath(new URL('ladder.mjs', import.meta.url));
  execFileSync(process.execPath, [ladder, ...(quick ? ['--quick'] : [])], { stdio: 'inherit' });
}

async function keep(starting) {
  const server = await starting;
  cleanups.push(server.stop);
  return server;
}

function temporary() {
  const folder = mkdtempSync(path.join(tmpdir(), 'askwell-bench-'));
  cleanups.unshift(async () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function printTables() {
  printTable(['measure', 'Askwell', 'raw pipe'], rows);
  if (nodeRows.length > 0) printTable(['behind nginx', 'one node', 'two nodes', 'ratio'], nodeRows);
}

function printTable(head, table) {
  const width = Math.max(...table.map(([name]) => name.length));
  console.log();
  for (const [name, ...values] of [head, ...table])
    console.log([name.padEnd(width), ...values.map((value) => value.padStart(10))].join('  '));
}

function row(...cells) {
  rows.push(cells);
}

function say(line) {
  console.error(line);
}

function of(turns, key, share) {
  return percentile(
    turns.map((turn) => turn[key]).filter((value) => value !== undefined),
    share,
  );
}

function ms(value) {
  return value === undefined ? '-' : `${value.toFixed(1)} ms`;
}

function fine(value) {
  return `${value.toFixed(2)} ms`;
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
