import type { AcceptedDocument, Document, Message } from '@askwell/contract';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { OwnServer } from '../../scripts/services/own-server.mjs';
import { startOwnPostgres } from '../../scripts/services/postgres.mjs';
import { startOwnRedis } from '../../scripts/services/redis.mjs';
import { followEvents } from '../support/follow-events.js';
import { startCluster, type Cluster } from './support/cluster.js';
import { say, type Said } from './support/say.js';
import { json, openShop, waitFor, type Shop, type Visitor } from './support/shop.js';
import { readSse, terminalsOf, textOf } from './support/sse.js';

const words = Array.from({ length: 40 }, (_, index) => ` word${index}.`);
const answer = words.join('');

let postgres: OwnServer;
let redis: OwnServer;
let cluster: Cluster;
let urls: string[];
let shop: Shop;

beforeAll(async () => {
  postgres = await startOwnPostgres({ log: console.log, durable: true });
  redis = await startOwnRedis({ log: console.log });
  cluster = await startCluster({
    databaseUrl: postgres.env['DATABASE_URL'] ?? '',
    redis: redis.env['REDIS_URL'] ?? '',
    // Without rewriting, each answer is one request to the provider.
    env: { ASKWELL_LIMITS: 'on', ASKWELL_REWRITE: 'off' },
  });
  urls = cluster.nodes.map(({ url }) => url);
  const [first] = cluster.nodes;
  if (first === undefined) throw new Error('A node was asked for');
  shop = await openShop(first);
  // The first time, PostgreSQL may have to be fetched.
}, 300_000);
afterAll(async () => {
  await cluster?.stop();
  await Promise.all([postgres?.stop(), redis?.stop()]);
});
afterEach(() => {
  for (const node of cluster.nodes) expect(node.logs()).not.toMatch(/unhandled|uncaught/i);
});

const statuses = (path: string): Promise<number[]> =>
  Promise.all(urls.map(async (url) => (await fetch(`${url}${path}`, { signal: AbortSignal.timeout(5000) })).status));

interface Talk {
  visitor: Visitor;
  conversationId: string;
  said: Said[];
}

/** Visitors who ask one question after the other, on both nodes in turn. */
async function startTalks(count: number, questions: number): Promise<{ talks: Talk[]; done: Promise<void> }> {
  const talks = await Promise.all(
    Array.from({ length: count }, async (): Promise<Talk> => {
      const visitor = await shop.visitor();
      return { visitor, conversationId: await visitor.startConversation(), said: [] };
    }),
  );
  const done = Promise.all(
    talks.map(async ({ visitor, conversationId, said }, index) => {
      const nodes = index % 2 === 0 ? urls : urls.toReversed();
      for (let asked = 0; asked < questions; asked++) {
        const text = `Within how many days can I return item ${asked}?`;
        said.push(await say(visitor, conversationId, { text, nodes }));
      }
    }),
  ).then(() => {});
  return { talks, done };
}

/** Everything that was acknowledged is stored once, as the visitor has read it. */
async function expectStored({ visitor, conversationId, said }: Talk): Promise<void> {
  const messages = await visitor.messages(conversationId);
  expect(messages.map(({ role }) => role)).toEqual(said.flatMap(() => ['user', 'assistant']));
  expect(messages.filter(({ role }) => role === 'user').map(({ text }) => text)).toEqual(said.map(({ question }) => question));
  const answers = messages.filter((message): message is Extract<Message, { role: 'assistant' }> => message.role === 'assistant');
  for (const [index, { answer: read, end }] of said.entries()) {
    expect(answers[index]).toMatchObject({ status: end === 'finish' ? 'complete' : expect.stringMatching(/interrupted|failed/) });
    expect(answers[index]?.text).toBe(read);
  }
}

