import type { Message, UsageReport } from '@askwell/contract';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../support/start-server.js';
import { startCluster, type Cluster } from './support/cluster.js';
import { json, openShop, waitFor, type Shop, type Visitor } from './support/shop.js';
import { readSse, terminalsOf, textOf, type ReadPart } from './support/sse.js';

type AssistantMessage = Extract<Message, { role: 'assistant' }>;

const words = Array.from({ length: 60 }, (_, index) => ` word${index} ✓.`);
const answer = words.join('');

let cluster: Cluster;
let here: RunningServer;
let there: RunningServer;
let shop: Shop;

beforeAll(async () => {
  cluster = await startCluster({ env: { ASKWELL_UNHEARD_MS: '1500', ASKWELL_RESERVATION_TOKENS: '1000' } });
  const [first, second] = cluster.nodes;
  if (first === undefined || second === undefined) throw new Error('Two nodes were asked for');
  [here, there] = [first, second];
  shop = await openShop(here);
});
afterAll(() => cluster.stop());
afterEach(() => cluster.provider.reply({ deltas: words }));

function runIdOf(response: Response): string {
  return response.headers.get('x-askwell-run-id') ?? '';
}

async function lastAnswer(visitor: Visitor, conversationId: string): Promise<AssistantMessage | undefined> {
  const last = (await visitor.messages(conversationId)).at(-1);
  return last?.role === 'assistant' ? last : undefined;
}

