// Mixed load on two nodes for hours: asks, reloads, cuts, stops, uploads, searches, followed conversations. Prints each minute's
// figures and at the end the slope of each node's memory and every answer that has no explanation. Needs DATABASE_URL and REDIS_URL:
// node scripts/services.mjs up postgres redis -- node tests/bench/soak.mjs [--minutes 120] [--visitors 12]
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { call } from './client.mjs';
import { origin, prepareTenant, question } from './knowledge.mjs';
import { residentBytes, startApi, startScript } from './processes.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '120' }, visitors: { type: 'string', default: '12' } },
});
const minutes = Number(values.minutes);
const visitors = Number(values.visitors);
const sampleMilliseconds = 5000;
const answerMilliseconds = 60_000;
/** The slope counts from here on: caches fill first. */
const warmShare = 0.25;

const provider = await startScript('instant-provider');
const platformKey = `plk_${randomBytes(24).toString('base64url')}`;
const env = {
  ASKWELL_PLATFORM_KEY: platformKey,
  ASKWELL_DATA_DIR: process.env.ASKWELL_DATA_DIR ?? `/tmp/askwell-soak-${process.pid}`,
  DATABASE_URL: process.env.DATABASE_URL,
  REDIS_URL: process.env.REDIS_URL,
  OPENAI_BASE_URL: `${provider.url}/v1`,
  OPENAI_MODEL: 'instant',
};
const first = await startApi({ env });
const nodes = [first, await startApi({ env })];
const { keys } = await prepareTenant(first.url, platformKey, 300);

const done = { asks: 0, reloads: 0, cuts: 0, stops: 0, searches: 0, uploads: 0, deletions: 0, followed: 0 };
/** What a load may meet and still be well: the limit of a tenant's budget and a node that ends. Here there is neither. */
const unexplained = new Map();
const until = Date.now() + minutes * 60_000;
const anyNode = () => nodes[Math.floor(Math.random() * nodes.length)].url;

function note(where, error) {
  const cause = error?.cause ? ` (${error.cause.code ?? ''} ${error.cause.message})` : '';
  const text = `${where}: ${error instanceof Error ? error.message.slice(0, 200) : error}${cause}`;
  unexplained.set(text, (unexplained.get(text) ?? 0) + 1);
}

