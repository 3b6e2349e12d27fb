import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { followEvents, type FollowedEvents } from '../support/follow-events.js';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.js';
import { redisUrl } from '../support/services.js';
import type { RunningServer } from '../support/start-server.js';
import { startCluster, type Cluster } from './support/cluster.js';
import { openShop, type Shop, type Visitor } from './support/shop.js';
import { readSse } from './support/sse.js';

let cluster: Cluster;
let redis: FaultProxy;
let here: RunningServer;
let there: RunningServer;
let shop: Shop;

beforeAll(async () => {
  redis = await startFaultProxy({ port: Number(new URL(redisUrl()).port || 6379) });
  cluster = await startCluster({ redis: redis.through(redisUrl()) });
  const [first, second] = cluster.nodes;
  if (first === undefined || second === undefined) throw new Error('Two nodes were asked for');
  [here, there] = [first, second];
  shop = await openShop(here);
});
afterAll(async () => {
  await cluster.stop();
  await redis.close();
});
beforeEach(() => redis.pass());

const follow = async (visitor: Visitor, at: string): Promise<FollowedEvents> =>
  followEvents(await visitor.call('GET', '/v1/events', { at }));

it('a visitor’s events reach the followers on both nodes once, within a moment', async () => {
  const visitor = await shop.visitor();
  const stranger = await follow(await shop.visitor(), there.url);
  const followers = [await follow(visitor, here.url), await follow(visitor, there.url), await follow(visitor, there.url)];
  const conversationId = await visitor.startConversation();
  const asked = performance.now();
  const sent = readSse(await visitor.send(conversationId));
  const delays = [];
  for (const events of followers) {
    expect(await events.next()).toMatchObject({ type: 'conversation-changed' });
    expect(await events.next()).toMatchObject({ type: 'answer-started', conversationId });
    delays.push(performance.now() - asked);
    expect(await events.next()).toMatchObject({ type: 'answer-ended', answer: { status: 'complete' } });
  }
  expect(Math.max(...delays)).toBeLessThan(2000);
  await sent;
  const other = await visitor.startConversation();
  for (const events of followers) {
    expect(await events.next()).toMatchObject({ type: 'conversation-changed', conversation: { id: other } });
    await events.leave();
  }
  await stranger.leave();
});

it('without Redis the own node’s followers hear on, and all read their state again when it is back', async () => {
  const visitor = await shop.visitor();
  const [near, far] = [await follow(visitor, here.url), await follow(visitor, there.url)];
  redis.refuse();
  const conversationId = await visitor.startConversation();
  expect(await near.next()).toMatchObject({ type: 'conversation-changed', conversation: { id: conversationId } });
  const late = await follow(visitor, there.url);
  const away = performance.now();
  redis.pass();
  for (const events of [near, far, late]) expect(await events.next()).toEqual({ type: 'ready' });
  expect(performance.now() - away).toBeLessThan(5000);
  // whoever missed something is told to read again once more
  await visitor.startConversation();
  for (const events of [near, far, late]) {
    let event = await events.next();
    while (event.type === 'ready') event = await events.next();
    expect(event.type).toBe('conversation-changed');
    await events.leave();
  }
});

it('an answer whose node dies is told as interrupted', async () => {
  const dying = await cluster.addNode();
  cluster.provider.reply({ deltas: Array.from({ length: 100 }, () => ' word.'), delay: 200 });
  const visitor = await shop.visitor();
  const conversationId = await visitor.startConversation();
  const events = await follow(visitor, there.url);
  await readSse(await visitor.send(conversationId, { at: dying.url }), { bytes: 200 });
  expect(await events.next()).toMatchObject({ type: 'answer-started', conversationId });
  await dying.kill();
  expect(await events.next()).toMatchObject({ type: 'answer-ended', conversationId, answer: { status: 'interrupted' } });
  await events.leave();
});
