import type { Conversation, HandoffNotice } from '@askwell/contract';
import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { inTenant, type Database } from '../db/index.js';
import { conversations } from '../db/schema/index.js';

/** What a list tells of a conversation beside its own columns. Names are spelled out: drizzle leaves the table's out of a select from one. */
export const conversationColumns = {
  ...getTableColumns(conversations),
  unread: sql<number>`(select count(*)::integer from messages m where m.tenant_id = conversations.tenant_id
    and m.conversation_id = conversations.id and m.position > conversations.read_position and m.role = 'assistant'
    and m.status <> 'streaming' and not m.superseded)`,
  handoff: sql<HandoffNotice | null>`(select json_build_object('id', h.id, 'status', h.status, 'at',
    to_char(h.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) from handoffs h
    where h.tenant_id = conversations.tenant_id and h.conversation_id = conversations.id and h.status = 'requested')`,
};

type ConversationRow = typeof conversations.$inferSelect & { unread?: number; handoff?: HandoffNotice | null };

export function toConversation({ id, title, createdAt, updatedAt, unread = 0, handoff = null }: ConversationRow): Conversation {
  return { id, title, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(), unread, handoff };
}

export interface OwnConversation {
  tenantId: string;
  visitorId: string;
  conversationId: string;
}

export async function selectConversation(database: Database, own: OwnConversation): Promise<Conversation | undefined> {
  const [row] = await inTenant(database, own.tenantId, (tx) =>
    tx.select(conversationColumns).from(conversations).where(isOwn(own)),
  );
  return row && toConversation(row);
}

/** False if it is not the visitor's. */
export async function updateTitle(database: Database, own: OwnConversation, title: string): Promise<boolean> {
  const rows = await inTenant(database, own.tenantId, (tx) =>
    tx.update(conversations).set({ title }).where(isOwn(own)).returning({ id: conversations.id }),
  );
  return rows.length > 0;
}

/** False if it is not the visitor's. */
export async function updateRead(database: Database, own: OwnConversation): Promise<boolean> {
  const last = sql`coalesce((select max(m.position) from messages m where m.tenant_id = ${own.tenantId}
    and m.conversation_id = ${own.conversationId} and m.status is distinct from 'streaming'), 0)`;
  const rows = await inTenant(database, own.tenantId, (tx) =>
    tx.update(conversations).set({ readPosition: last }).where(isOwn(own)).returning({ id: conversations.id }),
  );
  return rows.length > 0;
}

/** Deletes it with its messages, runs and attachments. False if it is not the visitor's. */
export async function removeConversation(database: Database, own: OwnConversation): Promise<boolean> {
  const rows = await inTenant(database, own.tenantId, (tx) =>
    tx.delete(conversations).where(isOwn(own)).returning({ id: conversations.id }),
  );
  return rows.length > 0;
}

function isOwn({ tenantId, visitorId, conversationId }: OwnConversation) {
  return and(eq(conversations.tenantId, tenantId), eq(conversations.id, conversationId), eq(conversations.visitorId, visitorId));
}
