import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOpenAiServer, type OpenAiServer } from '../../../tests/support/openai-server.js';
import { inTenantSql } from '../src/db/index.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, json, type TestApp, type TestTenant } from './support/test-app.js';

let provider: OpenAiServer;
let app: TestApp;
let shop: TestTenant;

beforeAll(async () => {
  provider = await startOpenAiServer({ dimensions: 64 });
  app = await createTestApp({
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: 'sk-provider-secret',
    OPENAI_EMBEDDING_MODEL: 'test-embedding',
  });
  shop = await app.createTenant();
  await shop.learn(...shopDocuments);
});
afterAll(async () => {
  await app.close();
  await provider.stop();
});

interface Hit {
  title: string;
  text: string;
  score: number;
}

async function search(query: string, limit = 10): Promise<Hit[]> {
  return (await json<{ data: Hit[] }>(await shop.call('POST', '/v1/search', { query, limit }))).data;
}

describe('search with an embedding model', () => {
  it('keeps a vector for each chunk, in the space of its model and dimension', async () => {
    const rows = await inTenantSql(
      app.deps.database,
      shop.tenant.id,
      (tx) => tx<{ space: string; vectors: number; chunks: number }[]>`
      select v.space, count(*)::int as vectors, (select count(*)::int from chunks where tenant_id = ${shop.tenant.id}) as chunks
      from chunk_vectors v where v.tenant_id = ${shop.tenant.id} group by 1`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.space).toContain('test-embedding');
    expect(rows[0]?.vectors).toBe(rows[0]?.chunks);
  });

  it('asks the model once for a search, and finds what the words mean first', async () => {
    const before = provider.embeddings().length;
    const hits = await search('return an unused item in its box');
    expect(hits[0]?.title).toBe('Returns');
    expect(provider.embeddings()).toHaveLength(before + 1);
  });

  it('gives min(limit, passages) rows, also for words that stand nowhere', async () => {
    const all = await search('zxqv', 50);
    expect(all.length).toBeGreaterThanOrEqual(shopDocuments.length);
    expect(await search('zxqv', 2)).toHaveLength(2);
  });

  it('goes on by words alone while the model fails, and does not lose a document', async () => {
    provider.failEmbeddings({ kind: 'status', status: 400 });
    expect((await search('warranty of a kettle'))[0]?.title).toBe('Warranty');
    provider.failEmbeddings(undefined);
    expect((await search('warranty of a kettle'))[0]?.title).toBe('Warranty');
  });
});

describe('a model that fails half-way through a document', () => {
  it('leaves nothing of it to be found, other documents go on, and a later try finishes it', async () => {
    const paragraphs = Array.from({ length: 130 }, (_, at) => `## Part ${at}\n\nThe airship${at} floats over the lake.`);
    const before = provider.embeddings().length;
    provider.failEmbeddings({ kind: 'status', status: 500, headers: { 'retry-after-ms': '10' } }, 1);
    const added = await json<{ id: string }>(
      await shop.call('POST', '/v1/documents', { title: 'Airships', externalId: 'airships', text: paragraphs.join('\n\n') }),
    );
    await expect.poll(() => provider.embeddings().length - before, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
    expect((await search('airship12 over the lake', 50)).map(({ title }) => title)).not.toContain('Airships');
    provider.failEmbeddings(undefined);
    await shop.learn({ title: 'Balloons', externalId: 'balloons', text: 'The balloon lands in the meadow.' });
    expect((await search('where does the balloon land'))[0]?.title).toBe('Balloons');

    expect(await shop.waitUntilRead(added.id)).toMatchObject({ status: 'ready', chunks: 130 });
    const found = (await search('airship12 over the lake')).map(({ text }) => text);
    expect(found).toContain('The airship12 floats over the lake.');
  });
});

describe('the same text again', () => {
  it('costs no call to the model', async () => {
    const before = provider.embeddings().length;
    await shop.learn(...shopDocuments.map((document) => ({ ...document, externalId: `again-${document.title}` })));
    await shop.learn(...shopDocuments.map((document) => ({ ...document, externalId: `again-${document.title}` })));
    expect(provider.embeddings()).toHaveLength(before);
  });

  it('is kept behind other passages in a search', async () => {
    const all = await search('return an unused item in its box', 50);
    const half = all.slice(0, all.length / 2).map(({ title, text }) => `${title}\n${text}`);
    expect(all.length).toBeGreaterThanOrEqual(2 * shopDocuments.length);
    expect(new Set(half).size).toBe(half.length);
    const scores = all.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});
