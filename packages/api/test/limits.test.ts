import { createServer, connect, type Server, type Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RateLimiter } from '../src/limits/index.js';
import { createRedisRateLimiter } from '../src/limits/redis-rate-limiter.js';
import { createTestApp, type TestApp } from './support/test-app.js';

const redisUrl = process.env['REDIS_URL'];
if (redisUrl === undefined) throw new Error('These tests need REDIS_URL. Run the suite through npm test.');

/** Stands before Redis, so that a test can take Redis away and give it back. */
interface Gate {
  url: string;
  mode: 'open' | 'refuse' | 'stall';
  close(): void;
}

async function createGate(target: string): Promise<Gate> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => client.destroy());
    if (gate.mode === 'refuse') {
      client.destroy();
      return;
    }
    const upstream = connect(Number(port), hostname);
    upstream.on('error', () => client.destroy());
    client.on('data', (data) => {
      if (gate.mode === 'open') upstream.write(data);
      if (gate.mode === 'refuse') client.destroy();
    });
    upstream.on('data', (data) => client.write(data));
    client.on('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const gate: Gate = {
    url: `redis://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    mode: 'open',
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
  return gate;
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** A pause after a failure shows no fallback either, so it must hold for longer than one. */
async function untilShared(isShared: () => Promise<boolean>): Promise<void> {
  for (let inRow = 0; inRow < 8;) {
    await wait(200);
    inRow = (await isShared()) ? inRow + 1 : 0;
  }
}

describe('limits shared through Redis', () => {
  const limiters: RateLimiter[] = [];
  const create = (url: string, onFallback: (error: unknown) => void = () => {}): RateLimiter => {
    const limiter = createRedisRateLimiter(url, { now: () => Date.now() }, onFallback);
    limiters.push(limiter);
    return limiter;
  };
  afterAll(() => Promise.all(limiters.map((limiter) => limiter.close())));

  it('admits exactly the limit over two nodes', async () => {
    const failures: unknown[] = [];
    const nodes = [create(redisUrl, (error) => failures.push(error)), create(redisUrl, (error) => failures.push(error))];
    await wait(200);
    const rule = { name: 'two-nodes', subject: randomUUID(), requests: 20, seconds: 600 };
    const decisions = [];
    for (let count = 0; count < 60; count++) decisions.push(await nodes[count % 2]?.check(rule));
    expect(failures).toEqual([]);
    expect(decisions.filter((decision) => decision?.allowed)).toHaveLength(20);
  });

  it('decides by itself within 50 ms while Redis is away or mute, and returns to it', async () => {
    const gate = await createGate(redisUrl);
    const fallbacks: unknown[] = [];
    const limiter = create(gate.url, (error) => fallbacks.push(error));
    const isShared = async (): Promise<boolean> => {
      const before = fallbacks.length;
      await limiter.check({ name: 'probe', subject: randomUUID(), requests: 5, seconds: 600 });
      return fallbacks.length === before;
    };
    await untilShared(isShared);
    const rule = { name: 'gate', subject: randomUUID(), requests: 5, seconds: 600 };
    expect((await limiter.check(rule)).allowed).toBe(true);

    for (const mode of ['stall', 'refuse'] as const) {
      gate.mode = mode;
      const before = fallbacks.length;
      const durations: number[] = [];
      for (let count = 0; count < 12; count++) {
        const began = performance.now();
        await limiter.check(rule);
        durations.push(performance.now() - began);
      }
      // The middle one: a busy machine may hold up any single decision.
      expect(durations.toSorted((one, other) => one - other)[6]).toBeLessThan(50);
      // After at most one pause, a decision has been tried through the gate and made here.
      for (let tries = 0; tries < 20 && fallbacks.length === before; tries++) {
        await wait(100);
        await isShared();
      }
      expect(fallbacks.length).toBeGreaterThan(before);
    }
    expect((await limiter.check(rule)).allowed).toBe(false);

    gate.mode = 'open';
    await untilShared(isShared);
    gate.close();
  });
});

describe('limits on calls', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ REDIS_URL: redisUrl });
  });
  afterAll(() => app.close());

  it('tell how much is left, then answer 429 with Retry-After and keep nothing of the request', async () => {
    const shop = await app.createTenant();
    const visitor = await shop.visitor();
    const conversationId = await visitor.startConversation();
    let last = await visitor.ask('One?', { conversationId });
    expect(last.headers.get('ratelimit-limit')).toBe('20');
    for (let count = 0; count < 25 && last.status === 200; count++) {
      await last.text();
      last = await visitor.ask(`Question ${count}?`, { conversationId });
    }
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(last.headers.get('ratelimit-remaining')).toBe('0');
    expect(last.headers.get('access-control-allow-origin')).toBe('*');
    const page = (await (await visitor.call('GET', `/v1/conversations/${conversationId}/messages?limit=200`)).json()) as {
      data: unknown[];
    };
    expect(page.data).toHaveLength(40);
  });
});
