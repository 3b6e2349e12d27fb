import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOpenAiServer, type OpenAiServer } from '../../../tests/support/openai-server.js';
import type { EmbeddingModel } from '../src/completion/index.js';
import { createOpenAiEmbedder } from '../src/completion/openai-embeddings.js';
import type { Context } from '../src/context.js';
import { arrangeVectors, queueArrangements } from '../src/retrieval/index.js';
import { createTestApp, json, type TestApp, type TestTenant } from './support/test-app.js';

const dimensionsOf: Record<string, number> = { older: 64, newer: 48, third: 40 };

let provider: OpenAiServer;
let app: TestApp;

beforeAll(async () => {
  provider = await startOpenAiServer();
  provider.setDimensions((model) => dimensionsOf[model] ?? 64);
  app = await createTestApp({ OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: 'sk-provider', OPENAI_EMBEDDING_MODEL: 'older' });
});
afterAll(async () => {
  await app.close();
  await provider.stop();
});

/** As after a restart with another model in the environment. */
function configure(asked: EmbeddingModel): void {
  app.deps.embedder = createOpenAiEmbedder({ apiKey: 'sk-provider', baseURL: provider.url, maxRetries: 0, ...asked });
}

const topics = ['kettle', 'bicycle', 'violin', 'lantern', 'tractor', 'compass'];
const document = (index: number) => ({
  title: `Item ${index}`,
  externalId: `item-${index}`,
  text: `The ${topics[index % topics.length]} number${index} stands on shelf${index} of the warehouse.`,
});

async function tenantWith(documents: number): Promise<TestTenant> {
  const tenant = await app.createTenant();
  await tenant.learn(...Array.from({ length: documents }, (_, index) => document(index)));
  return tenant;
}

function contextOf(tenant: TestTenant, signal = new AbortController().signal): Context {
  return { tenantId: tenant.tenant.id, actor: { kind: 'system' }, requestId: 'req_spaces', signal, deps: app.deps };
}

async function setsOf(tenant: TestTenant): Promise<{ space: string; state: string; vectors: number }[]> {
  const rows = await app.deps.database.sql<{ space: string; state: string; vectors: number }[]>`
    select s.space, s.state, (select count(*)::int from chunk_vectors v
        where v.tenant_id = s.tenant_id and v.space = s.space and v.home = s.home) as vectors
      from vector_sets s where s.tenant_id = ${tenant.tenant.id} order by s.state`;
  return [...rows];
}

async function searchesByVector(): Promise<number> {
  const { values } = await app.deps.metrics.vectorSearches.get();
  return values.reduce((sum, { value }) => sum + value, 0);
}

async function search(tenant: TestTenant, index: number): Promise<void> {
  const { data } = await json<{ data: { externalId: string }[] }>(
    await tenant.call('POST', '/v1/search', { query: `${document(index).title} ${document(index).text}`, limit: 5 }),
  );
  expect(data[0]?.externalId).toBe(`item-${index}`);
}

const embeddedBy = (model: string): number =>
  provider
    .embeddings()
    .filter(({ body }) => body.model === model)
    .reduce((sum, { body }) => sum + (Array.isArray(body.input) ? body.input.length : 1), 0);

