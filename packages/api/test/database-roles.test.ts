import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTenantSql } from '../src/db/index.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, type TestApp, type TestTenant } from './support/test-app.js';

let app: TestApp;
let shop: TestTenant;

beforeAll(async () => {
  app = await createTestApp();
  shop = await app.createTenant();
  await shop.learn(...shopDocuments);
});
afterAll(() => app.close());

interface Table {
  name: string;
  enabled: boolean;
  forced: boolean;
  policies: number;
}

async function tenantTables(): Promise<Table[]> {
  return app.deps.database.sql<Table[]>`
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
    where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace order by 1`;
}

describe('tenants in the database', () => {
  it('guards every table that has a tenant', async () => {
    const tables = await tenantTables();
    expect(tables.length).toBeGreaterThanOrEqual(15);
    for (const table of tables) expect(table).toMatchObject({ enabled: true, forced: true });
    expect(tables.filter(({ policies }) => policies === 0)).toEqual([]);
  });

  it('has no table outside of tenants in the app’s schema', async () => {
    const rows = await app.deps.database.sql<{ relname: string }[]>`
      select relname from pg_class c where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace
        and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')`;
    expect(rows.map(({ relname }) => relname)).toEqual([]);
  });

  it('runs as a role that owns nothing and may not pass the policies', async () => {
    const rows = await app.deps.database.sql<{ rolname: string; owned: number; bypass: boolean; login: boolean }[]>`
      select r.rolname, r.rolbypassrls or r.rolsuper as bypass, r.rolcanlogin as login,
        (select count(*)::int from pg_shdepend d where d.refobjid = r.oid and d.deptype = 'o') as owned
      from pg_roles r where r.rolname in ('askwell_app', 'askwell_maintenance') order by 1`;
    expect([...rows]).toEqual([
      { rolname: 'askwell_app', owned: 0, bypass: false, login: false },
      { rolname: 'askwell_maintenance', owned: 0, bypass: false, login: false },
    ]);
  });

  it('shows no row without a tenant, nor another tenant’s', async () => {
    const other = await app.createTenant();
    for (const { name } of await tenantTables()) {
      const count = async (tenantId: string): Promise<number> =>
        inTenantSql(app.deps.database, tenantId, async (tx) => {
          const [row] = await tx<
            { count: number }[]
          >`select count(*)::int as count from ${tx(name)} where tenant_id = ${shop.tenant.id}`;
          return row?.count ?? -1;
        });
      expect({ name, count: await count('') }).toEqual({ name, count: 0 });
      expect({ name, count: await count(other.tenant.id) }).toEqual({ name, count: 0 });
    }
  });

  it('refuses to write for another tenant', async () => {
    const write = inTenantSql(app.deps.database, 'ten_nobody', (tx) => tx`update documents set title = 'x' returning id`);
    expect([...(await write)]).toEqual([]);
    await expect(
      inTenantSql(
        app.deps.database,
        'ten_nobody',
        (tx) => tx`insert into terms (tenant_id, term, chunk_frequency) values (${shop.tenant.id}, 'word', 1)`,
      ),
    ).rejects.toThrow(/row-level security/);
  });

  it('lets no unique or foreign key tell of another tenant', async () => {
    const rows = await app.deps.database.sql<{ conname: string }[]>`
      select con.conname from pg_constraint con join pg_class c on c.oid = con.conrelid
      where con.contype in ('p', 'u', 'f') and c.relnamespace = current_schema()::regnamespace
        and not exists (select from unnest(con.conkey) k join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k where a.attname = 'tenant_id')`;
    expect(rows.map(({ conname }) => conname)).toEqual([]);
  });
});
