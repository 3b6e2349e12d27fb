import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCluster, type Cluster } from './support/cluster.js';
import { openShop } from './support/shop.js';
import { readSse, terminalsOf, textOf } from './support/sse.js';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ nodes: 1, redis: false });
});
afterAll(() => cluster.stop());

it('a killed process leaves its answers to the next one: ended, with their text', async () => {
  const [dying] = cluster.nodes;
  if (dying === undefined) throw new Error('A node was asked for');
  const visitor = await (await openShop(dying)).visitor();
  const conversationId = await visitor.startConversation();
  cluster.provider.reply({ deltas: Array.from({ length: 100 }, (_, index) => ` word${index}.`), delay: 100 });
  const response = await visitor.send(conversationId);
  const runId = response.headers.get('x-askwell-run-id') ?? '';
  const seen = await readSse(response, { until: (parts) => textOf(parts).includes('word25') });
  await dying.kill();
  const killedAt = performance.now();

  const next = await cluster.addNode();
  const { parts } = await readSse(await visitor.events(runId, seen.parts.at(-1)?.id ?? 0, { at: next.url }));
  expect(performance.now() - killedAt).toBeLessThan(30_000);
  expect(terminalsOf(parts)).toEqual(['error']);
  expect(parts[0]?.part.type).toBe('start');
  expect(textOf(parts)).toContain('word10.');
  expect(cluster.provider.chats()).toHaveLength(1);
});