describe('PostgreSQL', () => {
  it.each([
    ['restarted', 'SIGINT'],
    ['crashed', 'SIGQUIT'],
  ] as const)(
    '%s while visitors ask: 503, healed by itself, and every acknowledged write is there once',
    async (_name, signal) => {
      cluster.provider.reply({ deltas: words, delay: 20 });
      const calls = cluster.provider.chats().length;
      const document = { title: 'Shipping', text: '# Shipping\n\nWe ship to Norway within five days.' };
      const accepted = await json<AcceptedDocument>(await shop.call('POST', '/v1/documents', { body: document }));
      const { talks, done } = await startTalks(6, 4);
      const witness = await shop.visitor();
      const conversationId = await witness.startConversation();
      await waitFor(() => cluster.provider.chats().length - calls >= 8);

      await postgres.halt(signal);
      for (const at of urls) {
        const refused = await witness.send(conversationId, { at });
        expect(refused.status).toBe(503);
        expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(3);
        expect(await refused.json()).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
      }
      expect(await statuses('/health/live')).toEqual([200, 200]);
      expect(await statuses('/health/ready')).toEqual([503, 503]);
      await sleep(1500);
      await postgres.resume();
      const healed = await waitFor(async () => {
        const answers = await Promise.all(urls.map((at) => witness.call('GET', '/v1/conversations', { at })));
        return answers.every(({ ok }) => ok) && (await statuses('/health/ready')).every((status) => status === 200);
      });
      expect(healed).toBeLessThan(5000);

      await done;
      for (const talk of talks) await expectStored(talk);
      expect(talks.flatMap(({ said }) => said).filter(({ end }) => end === 'finish').length).toBeGreaterThan(12);
      expect(cluster.provider.chats().length - calls).toBeLessThanOrEqual(24);
      expect(await witness.messages(conversationId)).toEqual([]);
      await waitFor(
        async () => (await json<Document>(await shop.call('GET', `/v1/documents/${accepted.id}`))).status === 'ready',
        60_000,
      );
    },
    180_000,
  );
});

describe('Redis', () => {
  /** One answer read on both nodes while `fault` happens in its midst. */
  async function readThrough(fault: () => Promise<unknown>): Promise<void> {
    cluster.provider.reply({ deltas: words, delay: 60 });
    const calls = cluster.provider.chats().length;
    const visitor = await shop.visitor();
    const [here = '', there = ''] = urls;
    const response = await visitor.send(await visitor.startConversation(), { at: here });
    const runId = response.headers.get('x-askwell-run-id') ?? '';
    const remote = readSse(await visitor.events(runId, 0, { at: there }));
    let breaking: Promise<unknown> | undefined;
    const local = await readSse(response, {
      until: (parts) => {
        if (textOf(parts).includes('word10')) breaking ??= fault();
        return false;
      },
    });
    await breaking;
    for (const { parts } of [local, await remote]) {
      expect(textOf(parts.slice(parts.findLastIndex(({ part }) => part.type === 'start')))).toBe(answer);
      expect(terminalsOf(parts)).toEqual(['finish']);
    }
    expect(cluster.provider.chats().length - calls).toBe(1);
  }

  /** What a visitor does on one node is soon heard on the other again. */
  async function expectHealed(): Promise<void> {
    const visitor = await shop.visitor();
    const [here = '', there = ''] = urls;
    const events = await followEvents(await visitor.call('GET', '/v1/events', { at: there }));
    let isHeard = false;
    const hearing = (async () => {
      while (!isHeard) isHeard = (await events.next()).type === 'conversation-changed';
    })();
    const healed = await waitFor(async () => {
      await visitor.call('POST', '/v1/conversations', { at: here });
      await sleep(100);
      return isHeard;
    });
    expect(healed).toBeLessThan(5000);
    await hearing;
    await events.leave();
    expect(await statuses('/health/ready')).toEqual([200, 200]);
  }

  it('killed and started anew in the midst of an answer: nothing is lost, and the nodes hear each other again', async () => {
    await readThrough(async () => {
      await redis.halt('SIGKILL');
      await sleep(500);
      await redis.resume();
    });
    await expectHealed();
  });

  it('killed for longer than an answer takes: the same', async () => {
    await readThrough(() => redis.halt('SIGKILL'));
    const visitor = await shop.visitor();
    expect(textOf((await readSse(await visitor.send(await visitor.startConversation()))).parts)).toBe(answer);
    await redis.resume();
    await expectHealed();
  });

  it('emptied in the midst of an answer: the same', async () => {
    await readThrough(() => command('FLUSHALL'));
    await expectHealed();
  });
});

it('both gone at once: 503, then all is well again by itself', async () => {
  cluster.provider.reply({ deltas: words, delay: 20 });
  const { talks, done } = await startTalks(4, 3);
  await sleep(500);
  await Promise.all([postgres.halt('SIGQUIT'), redis.halt('SIGKILL')]);
  expect(await statuses('/health/live')).toEqual([200, 200]);
  expect(await statuses('/health/ready')).toEqual([503, 503]);
  await Promise.all([postgres.resume(), redis.resume()]);
  expect(await waitFor(async () => (await statuses('/health/ready')).every((status) => status === 200))).toBeLessThan(5000);
  await done;
  for (const talk of talks) await expectStored(talk);
}, 120_000);

/** One command to Redis. */
async function command(line: string): Promise<void> {
  const { hostname, port } = new URL(redis.env['REDIS_URL'] ?? '');
  const socket = connect(Number(port), hostname);
  socket.end(`${line}\r\n`);
  for await (const _reply of socket) break;
}
