import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.js';
import { redisUrl } from '../support/services.js';
import type { RunningServer } from '../support/start-server.js';
import { startCluster, type Cluster } from './support/cluster.js';
import { say } from './support/say.js';
import { openShop, waitFor, type Shop } from './support/shop.js';
import { readSse, terminalsOf, textOf } from './support/sse.js';

const words = Array.from({ length: 40 }, (_, index) => ` word${index}.`);
const answer = words.join('');

let cluster: Cluster;
let database: FaultProxy;
let redis: FaultProxy;
let here: RunningServer;
let there: RunningServer;
let shop: Shop;

const proxyTo = (url: string): Promise<FaultProxy> => startFaultProxy({ port: Number(new URL(url).port || 6379) });

/** Others may be using the same server, so these nodes have one of its databases to themselves, which a test may empty. */
const ownRedis = (): string => Object.assign(new URL(redisUrl()), { pathname: '/15' }).toString();

beforeAll(async () => {
  redis = await proxyTo(redisUrl());
  cluster = await startCluster({
    redis: redis.through(ownRedis()),
    // Without rewriting, each answer is one request to the provider.
    env: { ASKWELL_LIMITS: 'on', ASKWELL_REWRITE: 'off' },
    throughDatabase: async (url) => {
      database = await proxyTo(url);
      return database.through(url);
    },
  });
  const [first, second] = cluster.nodes;
  if (first === undefined || second === undefined) throw new Error('Two nodes were asked for');
  [here, there] = [first, second];
  shop = await openShop(here);
});
afterAll(async () => {
  await cluster.stop();
  await Promise.all([database.close(), redis.close()]);
});
beforeEach(() => {
  database.pass();
  redis.pass();
  cluster.provider.reply({ deltas: words });
});

const status = async (path: string): Promise<number> => (await fetch(`${here.url}${path}`)).status;

describe('when PostgreSQL is', () => {
  it('down: 503 with Retry-After, alive but not ready, and well again by itself with each message there once', async () => {
    const visitor = await shop.visitor();
    const conversationId = await visitor.startConversation();
    const clientMessageId = randomUUID();
    database.refuse();
    const refused = await visitor.send(conversationId, { clientMessageId });
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(3);
    expect(await refused.json()).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(await status('/health/live')).toBe(200);
    expect(await status('/health/ready')).toBe(503);

    database.pass();
    let sent: Response | undefined;
    const healed = await waitFor(async () => {
      sent = await visitor.send(conversationId, { clientMessageId });
      return sent.ok;
    });
    expect(healed).toBeLessThan(5000);
    if (sent !== undefined) expect(textOf((await readSse(sent)).parts)).toBe(answer);
    expect(await status('/health/ready')).toBe(200);
    expect((await visitor.messages(conversationId)).map(({ role }) => role)).toEqual(['user', 'assistant']);
  });

  it('silent: requests end with 503 within their deadline', async () => {
    const visitor = await shop.visitor();
    const conversationId = await visitor.startConversation();
    database.stall();
    const began = performance.now();
    const answers = await Promise.all([
      ...Array.from({ length: 15 }, () => visitor.send(conversationId)),
      ...Array.from({ length: 15 }, () => visitor.call('GET', '/v1/conversations')),
    ]);
    expect(new Set(answers.map((response) => response.status))).toEqual(new Set([503]));
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(await status('/health/live')).toBe(200);
    expect(await status('/health/ready')).toBe(503);
    database.pass();
    expect(await waitFor(async () => (await visitor.call('GET', '/v1/conversations')).ok)).toBeLessThan(5000);
  });

  it('slow: answers are whole', async () => {
    database.pass(120);
    const visitor = await shop.visitor();
    const conversationId = await visitor.startConversation();
    expect(await status('/health/ready')).toBe(200);
    const { parts } = await readSse(await visitor.send(conversationId));
    expect(textOf(parts)).toBe(answer);
    expect((await visitor.messages(conversationId)).map(({ role }) => role)).toEqual(['user', 'assistant']);
  });

  it('broken off just when a question is stored: asked again, on any node, it has its one whole answer', async () => {
    for (const again of [here.url, there.url]) {
      const visitor = await shop.visitor();
      const conversationId = await visitor.startConversation();
      const clientMessageId = randomUUID();
      const before = cluster.provider.chats().length;
      database.loseReply('started');
      expect((await visitor.send(conversationId, { clientMessageId, at: here.url })).status).toBe(503);
      const asked = performance.now();
      const { parts } = await readSse(await visitor.send(conversationId, { clientMessageId, at: again }));
      expect(textOf(parts)).toBe(answer);
      expect(terminalsOf(parts)).toEqual(['finish']);
      // Its lease would be over after 15 seconds.
      expect(performance.now() - asked).toBeLessThan(8000);
      expect(cluster.provider.chats().length - before).toBe(1);
      expect((await visitor.messages(conversationId)).map(({ role }) => role)).toEqual(['user', 'assistant']);
    }
  });

  it('silent while a question is sent: its answer is there when the database is', async () => {
    const visitor = await shop.visitor();
    const conversationId = await visitor.startConversation();
    const clientMessageId = randomUUID();
    database.stall();
    expect((await visitor.send(conversationId, { clientMessageId })).status).toBe(503);
    database.pass();
    const asked = performance.now();
    expect(await say(visitor, conversationId, { clientMessageId, nodes: [there.url] })).toMatchObject({ answer, end: 'finish' });
    expect(performance.now() - asked).toBeLessThan(8000);
  });

  it('broken off again and again: what was acknowledged is there, once, and nothing by halves', async () => {
    const visitors = await Promise.all(Array.from({ length: 8 }, () => shop.visitor()));
    const conversations = await Promise.all(visitors.map((visitor) => visitor.startConversation()));
    const before = cluster.provider.chats().length;
    const breaking = (async () => {
      for (let breaks = 0; breaks < 8; breaks++) {
        await sleep(150 + Math.random() * 300);
        database.refuse();
        await sleep(100 + Math.random() * 300);
        database.pass();
      }
    })();
    const texts = Array.from({ length: 3 }, (_, index) => `Within how many days can I return item ${index}?`);
    await Promise.all(
      visitors.map(async (visitor, index) => {
        for (const text of texts) await say(visitor, conversations[index] ?? '', { text, nodes: [here.url] });
      }),
    );
    await breaking;
    await waitFor(async () => (await status('/health/ready')) === 200);
    for (const [index, visitor] of visitors.entries()) {
      const messages = await visitor.messages(conversations[index] ?? '');
      expect(messages.map(({ role }) => role)).toEqual(texts.flatMap(() => ['user', 'assistant']));
      expect(messages.flatMap((message) => (message.role === 'user' ? [message.text] : []))).toEqual(texts);
      for (const message of messages) if (message.role === 'assistant') expect(message.status).not.toBe('streaming');
    }
    expect(cluster.provider.chats().length - before).toBeLessThanOrEqual(visitors.length * texts.length);
  }, 120_000);

  it('restarted while an answer is written: the answer is whole, and stored', async () => {
    cluster.provider.reply({ deltas: words, delay: 30 });
    const visitor = await shop.visitor();
    const conversationId = await visitor.startConversation();
    const response = await visitor.send(conversationId);
    let isCut = false;
    const read = await readSse(response, {
      until: (parts) => {
        if (!isCut && textOf(parts).includes('word20')) {
          isCut = true;
          database.refuse();
          setTimeout(() => database.pass(), 2500);
        }
        return false;
      },
    });
    expect(isCut).toBe(true);
    expect(textOf(read.parts)).toBe(answer);
    expect(terminalsOf(read.parts)).toEqual(['finish']);
    expect((await visitor.messages(conversationId)).at(-1)).toMatchObject({ status: 'complete', text: answer });
  });
});

