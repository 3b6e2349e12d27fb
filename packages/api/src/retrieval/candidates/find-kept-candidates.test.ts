import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTenantSql, type Database } from '../../db/index.js';
import { analyseQuery } from '../query/analyse-query.js';
import { findKeptCandidates } from './find-kept-candidates.js';
import { findPassages } from '../find-passages.js';
import { createPostingCache } from './posting-cache.js';
import { createTestTenant, openTestDatabase, shopDocuments, type TestTenant } from '../retrieval.test-support.js';
import { findCandidates, type FoundCandidates } from '../store.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());

const amounts = { candidates: 5, minimum: 1 };
const queries = [
  'Do you accept cheques?',
  'a valid link',
  'reset pasword',
  'cost of shipping and of an inspektion',
  'days days euro',
];

async function both(tenant: TestTenant, query: string): Promise<{ kept?: FoundCandidates | undefined; found: FoundCandidates }> {
  const { ctx } = tenant;
  const vocabulary = await ctx.deps.vocabulary.get(ctx);
  const analysis = analyseQuery({ query }, vocabulary);
  return {
    kept: await findKeptCandidates(ctx, { vocabulary, analysis, ...amounts }),
    found: await findCandidates(database, {
      tenantId: ctx.tenantId,
      groups: analysis.groups,
      dense: undefined,
      ...amounts,
    }),
  };
}

const rounded = ({ candidates, ...rest }: FoundCandidates): unknown => ({
  ...rest,
  idf: rest.idf.map((value) => value.toFixed(9)),
  candidates: candidates
    .map(({ lexical, ...candidate }) => ({ ...candidate, lexical: lexical.toFixed(9) }))
    .sort((a, b) => a.number - b.number),
});

describe('findKeptCandidates', () => {
  it('finds what the database finds, whether the passages are kept or not', async () => {
    const tenant = await createTestTenant(database, 'ten_postings');
    await tenant.add(...shopDocuments);
    // No passage is kept yet, so none has a version.
    const { kept, found } = await both(tenant, 'Do you accept cheques?');
    expect(kept?.candidates.map(({ number, version }) => [number, version])).toEqual(
      expect.arrayContaining(found.candidates.map(({ number }) => [number, ''])),
    );
    await findPassages(tenant.ctx, { query: '', limit: 50 });
    for (const limit of [undefined, 10]) {
      tenant.ctx.deps.postings = createPostingCache(limit === undefined ? {} : { postingLimit: limit });
      for (const query of [...queries, ...queries]) {
        const { kept, found } = await both(tenant, query);
        if (kept === undefined) throw new Error(`Nothing was kept for: ${query}`);
        expect(rounded(kept)).toEqual(rounded(found));
      }
    }
  });

  it('leaves it to the database when the knowledge has changed, and keeps the new one after that', async () => {
    const tenant = await createTestTenant(database, 'ten_changing');
    await tenant.add(...shopDocuments);
    await findPassages(tenant.ctx, { query: '', limit: 50 });
    for (const change of [() => tenant.add({ id: 'cheques', text: 'Cheques are gone.' }), () => tenant.remove('cheques')]) {
      expect((await both(tenant, 'cheques')).kept).toBeDefined();
      await change();
      // The terms are kept: only the database tells that they are old.
      expect((await both(tenant, 'cheques')).kept).toBeUndefined();
      const { passages } = await findPassages(tenant.ctx, { query: 'cheques', limit: 50 });
      const { kept, found } = await both(tenant, 'cheques');
      expect(kept === undefined ? undefined : rounded(kept)).toEqual(rounded(found));
      expect(passages.map((passage) => passage.chunkNumber)).toEqual(
        expect.arrayContaining(found.candidates.map(({ number }) => number)),
      );
    }
  });

  it('leaves it to the database when what is shown of a document has changed', async () => {
    const tenant = await createTestTenant(database, 'ten_shown');
    await tenant.add(...shopDocuments);
    await findPassages(tenant.ctx, { query: '', limit: 50 });
    for (const title of ['Paying', 'How to pay']) {
      const { kept, found } = await both(tenant, 'cheques');
      expect(kept?.candidates).toEqual(found.candidates);
      await inTenantSql(database, 'ten_shown', (tx) => tx`update documents set title = ${title} where id = 'doc_payment'`);
      expect((await both(tenant, 'cheques')).kept).toBeUndefined();
      const { passages } = await findPassages(tenant.ctx, { query: 'cheques', limit: 50 });
      expect(passages[0]?.title).toBe(title);
    }
    // Neither a status nor what a search does not show changes the knowledge.
    expect((await both(tenant, 'cheques')).kept).toBeDefined();
    await inTenantSql(database, 'ten_shown', (tx) => tx`update documents set status = 'processing' where id = 'doc_payment'`);
    expect((await both(tenant, 'cheques')).kept).toBeDefined();
  });

  it('fills a page in the database', async () => {
    const tenant = await createTestTenant(database, 'ten_page');
    await tenant.add(...shopDocuments);
    for (let time = 0; time < 3; time++) {
      expect((await findPassages(tenant.ctx, { query: 'cheques', limit: 8 })).passages).toHaveLength(8);
    }
  });
});
