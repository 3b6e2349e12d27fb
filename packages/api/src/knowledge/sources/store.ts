import { and, desc, eq, lt, ne, sql, type SQL } from 'drizzle-orm';
import { inTenant, type Database, type OrmTransaction } from '../../db/index.js';
import { sources } from '../../db/schema/index.js';

export type { SourceContent, StoredWebsite } from '../../db/schema/index.js';
export type StoredSource = typeof sources.$inferSelect;
export type SourceRowChanges = Partial<Omit<StoredSource, 'tenantId' | 'id' | 'kind' | 'createdAt'>>;

export async function insertSource(
  tx: OrmTransaction,
  row: Pick<StoredSource, 'tenantId' | 'id' | 'kind' | 'name' | 'content' | 'everyHours'>,
): Promise<StoredSource> {
  const [inserted] = await tx.insert(sources).values(row).returning();
  if (inserted === undefined) throw new Error('The source was not stored');
  return inserted;
}

export async function selectSource(database: Database, tenantId: string, id: string): Promise<StoredSource | undefined> {
  const [row] = await inTenant(database, tenantId, (tx) =>
    tx
      .select()
      .from(sources)
      .where(and(isSource(tenantId, id), ne(sources.status, 'deleting'))),
  );
  return row;
}

/** Locks the row until the transaction ends: all that changes a source or its pages goes through it. */
export async function lockSource(tx: OrmTransaction, tenantId: string, id: string): Promise<StoredSource | undefined> {
  const [row] = await tx.select().from(sources).where(isSource(tenantId, id)).for('update');
  return row;
}

export async function updateSource(
  tx: OrmTransaction,
  tenantId: string,
  id: string,
  changes: SourceRowChanges,
): Promise<StoredSource> {
  const [row] = await tx
    .update(sources)
    .set({ ...changes, updatedAt: sql`now()` })
    .where(isSource(tenantId, id))
    .returning();
  if (row === undefined) throw new Error('The source is gone');
  return row;
}

export async function selectSources(
  database: Database,
  tenantId: string,
  query: { limit: number; before: string | undefined },
): Promise<StoredSource[]> {
  const before = query.before === undefined ? undefined : lt(sources.id, query.before);
  return inTenant(database, tenantId, (tx) =>
    tx
      .select()
      .from(sources)
      .where(and(eq(sources.tenantId, tenantId), ne(sources.status, 'deleting'), before))
      .orderBy(desc(sources.id))
      .limit(query.limit),
  );
}

export async function deleteSourceRow(tx: OrmTransaction, tenantId: string, id: string): Promise<void> {
  await tx.delete(sources).where(isSource(tenantId, id));
}

function isSource(tenantId: string, id: string): SQL | undefined {
  return and(eq(sources.tenantId, tenantId), eq(sources.id, id));
}
