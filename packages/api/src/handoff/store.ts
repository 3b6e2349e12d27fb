import type { Handoff, HandoffContact, HandoffStatus, HistoryTurn, VisitorHandoff } from '@askwell/contract';
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { inTenant, type Database, type OrmTransaction } from '../db/index.js';
import { conversations, handoffs, messages } from '../db/schema/index.js';

type HandoffRow = typeof handoffs.$inferSelect;

export interface WantedHandoff {
  tenantId: string;
  visitorId: string;
  conversationId: string;
  /** Where there is no open one yet. */
  newId: string;
  message: string | null;
  contact: HandoffContact;
}

/** Opens a handoff, or adds what is new to the open one. Undefined if the conversation is not the visitor's. */
export async function openHandoff(
  database: Database,
  wanted: WantedHandoff,
  onNew: (tx: OrmTransaction, handoff: Handoff, told: { title: string | null; transcript: HistoryTurn[] }) => Promise<void>,
): Promise<Handoff | undefined> {
  const { tenantId, conversationId, message, contact } = wanted;
  return inTenant(database, tenantId, async (tx) => {
    const [conversation] = await tx
      .select({ title: conversations.title })
      .from(conversations)
      .where(
        and(
          eq(conversations.tenantId, tenantId),
          eq(conversations.id, conversationId),
          eq(conversations.visitorId, wanted.visitorId),
        ),
      )
      .for('update');
    if (conversation === undefined) return undefined;
    const isThis = and(eq(handoffs.tenantId, tenantId), eq(handoffs.conversationId, conversationId));
    const [known] = await tx
      .update(handoffs)
      .set({
        ...(message === null ? {} : { message }),
        contact: sql`${handoffs.contact} || ${JSON.stringify(contact)}::jsonb`,
        updatedAt: sql`now()`,
      })
      .where(and(isThis, eq(handoffs.status, 'requested')))
      .returning();
    if (known !== undefined) return toHandoff(known);
    const [row] = await tx
      .insert(handoffs)
      .values({ tenantId, id: wanted.newId, conversationId, status: 'requested', message, contact })
      .returning();
    if (row === undefined) throw new Error('The handoff was not stored');
    await onNew(tx, toHandoff(row), { ...conversation, transcript: await lastTurns(tx, tenantId, conversationId) });
    return toHandoff(row);
  });
}

const toldTurns = 20;

async function lastTurns(tx: OrmTransaction, tenantId: string, conversationId: string): Promise<HistoryTurn[]> {
  const rows = await tx
    .select({ role: messages.role, text: messages.text })
    .from(messages)
    .where(and(eq(messages.tenantId, tenantId), eq(messages.conversationId, conversationId), eq(messages.superseded, false)))
    .orderBy(desc(messages.position))
    .limit(toldTurns);
  return rows.reverse();
}

/** Newest first: ids sort by time. */
export async function selectHandoffs(
  database: Database,
  query: { tenantId: string; status: HandoffStatus | undefined; limit: number; after: string | undefined },
): Promise<VisitorHandoff[]> {
  const { tenantId, status, limit, after } = query;
  const rows = await inTenant(database, tenantId, (tx) =>
    tx
      .select({ handoff: handoffs, visitorId: conversations.visitorId })
      .from(handoffs)
      .innerJoin(conversations, joined)
      .where(
        and(
          eq(handoffs.tenantId, tenantId),
          status === undefined ? undefined : eq(handoffs.status, status),
          after === undefined ? undefined : lt(handoffs.id, after),
        ),
      )
      .orderBy(desc(handoffs.id))
      .limit(limit),
  );
  return rows.map(({ handoff, visitorId }) => ({ ...toHandoff(handoff), visitorId }));
}

const joined = and(eq(conversations.tenantId, handoffs.tenantId), eq(conversations.id, handoffs.conversationId));

/** `taken`: another one of the conversation is open. Undefined if there is none of this id. */
export async function updateStatus(
  database: Database,
  input: { tenantId: string; id: string; status: HandoffStatus },
): Promise<VisitorHandoff | 'taken' | undefined> {
  const { tenantId, id, status } = input;
  return inTenant(database, tenantId, async (tx) => {
    const [found] = await tx
      .select({ conversationId: handoffs.conversationId, visitorId: conversations.visitorId })
      .from(handoffs)
      .innerJoin(conversations, joined)
      .where(and(eq(handoffs.tenantId, tenantId), eq(handoffs.id, id)))
      .for('update');
    if (found === undefined) return undefined;
    const others = and(
      eq(handoffs.tenantId, tenantId),
      eq(handoffs.conversationId, found.conversationId),
      eq(handoffs.status, 'requested'),
      sql`${handoffs.id} <> ${id}`,
    );
    if (status === 'requested' && (await tx.$count(handoffs, others)) > 0) return 'taken';
    const [row] = await tx
      .update(handoffs)
      .set({ status, updatedAt: sql`now()` })
      .where(and(eq(handoffs.tenantId, tenantId), eq(handoffs.id, id)))
      .returning();
    return row && { ...toHandoff(row), visitorId: found.visitorId };
  });
}

function toHandoff(row: HandoffRow): Handoff {
  const { id, conversationId, status, message, contact } = row;
  return {
    id,
    conversationId,
    status,
    message,
    contact,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