describe('a run on two nodes', () => {
  it('is read on at the other node after cuts at random bytes, with nothing lost or doubled', async () => {
    cluster.provider.reply({ deltas: words, delay: 8 });
    const before = cluster.provider.chats().length;
    const rounds = 20;
    const outcomes = await Promise.all(
      Array.from({ length: rounds }, async () => {
        const visitor = await shop.visitor();
        const first = await visitor.send(await visitor.startConversation());
        const runId = runIdOf(first);
        const parts: ReadPart[] = [];
        let read = await readSse(first, { bytes: Math.ceil(Math.random() * 3000) });
        for (let cuts = 0; ; cuts++) {
          parts.push(...read.parts);
          if (read.isDone) break;
          const at = cuts % 2 === 0 ? there.url : here.url;
          const bytes = cuts < 3 ? Math.ceil(Math.random() * 3000) : Infinity;
          read = await readSse(await visitor.events(runId, parts.at(-1)?.id ?? 0, { at }), { bytes });
        }
        return parts;
      }),
    );
    for (const parts of outcomes) {
      expect(parts.map(({ id }) => id)).toEqual(parts.map((_, index) => index + 1));
      expect(textOf(parts)).toBe(answer);
      expect(terminalsOf(parts)).toEqual(['finish']);
    }
    expect(cluster.provider.chats().length - before).toBe(rounds);
  });

  it('is one run however often and wherever the same message is sent', async () => {
    cluster.provider.reply({ deltas: words, delay: 5 });
    const before = cluster.provider.chats().length;
    const visitor = await shop.visitor();
    const conversationId = await visitor.startConversation();
    const clientMessageId = randomUUID();
    const sent = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        visitor.send(conversationId, { clientMessageId, at: index % 2 === 0 ? here.url : there.url }),
      ),
    );
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(sent.map(runIdOf)).size).toBe(1);
    const bodies = await Promise.all(sent.map((response) => readSse(response)));
    for (const { parts, isDone } of bodies) {
      expect(isDone).toBe(true);
      expect(parts).toEqual(bodies[0]?.parts);
      expect(textOf(parts)).toBe(answer);
    }
    expect(cluster.provider.chats().length - before).toBe(1);
    expect((await visitor.messages(conversationId)).map(({ role }) => role)).toEqual(['user', 'assistant']);
    const other = await visitor.send(conversationId, { clientMessageId, at: there.url, text: 'Something else?' });
    expect(other.status).toBe(409);
  });

  it('is stopped from any node, and the provider hears of it while it still has much to say', async () => {
    for (const at of [here.url, there.url]) {
      cluster.provider.reply({ deltas: words, delay: 100 });
      const visitor = await shop.visitor();
      const calls = cluster.provider.chats().length;
      const response = await visitor.send(await visitor.startConversation());
      const request = await cluster.provider.chat(calls);
      const reading = readSse(response);
      const remote = readSse(await visitor.events(runIdOf(response), 0, { at: there.url }));
      const stopped = visitor.call('POST', `/v1/runs/${runIdOf(response)}/stop`, { at });
      // tests/bench/cuts.mjs measures how long that takes.
      expect(await request.ended).toBe('hung-up');
      expect((await stopped).status).toBe(204);
      for (const { parts } of await Promise.all([reading, remote])) {
        expect(parts.at(-1)?.part.type).toBe('abort');
        expect(textOf(parts)).not.toContain('word30');
      }
    }
  });

  it('is nobody else’s to read or stop, on either node', async () => {
    cluster.provider.reply({ deltas: words, delay: 20 });
    const [visitor, stranger] = [await shop.visitor(), await shop.visitor()];
    const foreigner = await (await openShop(there)).visitor();
    const response = await visitor.send(await visitor.startConversation());
    const runId = runIdOf(response);
    for (const other of [stranger, foreigner]) {
      for (const at of [here.url, there.url]) {
        expect((await other.events(runId, 0, { at })).status).toBe(404);
        expect((await other.call('POST', `/v1/runs/${runId}/stop`, { at })).status).toBe(404);
      }
    }
    expect(textOf((await readSse(response)).parts)).toBe(answer);
    expect((await stranger.events(runId, 0, { at: there.url })).status).toBe(404);
  });

  it('goes on while somebody reads on another node, and ends when nobody does', async () => {
    cluster.provider.reply({ deltas: words, delay: 50 });
    const visitor = await shop.visitor();
    const heard = await visitor.send(await visitor.startConversation());
    const remote = readSse(await visitor.events(runIdOf(heard), 0, { at: there.url }));
    await readSse(heard, { bytes: 1 });
    expect(terminalsOf((await remote).parts)).toEqual(['finish']);

    const conversationId = await visitor.startConversation();
    const calls = cluster.provider.chats().length;
    await readSse(await visitor.send(conversationId), { until: (parts) => textOf(parts) !== '' });
    expect(await (await cluster.provider.chat(calls)).ended).toBe('hung-up');
    await waitFor(async () => (await lastAnswer(visitor, conversationId))?.status !== 'streaming');
    const kept = await lastAnswer(visitor, conversationId);
    expect(kept).toMatchObject({ status: 'interrupted', error: { code: 'ANSWER_INTERRUPTED', retryable: true } });
    expect(kept?.text).toContain('word0');
  });
});

it('a budget with room for 10 admits exactly 10 of 200 questions asked of both nodes at once', async () => {
  const reservation = 1000;
  cluster.provider.reply({ deltas: words, delay: 5, usage: { prompt_tokens: 900, completion_tokens: 100 } });
  const shopWithBudget = await openShop(here);
  await shopWithBudget.setBudgets([{ scope: 'tenant', period: 'day', unit: 'tokens', amount: 10 * reservation }]);
  const visitors = await Promise.all(Array.from({ length: 200 }, () => shopWithBudget.visitor()));
  const conversations = await Promise.all(visitors.map((visitor) => visitor.startConversation()));
  const before = cluster.provider.chats().length;
  const responses = await Promise.all(
    visitors.map((visitor, index) => visitor.send(conversations[index] ?? '', { at: index % 2 === 0 ? here.url : there.url })),
  );
  const admitted = responses.filter(({ ok }) => ok);
  expect(admitted).toHaveLength(10);
  for (const { parts } of await Promise.all(admitted.map((response) => readSse(response)))) expect(textOf(parts)).toBe(answer);
  for (const response of responses.filter(({ ok }) => !ok)) {
    expect(response.status).toBe(429);
    expect(await response.json()).toMatchObject({ code: 'BUDGET_EXCEEDED' });
  }
  expect(cluster.provider.chats().length - before).toBe(10);
  const usage = await json<UsageReport>(await shopWithBudget.call('GET', '/v1/usage', { at: there.url }));
  expect(usage.total).toMatchObject({ answers: 10, totalTokens: 10 * reservation });
}, 120_000);