describe('a changed embedding model', () => {
  it('takes over without a search by words alone, and without one that misses', async () => {
    configure({ model: 'older' });
    const tenant = await tenantWith(150);
    const before = await searchesByVector();
    let searches = 0;
    const changing = new AbortController();
    configure({ model: 'newer' });
    const searching = (async () => {
      for (; !changing.signal.aborted; searches++) await search(tenant, searches % 150);
    })();
    expect(await queueArrangements(app.deps)).toBeGreaterThan(0);
    // A document that comes meanwhile.
    await tenant.learn(document(150));
    await expect
      .poll(async () => (await setsOf(tenant)).find(({ state }) => state === 'active')?.space, { timeout: 20_000 })
      .toBe('newer@48');
    await sleep(100);
    changing.abort();
    await searching;
    expect(searches).toBeGreaterThan(3);
    expect((await searchesByVector()) - before).toBe(searches);
    await search(tenant, 150);
    expect(await setsOf(tenant)).toEqual([
      { space: 'newer@48', state: 'active', vectors: 151 },
      { space: 'older@64', state: 'retired', vectors: expect.any(Number) },
    ]);

    const { values } = await app.deps.metrics.embeddingTokens.get();
    expect(values.find(({ labels }) => labels.model === 'newer')?.value).toBeGreaterThan(151);

    const asked = embeddedBy('newer');
    await arrangeVectors(contextOf(tenant), { graceMilliseconds: 0 });
    expect(await setsOf(tenant)).toEqual([{ space: 'newer@48', state: 'active', vectors: 151 }]);
    expect(embeddedBy('newer')).toBe(asked);
  });

  it('goes on with the old one while the new one fails, and later where it stopped', async () => {
    configure({ model: 'older' });
    const tenant = await tenantWith(120);
    configure({ model: 'newer' });
    const { embedder } = app.deps;
    if (embedder === undefined) throw new Error('There is no embedder');
    let requests = 0;
    app.deps.embedder = {
      ...embedder,
      embed(texts, signal, options) {
        const isSecond = options?.model?.model === 'newer' && texts.length > 1 && ++requests === 2;
        if (isSecond) provider.failEmbeddings({ kind: 'status', status: 500 });
        return embedder.embed(texts, signal, options);
      },
    };
    await expect(arrangeVectors(contextOf(tenant))).rejects.toThrow('not available');
    provider.failEmbeddings(undefined);
    expect(await setsOf(tenant)).toEqual([
      { space: 'older@64', state: 'active', vectors: 120 },
      { space: 'newer@48', state: 'filling', vectors: 96 },
    ]);
    await search(tenant, 7);

    const asked = embeddedBy('newer');
    await arrangeVectors(contextOf(tenant), { graceMilliseconds: 0 });
    expect(embeddedBy('newer') - asked).toBe(24);
    await search(tenant, 7);
    expect((await setsOf(tenant))[0]).toEqual({ space: 'newer@48', state: 'active', vectors: 120 });
  });

  it('is finished by another process when the first one is killed', async () => {
    configure({ model: 'older' });
    const tenant = await tenantWith(110);
    configure({ model: 'newer' });
    const kill = new AbortController();
    const { embedder } = app.deps;
    if (embedder === undefined) throw new Error('There is no embedder');
    app.deps.embedder = {
      ...embedder,
      async embed(texts, signal, options) {
        const vectors = await embedder.embed(texts, signal, options);
        if (texts.length > 1 && texts.length < 96) kill.abort(new Error('killed'));
        return vectors;
      },
    };
    await expect(arrangeVectors(contextOf(tenant, kill.signal))).rejects.toThrow();
    configure({ model: 'newer' });
    await queueArrangements(app.deps);
    await expect
      .poll(async () => (await setsOf(tenant)).find(({ state }) => state === 'active'), { timeout: 20_000 })
      .toEqual({ space: 'newer@48', state: 'active', vectors: 110 });
  });

  it('begins with the vectors of a knowledge that had none', async () => {
    app.deps.embedder = undefined;
    const tenant = await tenantWith(5);
    expect(await setsOf(tenant)).toEqual([]);
    configure({ model: 'newer' });
    await search(tenant, 3);
    await queueArrangements(app.deps);
    await expect.poll(() => setsOf(tenant), { timeout: 20_000 }).toEqual([{ space: 'newer@48', state: 'active', vectors: 5 }]);
  });

  it('may change again before it has ended', async () => {
    configure({ model: 'older' });
    const tenant = await tenantWith(4);
    configure({ model: 'newer' });
    await tenant.learn(document(4));
    configure({ model: 'third' });
    await expect
      .poll(
        async () => {
          await arrangeVectors(contextOf(tenant), { graceMilliseconds: 0 });
          return setsOf(tenant);
        },
        { timeout: 20_000 },
      )
      .toEqual([{ space: 'third@40', state: 'active', vectors: 5 }]);
    await search(tenant, 4);
  });
});

describe('a dimension that changes', () => {
  it('is noticed by a search, which goes by words until the new vectors are there', async () => {
    configure({ model: 'older' });
    const tenant = await tenantWith(6);
    provider.setDimensions(32);
    await search(tenant, 2);
    await expect
      .poll(async () => (await setsOf(tenant))[0], { timeout: 20_000 })
      .toEqual({ space: 'older@32', state: 'active', vectors: 6 });
    const before = await searchesByVector();
    await search(tenant, 2);
    expect((await searchesByVector()) - before).toBe(1);
    provider.setDimensions((model) => dimensionsOf[model] ?? 64);
  });

  it('fails a document half-way, of which nothing is found, and other documents go on', async () => {
    configure({ model: 'older' });
    const tenant = await tenantWith(2);
    const { embedder } = app.deps;
    if (embedder === undefined) throw new Error('There is no embedder');
    app.deps.embedder = {
      ...embedder,
      embed: async (texts, signal, options) => {
        const vectors = await embedder.embed(texts, signal, options);
        return texts.length < 100 ? vectors : vectors.map((vector, at) => (at < 96 ? vector : vector.slice(1)));
      },
    };
    const paragraphs = Array.from({ length: 130 }, (_, at) => `## Part ${at}\n\nThe zeppelin${at} flies over the lake.`);
    const long = { title: 'Long', externalId: 'long', text: paragraphs.join('\n\n') };
    const accepted = await json<{ data: { id: string }[] }>(
      await tenant.call('POST', '/v1/documents/batch', { documents: [long, document(9)] }),
    );
    await search(tenant, 1);
    await tenant.waitUntilRead(accepted.data[1]?.id ?? '');
    await search(tenant, 9);
    const { data } = await json<{ data: { externalId: string }[] }>(
      await tenant.call('POST', '/v1/search', { query: 'zeppelin12 over the lake', limit: 50 }),
    );
    expect(data.map(({ externalId }) => externalId)).not.toContain('long');

    configure({ model: 'older' });
    const read = await tenant.waitUntilRead(accepted.data[0]?.id ?? '');
    expect(read.status).toBe('ready');
    expect((await setsOf(tenant)).map(({ vectors }) => vectors)).toEqual([3 + (read.chunks ?? 0)]);
  });
});
