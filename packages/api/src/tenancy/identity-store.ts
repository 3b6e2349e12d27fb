import type { IdentitySecret } from '@askwell/contract';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { inTenant, type Database } from '../db/index.js';
import { identitySecrets, tenants, visitors } from '../db/schema/index.js';

export interface SealedIdentitySecret {
  id: string;
  secret: string;
  createdAt: Date;
}

/** Oldest first. */
export async function selectIdentitySecrets(database: Database, tenantId: string): Promise<SealedIdentitySecret[]> {
  return inTenant(database, tenantId, (tx) =>
    tx
      .select({ id: identitySecrets.id, secret: identitySecrets.secret, createdAt: identitySecrets.createdAt })
      .from(identitySecrets)
      .where(eq(identitySecrets.tenantId, tenantId))
      .orderBy(asc(identitySecrets.createdAt), asc(identitySecrets.id)),
  );
}

/** Undefined where `most` are alive already. */
export async function insertIdentitySecret(
  database: Database,
  row: { tenantId: string; id: string; secret: string },
  most: number,
): Promise<IdentitySecret | undefined> {
  return inTenant(database, row.tenantId, async (tx) => {
    // Two calls at once take turns.
    await tx.select().from(tenants).where(eq(tenants.tenantId, row.tenantId)).for('update');
    const alive = await tx.$count(identitySecrets, eq(identitySecrets.tenantId, row.tenantId));
    if (alive >= most) return undefined;
    const [stored] = await tx.insert(identitySecrets).values(row).returning({ createdAt: identitySecrets.createdAt });
    return stored && { id: row.id, createdAt: stored.createdAt.toISOString() };
  });
}

/** False if there is none of this id. */
export async function deleteIdentitySecret(database: Database, tenantId: string, id: string): Promise<boolean> {
  const rows = await inTenant(database, tenantId, (tx) =>
    tx
      .delete(identitySecrets)
      .where(and(eq(identitySecrets.tenantId, tenantId), eq(identitySecrets.id, id)))
      .returning({ id: identitySecrets.id }),
  );
  return rows.length > 0;
}

export interface IdentifiedVisitor {
  tenantId: string;
  assistantId: string;
  /** Of the visitor, where the user is new. */
  newId: string;
  userId: string;
  name: string | null;
  email: string | null;
  /** An anonymous visitor whose conversations become the user's. */
  claims: string | undefined;
}

/** The visitor of a user, the same for each device. Gives its id. */
export async function upsertIdentifiedVisitor(database: Database, visitor: IdentifiedVisitor): Promise<string> {
  const { tenantId, assistantId, newId, userId, name, email } = visitor;
  return inTenant(database, tenantId, async (tx) => {
    const [row] = await tx
      .insert(visitors)
      .values({ tenantId, assistantId, id: newId, userId, name, email })
      .onConflictDoUpdate({
        target: [visitors.tenantId, visitors.assistantId, visitors.userId],
        targetWhere: sql`user_id is not null`,
        set: { name, email, seenAt: sql`now()` },
      })
      .returning({ id: visitors.id });
    if (row === undefined) throw new Error('The visitor was not stored');
    if (visitor.claims !== undefined) {
      const [anonymous] = await tx
        .select({ id: visitors.id })
        .from(visitors)
        .where(
          and(
            eq(visitors.tenantId, tenantId),
            eq(visitors.assistantId, assistantId),
            eq(visitors.id, visitor.claims),
            isNull(visitors.userId),
          ),
        )
        .for('update');
      if (anonymous !== undefined) {
        const [from, to] = [anonymous.id, row.id];
        for (const table of ['conversations', 'runs', 'feedback', 'usage_records'])
          await tx.execute(
            sql`update ${sql.identifier(table)} set visitor_id = ${to} where tenant_id = ${tenantId} and visitor_id = ${from}`,
          );
        await tx.execute(sql`insert into visitor_details (tenant_id, visitor_id, "values", consent, updated_at)
          select tenant_id, ${to}, "values", consent, updated_at from visitor_details
          where tenant_id = ${tenantId} and visitor_id = ${from} on conflict do nothing`);
        // Once: its token opens nothing any more.
        await tx.delete(visitors).where(and(eq(visitors.tenantId, tenantId), eq(visitors.id, from)));
      }
    }
    return row.id;
  });
}