describe('a node that ends', () => {
  it('by SIGTERM tells readers on other nodes how its answers ended', async () => {
    const leaving = await cluster.addNode();
    cluster.provider.reply({ deltas: words, delay: 30 });
    const visitor = await shop.visitor();
    const conversationId = await visitor.startConversation();
    const response = await visitor.send(conversationId, { at: leaving.url });
    const local = readSse(response);
    const remote = readSse(await visitor.events(runIdOf(response), 0, { at: here.url }));
    expect(await leaving.stop()).toBe(0);
    for (const { parts } of await Promise.all([local, remote])) {
      expect(textOf(parts)).toBe(answer);
      expect(terminalsOf(parts)).toEqual(['finish']);
    }
  });

  it('by SIGTERM ends what is not said within the grace period: each reader is told, the text stays, the process ends well', async () => {
    const leaving = await cluster.addNode();
    cluster.provider.reply({ deltas: words, delay: 500 });
    const calls = cluster.provider.chats().length;
    const visitor = await shop.visitor();
    const conversationId = await visitor.startConversation();
    const response = await visitor.send(conversationId, { at: leaving.url });
    const readings = [readSse(response), readSse(await visitor.events(runIdOf(response), 0, { at: here.url }))];
    expect(await leaving.stop()).toBe(0);
    expect(await (await cluster.provider.chat(calls)).ended).toBe('hung-up');
    for (const { parts, isDone } of await Promise.all(readings)) {
      expect(isDone).toBe(true);
      expect(terminalsOf(parts)).toEqual(['error']);
      expect(parts.at(-2)?.part).toMatchObject({ type: 'data-error', data: { code: 'ANSWER_INTERRUPTED', retryable: true } });
      expect(await lastAnswer(visitor, conversationId)).toMatchObject({ status: 'interrupted', text: textOf(parts) });
      expect(textOf(parts)).toContain('word5');
    }
    expect(cluster.provider.chats().length - calls).toBe(1);
  });

  it('by SIGKILL leaves an interrupted answer with its text, and no second one', async () => {
    const dying = await cluster.addNode();
    cluster.provider.reply({ deltas: words, delay: 200 });
    const calls = cluster.provider.chats().length;
    const visitor = await shop.visitor();
    const conversationId = await visitor.startConversation();
    const clientMessageId = randomUUID();
    const response = await visitor.send(conversationId, { at: dying.url, clientMessageId });
    const runId = runIdOf(response);
    const local = readSse(response, { until: (parts) => textOf(parts).includes('word5') });
    const remote = readSse(await visitor.events(runId, 0, { at: there.url }));
    const seen = (await local).parts;
    await dying.kill();
    const killedAt = performance.now();
    // Events of the last moment may have reached this reader only.
    const resumed = readSse(await visitor.events(runId, seen.at(-1)?.id ?? 0, { at: here.url }));
    const again = visitor.send(conversationId, { at: here.url, clientMessageId });
    const replayed = readSse(await again);

    for (const { parts, isDone } of await Promise.all([remote, replayed])) {
      expect(isDone).toBe(true);
      expect(textOf(parts)).toContain('word4');
      expect(terminalsOf(parts)).toEqual(['error']);
      expect(parts.at(-2)?.part).toMatchObject({ type: 'data-error', data: { code: 'ANSWER_INTERRUPTED', retryable: true } });
    }
    expect(terminalsOf((await resumed).parts)).toEqual(['error']);
    expect(performance.now() - killedAt).toBeLessThan(30_000);
    expect(runIdOf(await again)).toBe(runId);
    const kept = await lastAnswer(visitor, conversationId);
    expect(kept).toMatchObject({ status: 'interrupted', text: textOf((await remote).parts) });
    expect(cluster.provider.chats().length - calls).toBe(1);
  });
});
