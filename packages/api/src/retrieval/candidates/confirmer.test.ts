import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/index.js';
import { createConfirmer } from './confirmer.js';
import { createTestTenant, openTestDatabase, shopDocuments } from '../retrieval.test-support.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());

describe('createConfirmer', () => {
  it('tells each of many searches at once the versions of its own documents, as of after it has asked', async () => {
    const { ctx, add } = await createTestTenant(database, 'ten_confirmer');
    await add(...shopDocuments);
    const confirmer = createConfirmer();
    const ids = shopDocuments.map(({ id }) => `doc_${id}`);
    const [all, ...each] = await Promise.all([confirmer.confirm(ctx, ids), ...ids.map((id) => confirmer.confirm(ctx, [id]))]);
    for (const [at, id] of ids.entries()) expect(each[at]?.versions.get(id)).toBe(all?.versions.get(id));
    expect(all?.versions.get(ids[0] ?? '')).toMatch(/^\d+$/);

    const early = [confirmer.confirm(ctx, []), confirmer.confirm(ctx, [])];
    await Promise.all(early);
    await add({ id: 'later', text: 'A later document.' });
    const late = await Promise.all([confirmer.confirm(ctx, []), confirmer.confirm(ctx, ['doc_later', 'doc_none'])]);
    for (const { version } of late) expect(version).toBeGreaterThan(all?.version ?? Infinity);
    expect(late[1]?.versions.get('doc_none')).toBe('');
  });

  it('keeps tenants apart', async () => {
    const [one, other] = [await createTestTenant(database, 'ten_one'), await createTestTenant(database, 'ten_other')];
    await one.add(...shopDocuments);
    const id = `doc_${shopDocuments[0]?.id}`;
    const confirmer = createConfirmer();
    const [own, foreign] = await Promise.all([confirmer.confirm(one.ctx, [id]), confirmer.confirm(other.ctx, [id])]);
    expect(own.versions.get(id)).not.toBe('');
    expect(foreign).toEqual({ version: 0, versions: new Map([[id, '']]) });
  });

  it('tells a failure to those who waited for that trip, and to nobody else', async () => {
    const { ctx, add } = await createTestTenant(database, 'ten_failing');
    await add(...shopDocuments);
    const confirmer = createConfirmer();
    const broken = { ...ctx, deps: { ...ctx.deps, database: { ...database, sql: fail } as unknown as Database } };
    const [first, second] = await Promise.allSettled([confirmer.confirm(broken, []), confirmer.confirm(ctx, [])]);
    expect(first.status).toBe('rejected');
    expect(second.status).toBe('fulfilled');
  });
});

async function fail(): Promise<never> {
  throw new Error('The database is away');
}
