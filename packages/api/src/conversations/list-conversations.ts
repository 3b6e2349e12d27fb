import type { Conversation, Page } from '@askwell/contract';
import type { VisitorContext } from '../context.js';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { refuseGoneVisitor } from '../tenancy/index.js';
import { selectConversations } from './store.js';

/** The visitor's conversations, last used first. */
export async function listConversations(
  ctx: VisitorContext,
  input: { limit: number; cursor: string | undefined },
): Promise<Page<Conversation>> {
  const [updatedAt, id] = input.cursor === undefined ? [] : decodeCursor(input.cursor, 2);
  const rows = await selectConversations(ctx.deps.database, {
    tenantId: ctx.tenantId,
    visitorId: ctx.actor.visitorId,
    limit: input.limit + 1,
    after: updatedAt === undefined ? undefined : { updatedAt: new Date(Number(updatedAt) || 0), id: String(id) },
  });
  if (rows.length === 0) await refuseGoneVisitor(ctx);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const nextCursor = rows.length > input.limit && last !== undefined ? encodeCursor([last.updated.getTime(), last.id]) : null;
  return { data: page.map(({ updated: _updated, ...conversation }) => conversation), nextCursor };
}
