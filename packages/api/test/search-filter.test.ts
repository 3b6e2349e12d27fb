import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, json, type TestApp, type TestTenant } from './support/test-app.js';

let app: TestApp;
let shop: TestTenant;

beforeAll(async () => {
  app = await createTestApp();
  shop = await app.createTenant();
  await shop.learn(
    {
      title: 'Basic',
      url: 'https://shop.example/basic',
      text: 'The plan costs 9 euros a month.',
      metadata: { plan: 'basic', level: 1 },
    },
    {
      title: 'Studio',
      url: 'https://shop.example/studio',
      text: 'The plan costs 29 euros a month.',
      metadata: { plan: 'studio', level: 2 },
    },
    {
      title: 'Agency',
      url: 'https://shop.example/agency',
      text: 'The plan costs 99 euros a month.',
      metadata: { plan: 'agency', level: 2 },
    },
  );
});
afterAll(() => app.close());

const query = 'What does the plan cost?';
const titles = async (body: object): Promise<string[]> =>
  (await json<{ data: { title: string }[] }>(await shop.call('POST', '/v1/search', { query, ...body }))).data.map(
    (hit) => hit.title,
  );

describe('filter', () => {
  it('leaves only documents whose metadata match', async () => {
    expect(await titles({ filter: { plan: 'studio' } })).toEqual(['Studio']);
    expect(new Set(await titles({ filter: { level: 2 } }))).toEqual(new Set(['Agency', 'Studio']));
    expect(await titles({ filter: { level: '2' } })).toEqual([]);
    expect(await titles({ filter: {} })).toHaveLength(3);
  });

  it('holds for answers', async () => {
    const tenant = await app.createTenant();
    await tenant.learn(...shopDocuments.map((document) => ({ ...document, metadata: { topic: document.title } })));
    const answer = async (filter?: object): Promise<{ answered: boolean; sources: { title: string }[] }> =>
      json(await tenant.call('POST', '/v1/answers', { question: 'How do I return an unused item?', filter }));
    expect((await answer()).answered).toBe(true);
    const filtered = await answer({ topic: 'Returns' });
    expect(filtered.answered).toBe(true);
    expect(filtered.sources.map(({ title }) => title)).toEqual(['Returns']);
    expect(await answer({ topic: 'none' })).toMatchObject({ answered: false, sources: [] });
  });

  it('takes any text and refuses what is no value', async () => {
    expect(await titles({ filter: { 'a\u0000\ud800"': `b'\u0000\\` } })).toEqual([]);
    for (const filter of [{ plan: null }, { plan: ['basic'] }, { plan: { a: 1 } }, ['plan'], 'plan']) {
      expect((await shop.call('POST', '/v1/search', { query, filter })).status).toBe(422);
    }
  });
});

describe('pageUrl', () => {
  it('decides between passages that fit alike', async () => {
    for (const title of ['Basic', 'Studio', 'Agency']) {
      expect((await titles({ pageUrl: `https://www.shop.example/${title.toLowerCase()}/?utm_source=mail#price` }))[0]).toBe(
        title,
      );
    }
  });

  it('may be anything', async () => {
    expect(await titles({ pageUrl: 'not an address' })).toHaveLength(3);
  });
});