describe('when Redis is', () => {
  /** One answer read on both nodes while `fault` happens in its midst. */
  async function readThrough(fault: (runId: string) => void): Promise<{ local: string; remote: string; ends: string[][] }> {
    cluster.provider.reply({ deltas: words, delay: 40 });
    const visitor = await shop.visitor();
    const response = await visitor.send(await visitor.startConversation());
    const runId = response.headers.get('x-askwell-run-id') ?? '';
    const reading = readSse(await visitor.events(runId, 0, { at: there.url }));
    let isFaulty = false;
    const local = await readSse(response, {
      until: (parts) => {
        if (!isFaulty && textOf(parts).includes('word10')) {
          isFaulty = true;
          fault(runId);
        }
        return false;
      },
    });
    const { parts } = await reading;
    // A rebuilt answer begins anew with `start`.
    const from = parts.findLastIndex(({ part }) => part.type === 'start');
    return {
      local: textOf(local.parts),
      remote: textOf(parts.slice(from)),
      ends: [terminalsOf(local.parts), terminalsOf(parts)],
    };
  }
  const whole = { local: answer, remote: answer, ends: [['finish'], ['finish']] };

  it('down: answers go on, and readers on other nodes get the whole one when it is stored', async () => {
    expect(await readThrough(() => redis.refuse())).toEqual(whole);
    const visitor = await shop.visitor();
    expect(textOf((await readSse(await visitor.send(await visitor.startConversation()))).parts)).toBe(answer);
  });

  it('silent: the same', async () => {
    expect(await readThrough(() => redis.stall())).toEqual(whole);
  });

  it('broken off for a moment: nothing is lost', async () => {
    expect(await readThrough(() => redis.cut())).toEqual(whole);
  });

  it('slow: the same', async () => {
    expect(await readThrough(() => redis.pass(600))).toEqual(whole);
  });

  it('emptied: the log is filled again, and the stored answer serves where the run had ended', async () => {
    expect(await readThrough(() => void ask('FLUSHDB'))).toEqual(whole);

    const visitor = await shop.visitor();
    const response = await visitor.send(await visitor.startConversation());
    const runId = response.headers.get('x-askwell-run-id') ?? '';
    const { parts } = await readSse(response);
    // Redis hears of the end a tick later than the reader, and from then on keeps the run for more than ten minutes.
    const kept = async (): Promise<number> => Number(await ask(`PTTL askwell:run:${runId}`)) / 60_000;
    await waitFor(async () => (await kept()) <= 11);
    expect(await kept()).toBeGreaterThan(10);
    await ask('FLUSHDB');
    const after = parts[3]?.id ?? 0;
    const again = await readSse(await visitor.events(runId, after, { at: there.url }));
    expect(again.isDone).toBe(true);
    expect(again.parts[0]).toMatchObject({ id: after + 1, part: { type: 'start' } });
    expect(textOf(again.parts)).toBe(answer);
    expect(terminalsOf(again.parts)).toEqual(['finish']);
  });
});

/** One command to the Redis database of these nodes; gives its reply of one line. */
async function ask(command: string): Promise<string> {
  const { hostname, port, pathname } = new URL(ownRedis());
  const socket = connect(Number(port || 6379), hostname);
  socket.end(`SELECT ${pathname.slice(1)}\r\n${command}\r\n`);
  let reply = '';
  for await (const chunk of socket.setEncoding('utf8')) reply += String(chunk);
  return reply.split('\r\n')[1]?.slice(1) ?? '';
}
