import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { dripTurn, holdStream, pool, streamTurn, timedCall } from './client.mjs';
import { question } from './knowledge.mjs';
import { cpuSeconds, residentBytes } from './processes.mjs';

/** A target is where turns are posted: `prepare(worker)` makes one outside the measured time and answers `{url, token, body}`. */
export function apiTarget(api, visitors) {
  let asked = 0;
  async function prepare(worker = 0, more = '') {
    const visitor = visitors[worker % visitors.length];
    const id = await visitor.newConversation();
    return {
      url: `${api.url}/v1/conversations/${id}/messages`,
      token: visitor.token,
      body: { text: question(asked++) + more, clientMessageId: randomUUID() },
    };
  }
  const prepareDripping = (worker) => prepare(worker, ' Please answer dripping.');
  return {
    pids: api.pids ?? [api.pid],
    prepare,
    prepareDripping,
    preparePaced: (worker) => prepare(worker, ' Please answer paced.'),
  };
}

export function pipeTarget(pipe) {
  const prepare = async () => ({ url: pipe.url, body: { text: question(0) } });
  return { pids: [pipe.pid], prepare, prepareDripping: async () => ({ ...(await prepare()), method: 'PUT' }) };
}

/** One turn after the other, each in a new conversation. */
export async function turnsAlone(target, count) {
  const turns = [];
  for (let index = 0; index < count; index++) {
    const { url, ...turn } = await target.prepare();
    turns.push(await streamTurn(url, turn));
  }
  return turns;
}

/** Rounds of turns that are posted in the same moment. */
export async function turnsAtOnce(target, atOnce, rounds) {
  const turns = [];
  for (let round = 0; round < rounds; round++) {
    const prepared = await Promise.all(Array.from({ length: atOnce }, (_, worker) => target.prepare(worker)));
    turns.push(...(await Promise.all(prepared.map(({ url, ...turn }) => streamTurn(url, turn)))));
  }
  return turns;
}

/** Whole turns per second and per second of CPU of the target's own processes. Conversations are made before the clock starts. */
export async function throughput(target, { turns, atOnce }) {
  const prepared = [];
  await pool(turns, atOnce, async (index, worker) => {
    prepared[index] = await target.prepare(worker);
  });
  const used = () => target.pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
  const [cpu, began] = [used(), performance.now()];
  await pool(turns, atOnce, async (index) => {
    const { url, ...turn } = prepared[index];
    await streamTurn(url, turn);
  });
  const elapsed = (performance.now() - began) / 1000;
  return { perSecond: turns / elapsed, perCoreSecond: turns / (used() - cpu) };
}

/** Milliseconds from the provider's write to the visitor's read: of each turn's first piece, and of all pieces. */
export async function drippingTurns(target, { turns, atOnce }) {
  const first = [];
  const all = [];
  await pool(turns, atOnce, async (index, worker) => {
    const { url, ...turn } = await target.prepareDripping(worker);
    const delays = await dripTurn(url, turn);
    first.push(delays[0]);
    all.push(...delays);
  });
  return { first, all };
}

/** Turns of a model that speaks slower than any CPU: per second, and the milliseconds from the provider to the visitor. */
export async function pacedTurns(target, { turns, atOnce }) {
  const prepared = [];
  await pool(turns, 16, async (index) => {
    prepared[index] = await target.preparePaced(index);
  });
  const began = performance.now();
  const all = [];
  await pool(turns, atOnce, async (index) => {
    const { url, ...turn } = prepared[index];
    all.push(...(await dripTurn(url, turn)));
  });
  return { perSecond: (1000 * turns) / (performance.now() - began), delays: all };
}

/** Milliseconds of each search, that many at a time. */
export async function searches(api, key, { count, atOnce, limit }) {
  const times = [];
  await pool(count, atOnce, async (index) => {
    times.push(await timedCall(`${api.url}/v1/search`, { token: key, body: { query: question(index * 7), limit } }));
  });
  return times;
}

/**
 * Resident bytes that each of `count` open streams adds to the server, and the heap that is in use after they have closed, over
 * the heap before, where `heap` tells it.
 */
export async function memoryPerStream(pid, count, open, heap = async () => undefined) {
  await sleep(1000);
  const base = await heap();
  const before = residentBytes(pid);
  const streams = [];
  try {
    await pool(count, 100, async (index) => {
      streams.push(await open(index));
    });
    await sleep(2000);
    const bytes = (residentBytes(pid) - before) / count;
    for (const stream of streams.splice(0)) stream.close();
    await sleep(2500);
    return { bytes, heap: base === undefined ? undefined : (await heap()) / base };
  } finally {
    for (const stream of streams) stream.close();
  }
}

/** Starts a run that goes on slowly, and answers how one more reader of it is opened, there or at another `url`. */
export async function slowRun(api, visitor, url = api.url) {
  const id = await visitor.newConversation();
  const stream = await holdStream(`${api.url}/v1/conversations/${id}/messages`, {
    method: 'POST',
    token: visitor.token,
    body: { text: `${question(1)} Please answer slowly.`, clientMessageId: randomUUID() },
  });
  const run = stream.headers['x-askwell-run-id'];
  const open = (index) => holdStream(`${url}/v1/runs/${run}/events`, { token: visitor.token, localAddress: loopback(index) });
  return { open, close: stream.close };
}

export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** One of several addresses of this machine: one address has only some 28,000 ports. */
export const loopback = (index) => `127.0.0.${2 + (index % 8)}`;
