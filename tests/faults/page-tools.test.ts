import type { StreamPart } from '@askwell/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningServer } from '../support/start-server.js';
import { toolReply } from '../support/tool-reply.js';
import { startCluster, type Cluster } from './support/cluster.js';
import { openShop, type Shop, type Visitor } from './support/shop.js';
import { readSse, terminalsOf, textOf, type ReadPart } from './support/sse.js';

const tools = [{ name: 'add_to_cart', description: 'Puts an article into the cart.', parameters: { type: 'object' } }];
const asked = toolReply({ id: 'call_1', name: 'add_to_cart', input: '{"article":"kettle"}' });
const text = 'Put the kettle into my cart.';

let cluster: Cluster;
let here: RunningServer;
let there: RunningServer;
let shop: Shop;

beforeAll(async () => {
  cluster = await startCluster();
  const [first, second] = cluster.nodes;
  if (first === undefined || second === undefined) throw new Error('Two nodes were asked for');
  [here, there] = [first, second];
  shop = await openShop(here);
  await shop.configure({ features: { pageTools: true } });
});
afterAll(() => cluster.stop());

const typesOf = (parts: readonly ReadPart[]): StreamPart['type'][] => parts.map(({ part }) => part.type);
const isWaiting = (parts: readonly ReadPart[]): boolean => typesOf(parts).includes('tool-input-available');

async function answer(visitor: Visitor, runId: string, at: RunningServer, outcome: object): Promise<number> {
  const body = { toolCallId: 'call_1', ...outcome };
  return (await visitor.call('POST', `/v1/runs/${runId}/tool-results`, { at: at.url, body })).status;
}

/** A run of `owner` that waits for the page, which reads it at `at`. */
async function waitingRun(
  owner: RunningServer,
  at: RunningServer,
): Promise<{ visitor: Visitor; runId: string; seen: ReadPart[] }> {
  cluster.provider.replyOnce(asked);
  cluster.provider.replyOnce({ deltas: ['It is ', 'done.'] });
  const visitor = await shop.visitor();
  const response = await visitor.send(await visitor.startConversation(), { at: owner.url, text, tools });
  const runId = response.headers.get('x-askwell-run-id') ?? '';
  await readSse(response, { bytes: 1 });
  const { parts } = await readSse(await visitor.events(runId, 0, { at: at.url }), { until: isWaiting });
  return { visitor, runId, seen: parts };
}

it.each([
  ['confirmed', { result: { items: 1 } }, 'tool-output-available', '{"items":1}'],
  ['denied', { denied: true }, 'tool-output-denied', 'did not allow it'],
] as const)('a page’s tool is %s at a node that does not own the run, once', async (_name, outcome, part, told) => {
  const { visitor, runId, seen } = await waitingRun(here, there);
  expect(seen.find((read) => read.part.type === 'tool-input-available')?.part).toMatchObject({ input: { article: 'kettle' } });
  const [stranger, foreigner] = [await shop.visitor(), await (await openShop(there)).visitor()];
  for (const other of [stranger, foreigner]) expect(await answer(other, runId, there, outcome)).toBe(404);

  const readings = [here, there].map(async ({ url }) => readSse(await visitor.events(runId, seen.at(-1)?.id ?? 0, { at: url })));
  expect(await answer(visitor, runId, there, outcome)).toBe(204);
  expect(await answer(visitor, runId, here, outcome)).toBe(204);
  expect(await answer(visitor, runId, here, { error: 'The cart is full.' })).toBe(409);
  for (const { parts } of await Promise.all(readings)) {
    expect(typesOf(parts).filter((type) => type.startsWith('tool-output'))).toEqual([part]);
    expect(textOf(parts)).toBe('It is done.');
    expect(terminalsOf(parts)).toEqual(['finish']);
  }
  expect(cluster.provider.chats().at(-1)?.body.messages?.at(-1)?.content).toContain(told);
});

it('the page confirms elsewhere when the node through which it read has died', async () => {
  const dying = await cluster.addNode();
  const { visitor, runId, seen } = await waitingRun(here, dying);
  await dying.kill();
  expect(await answer(visitor, runId, there, { result: 'ok' })).toBe(204);
  const { parts } = await readSse(await visitor.events(runId, seen.at(-1)?.id ?? 0, { at: there.url }));
  expect(textOf(parts)).toBe('It is done.');
});

it('an answer whose node dies while it waits has ended for the page too', async () => {
  const dying = await cluster.addNode();
  const { visitor, runId, seen } = await waitingRun(dying, there);
  await dying.kill();
  const { parts } = await readSse(await visitor.events(runId, seen.at(-1)?.id ?? 0, { at: there.url }));
  expect(terminalsOf(parts)).toEqual(['error']);
  expect(await answer(visitor, runId, there, { result: 'ok' })).toBe(409);
});