/** Reads a stream to its end, or leaves after `bytes`. */
async function read(url, { token, method = 'GET', body, bytes = Infinity, signal = AbortSignal.timeout(answerMilliseconds) }) {
  const response = await fetch(url, {
    method,
    signal,
    headers: { origin, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const runId = response.headers.get('x-askwell-run-id');
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (let taken = 0; taken < bytes;) {
      const { done: isOver, value } = await reader.read();
      if (isOver) break;
      taken += value.length;
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  const isDone = text.includes('data: [DONE]');
  const lastId = Number([...text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? 0);
  return { runId, isDone, lastId, ends: [...text.matchAll(/"type":"(finish|abort|error)"/g)].length, text };
}

/** One visitor: opens a page, asks, reloads in the middle, loses the network, stops, reads the history, and leaves for another. */
async function visit(index) {
  const { token } = await call(`${anyNode()}/v1/sessions`, { origin, body: { key: keys.publishable } });
  const conversation = (await call(`${anyNode()}/v1/conversations`, { token, origin, body: {} })).id;
  const following = new AbortController();
  const followed = read(`${anyNode()}/v1/events`, { token, signal: following.signal }).catch(() => undefined);
  done.followed += 1;
  try {
    for (let turn = 0; turn < 4 && Date.now() < until; turn += 1) {
      const kind = Math.random();
      const body = { text: `${question(index * 7 + turn)}${kind > 0.85 ? ' slowly' : ''}`, clientMessageId: randomUUID() };
      const path = `/v1/conversations/${conversation}/messages`;
      // a slow answer says its next word only after ten seconds
      const bytes = kind < 0.4 ? Infinity : kind > 0.85 ? 1 : 1 + Math.random() * 3000;
      let piece = await read(`${anyNode()}${path}`, { token, method: 'POST', body, bytes });
      done.asks += 1;
      const { runId } = piece;
      let ends = piece.ends;
      if (kind > 0.85) {
        const stopped = await fetch(`${anyNode()}/v1/runs/${runId}/stop`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, origin },
        });
        if (stopped.status !== 204) note('stop', stopped.status);
        done.stops += 1;
      }
      for (let after = kind > 0.7 ? 0 : piece.lastId; !piece.isDone; after = piece.lastId || after) {
        done[after === 0 ? 'reloads' : 'cuts'] += 1;
        piece = await read(`${anyNode()}/v1/runs/${runId}/events?after=${after}`, { token });
        ends = after === 0 ? piece.ends : ends + piece.ends;
      }
      if (ends !== 1) note('an answer’s ends', `${ends} of ${runId}`);
      await call(`${anyNode()}${path}`, { method: 'GET', token, origin });
      // the word that makes the provider slow stands in the history from now on
      if (kind > 0.85) return;
      await sleep(Math.random() * 400);
    }
  } finally {
    following.abort();
    await followed;
  }
}

async function keepVisiting(worker) {
  for (let round = 0; Date.now() < until; round += 1) await visit(worker * 1000 + round).catch((error) => note('visit', error));
}

async function keepSearching() {
  for (let index = 0; Date.now() < until; index += 1) {
    await call(`${anyNode()}/v1/search`, { token: keys.secret, body: { query: question(index), limit: 10 } }).then(
      () => (done.searches += 1),
      (error) => note('search', error),
    );
    await sleep(100);
  }
}

/** The same twenty documents are replaced for ever, by JSON and by file, and one in three is deleted. */
async function keepUploading() {
  for (let index = 0; Date.now() < until; index += 1) {
    const externalId = `soak-${index % 20}`;
    const text = `# Soak ${index}\n\n${`Paragraph ${index} about ${question(index)}\n\n`.repeat(20)}`;
    try {
      const form = new FormData();
      form.append('file', new Blob([text], { type: 'text/markdown' }), `${externalId}.md`);
      form.append('externalId', externalId);
      const response = await fetch(`${anyNode()}/v1/documents`, {
        method: 'POST',
        headers: { authorization: `Bearer ${keys.secret}` },
        body: form,
      });
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      done.uploads += 1;
      const { id } = await response.json();
      await sleep(1500);
      if (index % 3 === 0) {
        const gone = await fetch(`${anyNode()}/v1/documents/${id}`, {
          method: 'DELETE',
          headers: { authorization: `Bearer ${keys.secret}` },
        });
        if (gone.status !== 204) throw new Error(`DELETE answered ${gone.status}`);
        done.deletions += 1;
      }
    } catch (error) {
      note('upload', error);
    }
    await sleep(500);
  }
}

const samples = [];
async function sample() {
  for (let last = 0; Date.now() < until;) {
    samples.push({ at: Date.now(), bytes: nodes.map(({ pid }) => residentBytes(pid)) });
    if (Date.now() - last > (minutes < 5 ? 5000 : 60_000)) {
      last = Date.now();
      console.log(
        `${new Date().toISOString()} ${megabytes(samples.at(-1).bytes)} ${JSON.stringify(done)} unexplained ${unexplained.size}`,
      );
    }
    await sleep(sampleMilliseconds);
  }
}

const megabytes = (all) => all.map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`).join(' / ');

/** Least squares, in MB a minute. */
function slope(points) {
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, bytes]) => bytes))];
  const over = points.reduce((sum, [at, bytes]) => sum + (at - x) * (bytes - y), 0);
  return ((over / points.reduce((sum, [at]) => sum + (at - x) ** 2, 0)) * 60_000) / 1e6;
}

await Promise.all([
  ...Array.from({ length: visitors }, (_, worker) => keepVisiting(worker)),
  keepSearching(),
  keepUploading(),
  sample(),
]);
const warm = samples.slice(Math.floor(samples.length * warmShare));
const slopes = nodes.map((_, node) => slope(warm.map(({ at, bytes }) => [at, bytes[node]])));
console.log(`\n${minutes} minutes, ${visitors} visitors at once: ${JSON.stringify(done)}`);
console.log(`memory ${megabytes(samples[0].bytes)} at the start, ${megabytes(samples.at(-1).bytes)} at the end`);
console.log(`slope after the first quarter: ${slopes.map((value) => `${value.toFixed(2)} MB/min`).join(' / ')} (target < 1)`);
console.log(`unexplained answers: ${unexplained.size === 0 ? 'none' : ''}`);
for (const [text, count] of unexplained) console.log(`  ${count} x ${text}`);
await Promise.all(nodes.map((node) => node.stop()));
await provider.stop();
process.exit(unexplained.size === 0 && slopes.every((value) => value < 1) ? 0 : 1);
