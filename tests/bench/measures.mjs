import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { holdStream, pool, streamTurn } from './client.mjs';
import { question } from './knowledge.mjs';
import { cpuSeconds, residentBytes } from './processes.mjs';

/** A target is where turns are posted: `prepare(worker)` makes one outside the measured time and answers `{url, token, body}`. */
export function apiTarget(api, visitors) {
  let asked = 0;
  return {
    pid: api.pid,
    async prepare(worker = 0) {
      const visitor = visitors[worker % visitors.length];
      const id = await visitor.newConversation();
      return {
        url: `${api.url}/v1/conversations/${id}/messages`,
        token: visitor.token,
        body: { text: question(asked++), clientMessageId: randomUUID() },
      };
    },
  };
}

export function pipeTarget(pipe) {
  return { pid: pipe.pid, prepare: async () => ({ url: pipe.url, body: { text: question(0) } }) };
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

/** Whole turns per second and per second of the server's own CPU. Conversations are made before the clock starts. */
export async function throughput(target, { turns, atOnce }) {
  const prepared = [];
  await pool(turns, atOnce, async (index, worker) => {
    prepared[index] = await target.prepare(worker);
  });
  const [cpu, began] = [cpuSeconds(target.pid), performance.now()];
  await pool(turns, atOnce, async (index) => {
    const { url, ...turn } = prepared[index];
    await streamTurn(url, turn);
  });
  const elapsed = (performance.now() - began) / 1000;
  return { perSecond: turns / elapsed, perCoreSecond: turns / (cpuSeconds(target.pid) - cpu) };
}

/** Resident bytes that each of `count` open streams adds to the server. */
export async function memoryPerStream(pid, count, open) {
  await sleep(1000);
  const before = residentBytes(pid);
  const streams = [];
  try {
    await pool(count, 100, async () => {
      streams.push(await open());
    });
    await sleep(2000);
    return (residentBytes(pid) - before) / count;
  } finally {
    for (const stream of streams) stream.close();
  }
}

/** Starts a run that goes on slowly, and answers how one more reader of it is opened. */
export async function slowRun(api, visitor) {
  const id = await visitor.newConversation();
  const stream = await holdStream(`${api.url}/v1/conversations/${id}/messages`, {
    method: 'POST',
    token: visitor.token,
    body: { text: `${question(1)} Please answer slowly.`, clientMessageId: randomUUID() },
  });
  const run = stream.headers['x-askwell-run-id'];
  return { open: () => holdStream(`${api.url}/v1/runs/${run}/events`, { token: visitor.token }), close: stream.close };
}

export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
