import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTenantSql, type Database } from '../../db/index.js';
import { findPassages, type FoundPassages } from '../find-passages.js';
import { createPassageCache } from './passage-cache.js';
import { createTestTenant, openTestDatabase, shopDocuments, type TestTenant } from '../retrieval.test-support.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());

const ask = (tenant: TestTenant, query: string): Promise<FoundPassages> => findPassages(tenant.ctx, { query, limit: 3 });
const plain = ({ passages }: FoundPassages): unknown =>
  passages.map(({ chunkId, title, text, score }) => [chunkId, title, text, score]);

describe('createPassageCache', () => {
  it('finds the same from memory as from the database, also where it keeps next to nothing', async () => {
    const tenant = await createTestTenant(database, 'ten_kept');
    await tenant.add(...shopDocuments);
    const first = plain(await ask(tenant, 'Do you accept cheques?'));
    expect(plain(await ask(tenant, 'Do you accept cheques?'))).toEqual(first);
    tenant.ctx.deps.passages = createPassageCache({ byteLimit: 4000 });
    for (let time = 0; time < 3; time++) expect(plain(await ask(tenant, 'Do you accept cheques?'))).toEqual(first);
  });

  it('reads a passage anew when its document has changed', async () => {
    const tenant = await createTestTenant(database, 'ten_renamed');
    await tenant.add(...shopDocuments);
    expect((await ask(tenant, 'cheques')).passages[0]?.title).toBe('Payment methods');
    await inTenantSql(database, 'ten_renamed', (tx) => tx`update documents set title = 'Paying' where id = 'doc_payment'`);
    expect((await ask(tenant, 'cheques')).passages[0]?.title).toBe('Paying');
  });

  it('keeps each tenant’s passages apart, and leaves out a chunk that has gone', async () => {
    const tenant = await createTestTenant(database, 'ten_keeper');
    await tenant.add(...shopDocuments);
    const found = (await ask(tenant, 'cheques')).passages[0];
    if (found === undefined) throw new Error('Nothing was found');
    const stranger = await createTestTenant(database, 'ten_stranger');
    const [row] = await database.sql<{ version: string }[]>`
      select xmin::text as version from documents where tenant_id = 'ten_keeper' and id = 'doc_payment'`;
    const candidate = { number: found.chunkNumber, version: row?.version ?? '', lexical: 1, cosine: null };
    const cache = tenant.ctx.deps.passages;
    expect((await cache.get(tenant.ctx, [candidate], 1)).size).toBe(1);
    expect((await cache.get(stranger.ctx, [candidate], 1)).size).toBe(0);
    await tenant.remove('payment');
    expect((await cache.get(tenant.ctx, [{ ...candidate, version: 'later' }], 1)).size).toBe(0);
  });
});
