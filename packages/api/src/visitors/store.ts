import type { Visitor, VisitorDetails, VisitorFilter, VisitorIdentity, VisitorSelf } from '@askwell/contract';
import { and, desc, eq, isNotNull, lt, or, sql } from 'drizzle-orm';
import { inTenant, type Database, type OrmTransaction } from '../db/index.js';
import { conversations, messages, visitorDetails, visitors } from '../db/schema/index.js';

type VisitorRow = typeof visitors.$inferSelect;
type DetailsRow = typeof visitorDetails.$inferSelect;

/** Undefined where the visitor is gone. */
export async function selectSelf(database: Database, tenantId: string, id: string): Promise<VisitorSelf | undefined> {
  return inTenant(database, tenantId, async (tx) => {
    const [row] = await tx
      .select({ visitor: visitors, details: visitorDetails })
      .from(visitors)
      .leftJoin(visitorDetails, joined)
      .where(and(eq(visitors.tenantId, tenantId), eq(visitors.id, id)));
    if (row === undefined) return undefined;
    const [counted] = await tx
      .select({ unread: sql<number>`count(*)::integer` })
      .from(conversations)
      .innerJoin(
        messages,
        and(
          eq(messages.tenantId, conversations.tenantId),
          eq(messages.conversationId, conversations.id),
          sql`${messages.position} > ${conversations.readPosition}`,
          eq(messages.role, 'assistant'),
          sql`${messages.status} <> 'streaming'`,
          eq(messages.superseded, false),
        ),
      )
      .where(and(eq(conversations.tenantId, tenantId), eq(conversations.visitorId, id)));
    return { id, identity: toIdentity(row.visitor), details: toDetails(row.details), unread: counted?.unread ?? 0 };
  });
}

const joined = and(eq(visitorDetails.tenantId, visitors.tenantId), eq(visitorDetails.visitorId, visitors.id));
const columns = {
  visitor: visitors,
  details: visitorDetails,
  conversations: sql<number>`(select count(*)::integer from conversations c where c.tenant_id = visitors.tenant_id
    and c.visitor_id = visitors.id)`,
};

export interface VisitorsQuery {
  tenantId: string;
  filter: VisitorFilter;
  limit: number;
  /** The id of the last one seen. */
  after: string | undefined;
}

/** Newest first: ids sort by time. */
export async function selectVisitors(database: Database, query: VisitorsQuery): Promise<Visitor[]> {
  const { tenantId, filter, limit, after } = query;
  const rows = await inTenant(database, tenantId, (tx) =>
    tx
      .select(columns)
      .from(visitors)
      .leftJoin(visitorDetails, joined)
      .where(
        and(
          eq(visitors.tenantId, tenantId),
          after === undefined ? undefined : lt(visitors.id, after),
          filter === 'all' ? undefined : or(isNotNull(visitors.userId), isNotNull(visitorDetails.visitorId)),
        ),
      )
      .orderBy(desc(visitors.id))
      .limit(limit),
  );
  return rows.map(toVisitor);
}

export async function selectVisitor(database: Database, tenantId: string, id: string): Promise<Visitor | undefined> {
  const [row] = await inTenant(database, tenantId, (tx) =>
    tx
      .select(columns)
      .from(visitors)
      .leftJoin(visitorDetails, joined)
      .where(and(eq(visitors.tenantId, tenantId), eq(visitors.id, id))),
  );
  return row && toVisitor(row);
}

export interface NewDetails {
  tenantId: string;
  visitorId: string;
  values: Record<string, string>;
  consent: string | null;
}

/** `then` runs in the same transaction. */
export async function upsertDetails(
  database: Database,
  row: NewDetails,
  then: (tx: OrmTransaction, details: VisitorDetails) => Promise<void>,
): Promise<VisitorDetails> {
  const { values, consent } = row;
  return inTenant(database, row.tenantId, async (tx) => {
    const [stored] = await tx
      .insert(visitorDetails)
      .values(row)
      .onConflictDoUpdate({
        target: [visitorDetails.tenantId, visitorDetails.visitorId],
        set: { values, consent, updatedAt: sql`now()` },
      })
      .returning();
    const details = toDetails(stored ?? null);
    if (details === null) throw new Error('The details were not stored');
    await then(tx, details);
    return details;
  });
}

/** Deletes a visitor with all that hangs on it. Usage stays, of nobody. False where there was none. */
export async function removeVisitor(database: Database, tenantId: string, id: string): Promise<boolean> {
  return inTenant(database, tenantId, async (tx) => {
    await tx.execute(sql`update usage_records set visitor_id = null where tenant_id = ${tenantId} and visitor_id = ${id}`);
    await tx.execute(sql`delete from budget_counters where tenant_id = ${tenantId} and scope = 'visitor' and subject = ${id}`);
    await tx.execute(sql`delete from webhook_deliveries where tenant_id = ${tenantId} and visitor_id = ${id}`);
    const rows = await tx
      .delete(visitors)
      .where(and(eq(visitors.tenantId, tenantId), eq(visitors.id, id)))
      .returning({ id: visitors.id });
    return rows.length > 0;
  });
}

function toVisitor(row: { visitor: VisitorRow; details: DetailsRow | null; conversations: number }): Visitor {
  const { id, assistantId, createdAt, seenAt } = row.visitor;
  return {
    id,
    assistantId,
    identity: toIdentity(row.visitor),
    details: toDetails(row.details),
    conversations: row.conversations,
    createdAt: createdAt.toISOString(),
    seenAt: seenAt.toISOString(),
  };
}

function toIdentity({ userId, name, email }: VisitorRow): VisitorIdentity | null {
  return userId === null ? null : { userId, name, email };
}

function toDetails(row: DetailsRow | null): VisitorDetails | null {
  return row && { values: row.values, consent: row.consent, updatedAt: row.updatedAt.toISOString() };
}
