// Cuts answers at random bytes and reads on, each time at the other of two nodes; then stops answers at either node and measures
// how long the provider's socket stays open (250 ms on the same node and 500 ms across are wanted). Needs DATABASE_URL and REDIS_URL:
// node scripts/services.mjs up postgres redis -- node tests/bench/cuts.mjs [cuts]
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../scripts/services/free-port.mjs';

const cli = fileURLToPath(new URL('../../packages/api/dist/cli/main.js', import.meta.url));
const wanted = Number(process.argv[2] ?? 1000);
const atOnce = 20;
const longestCut = 1500;
const platformKey = `plk_${randomBytes(24).toString('base64url')}`;
const deltas = Array.from({ length: 80 }, (_, index) => ` piece ${index} – ✓ 語.`);
const answer = deltas.join('');
let providerCalls = 0;
/** Told when the provider's caller has left. */
let onLeft = () => {};
let pause = 5;

async function complete(request, response) {
  for await (const chunk of request) void chunk;
  providerCalls++;
  response.once('close', () => response.writableFinished || onLeft());
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const content of deltas) {
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, finish_reason: null, delta: { content } }] })}\n\n`);
    await sleep(pause);
    if (response.destroyed) return;
  }
  const end = { choices: [{ index: 0, finish_reason: 'stop', delta: {} }] };
  response.end(`data: ${JSON.stringify(end)}\n\ndata: [DONE]\n\n`);
}

const provider = createServer((request, response) => {
  complete(request, response).catch((error) => response.destroy(error));
});
await new Promise((resolve) => provider.listen(0, '127.0.0.1', resolve));

const children = [];
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));

async function startNode() {
  const port = await freePort();
  const child = spawn(process.execPath, [cli, 'serve'], {
    env: {
      ...process.env,
      PORT: String(port),
      ASKWELL_PLATFORM_KEY: platformKey,
      ASKWELL_LIMITS: 'off',
      OPENAI_BASE_URL: `http://127.0.0.1:${provider.address().port}/v1`,
      OPENAI_MODEL: 'cuts',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 600; tries++) {
    const ready = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (ready?.ok) return url;
    await sleep(100);
  }
  throw new Error('A node did not become ready');
}

const nodes = [await startNode(), await startNode()];

async function call(key, path, body, at = nodes[0]) {
  const response = await fetch(`${at}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', origin: 'https://shop.example' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
}

const tenant = await (await call(platformKey, '/v1/tenants', { name: 'Cuts', allowedOrigins: ['https://shop.example'] })).json();
const text = '# Returns\n\nYou can return any item within 30 days of delivery.';
const { id } = await (await call(tenant.keys.secret, '/v1/documents', { title: 'Returns', text })).json();
while ((await (await call(tenant.keys.secret, `/v1/documents/${id}`)).json()).status !== 'ready') await sleep(50);

/** Reads whole events, for at most `bytes`; then the connection is closed. */
async function read(response, bytes) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const events = [];
  let rest = '';
  let isDone = false;
  for (let taken = 0; taken < bytes && !isDone;) {
    const { done, value } = await reader.read();
    if (done) break;
    const part = value.subarray(0, bytes - taken);
    taken += part.length;
    const blocks = (rest + decoder.decode(part, { stream: true })).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const [, number, data] = /^(?:id: (\d+)\n)?data: (.*)$/s.exec(block) ?? [];
      if (data === '[DONE]') isDone = true;
      else if (data !== undefined) events.push({ id: Number(number), part: JSON.parse(data) });
    }
  }
  await reader.cancel().catch(() => {});
  return { events, isDone };
}

const totals = { cuts: 0, answers: 0, lost: 0, doubled: 0, unequal: 0 };

async function oneAnswer() {
  const session = await (await call('', '/v1/sessions', { key: tenant.keys.publishable })).json();
  const conversation = await (await call(session.token, '/v1/conversations', {})).json();
  const path = `/v1/conversations/${conversation.id}/messages`;
  const question = { text: 'Within how many days can I return an item?', clientMessageId: randomUUID() };
  let response = await call(session.token, path, question, nodes[totals.answers % 2]);
  const runId = response.headers.get('x-askwell-run-id');
  const events = [];
  for (let node = totals.answers++; ; node++) {
    const piece = await read(response, totals.cuts < wanted ? Math.ceil(Math.random() * longestCut) : Infinity);
    events.push(...piece.events);
    if (piece.isDone) break;
    totals.cuts++;
    response = await call(session.token, `/v1/runs/${runId}/events?after=${events.at(-1)?.id ?? 0}`, undefined, nodes[node % 2]);
  }
  const ids = new Set(events.map((event) => event.id));
  totals.doubled += events.length - ids.size;
  totals.lost += Math.max(...ids) - ids.size;
  const said = events.map(({ part }) => (part.type === 'text-delta' ? part.delta : '')).join('');
  if (said !== answer || events.at(-1)?.part.type !== 'finish') totals.unequal++;
}

const began = performance.now();
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    while (totals.cuts < wanted) await oneAnswer();
  }),
);
const seconds = ((performance.now() - began) / 1000).toFixed(1);
const { cuts, answers, lost, doubled, unequal } = totals;
console.log(`${cuts} cuts of ${answers} answers on two nodes in ${seconds} s:`);
console.log(
  `${lost} events lost, ${doubled} doubled, ${answers - unequal} of ${answers} byte-equal, ${providerCalls} provider calls`,
);

const stops = 40;
pause = 50;

/** Milliseconds from the visitor's stop at `at` until the provider's caller, the first node, has left. */
async function stopOnce(at) {
  const session = await (await call('', '/v1/sessions', { key: tenant.keys.publishable })).json();
  const conversation = await (await call(session.token, '/v1/conversations', {})).json();
  const question = { text: 'Within how many days can I return an item?', clientMessageId: randomUUID() };
  const response = await call(session.token, `/v1/conversations/${conversation.id}/messages`, question);
  const reading = read(response, Infinity);
  await sleep(200);
  const left = new Promise((resolve) => (onLeft = () => resolve(performance.now())));
  const began = performance.now();
  const stopped = call(session.token, `/v1/runs/${response.headers.get('x-askwell-run-id')}/stop`, {}, at);
  const took = (await left) - began;
  await stopped;
  if ((await reading).events.at(-1)?.part.type !== 'abort') throw new Error('A stopped answer did not end with abort');
  return took;
}

for (const [name, at] of [
  ['the same node', nodes[0]],
  ['the other node', nodes[1]],
]) {
  const took = [];
  for (let count = 0; count < stops; count++) took.push(await stopOnce(at));
  took.sort((one, other) => one - other);
  const [p50, longest] = [took[stops / 2], took[stops - 1]].map((milliseconds) => milliseconds.toFixed(0));
  console.log(`stop at ${name}: the provider's socket closed after ${p50} ms (p50), ${longest} ms at most, of ${stops}`);
}
process.exit(lost + doubled + unequal === 0 && providerCalls - 2 * stops === answers ? 0 : 1);
