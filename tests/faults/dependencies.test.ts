import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.js';
import { redisUrl } from '../support/services.js';
import type { RunningServer } from '../support/start-server.js';
import { startCluster, type Cluster } from './support/cluster.js';
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

beforeAll(async () => {
  redis = await proxyTo(redisUrl());
  cluster = await startCluster({
    redis: redis.through(redisUrl()),
    env: { ASKWELL_LIMITS: 'on' },
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

  it('emptied: the log is filled again', async () => {
    expect(await readThrough((runId) => void forget(runId))).toEqual(whole);
  });
});

/** Redis loses a run; others may be using the same server, so nothing else. */
async function forget(runId: string): Promise<void> {
  const { hostname, port } = new URL(redisUrl());
  const socket = connect(Number(port || 6379), hostname);
  socket.end(`DEL askwell:run:${runId}\r\n`);
  await once(socket.resume(), 'close');
}
