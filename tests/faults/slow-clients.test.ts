import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningServer } from '../support/start-server.js';
import { startCluster, type Cluster } from './support/cluster.js';
import { openShop, waitFor, type Shop } from './support/shop.js';
import { readSse, terminalsOf, textOf } from './support/sse.js';

let cluster: Cluster;
let node: RunningServer;
let shop: Shop;

beforeAll(async () => {
  cluster = await startCluster({ nodes: 1, redis: false });
  const [first] = cluster.nodes;
  if (first === undefined) throw new Error('A node was asked for');
  node = first;
  shop = await openShop(node);
});
afterAll(() => cluster.stop());

const dial = (): Socket => connect(node.port, '127.0.0.1').on('error', () => {}); // It is there to be broken off.

it('a request whose head never ends is hung up on', async () => {
  const socket = dial();
  socket.write('GET /health/live HTTP/1.1\r\nhost: askwell\r\n');
  const dribble = setInterval(() => socket.write('x-more: 1\r\n'), 500);
  socket.resume();
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(dribble);
  expect((await fetch(`${node.url}/health/live`)).status).toBe(200);
}, 90_000);

it('readers who stop reading a long answer cost less than 20 MB each, and the answer goes on for those who read', async () => {
  const deltas = Array.from({ length: 30_000 }, (_, index) => (index % 10 === 9 ? '. ' : 'ab'));
  cluster.provider.reply({ deltas, delay: 0 });
  const visitor = await shop.visitor();
  const response = await visitor.send(await visitor.startConversation());
  const runId = response.headers.get('x-askwell-run-id') ?? '';
  const before = await residentBytes();
  const stalled = Array.from({ length: 20 }, () => {
    const socket = dial();
    socket.pause();
    socket.write(`GET /v1/runs/${runId}/events HTTP/1.1\r\nhost: askwell\r\nauthorization: Bearer ${visitor.token}\r\n\r\n`);
    return socket;
  });
  let most = 0;
  const watching = setInterval(() => void residentBytes().then((bytes) => (most = Math.max(most, bytes))), 100);
  const { parts } = await readSse(response);
  await sleep(1000);
  clearInterval(watching);
  expect(terminalsOf(parts)).toEqual(['finish']);
  expect(textOf(parts).length).toBeGreaterThan(50_000);
  expect((most - before) / stalled.length / 1e6).toBeLessThan(20);
  for (const socket of stalled) socket.destroy();
  const open = async (): Promise<number> => {
    const metrics = await fetch(`${node.url}/metrics`, { headers: { authorization: `Bearer ${node.platformKey}` } });
    return Number(/^askwell_open_streams (\d+)/m.exec(await metrics.text())?.[1]);
  };
  await waitFor(async () => (await open()) === 0);
});

async function residentBytes(): Promise<number> {
  return Number(/VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${node.pid}/status`, 'utf8'))?.[1]) * 1024;
}
