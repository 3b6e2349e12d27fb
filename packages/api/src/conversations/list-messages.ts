import type { Message, Page } from '@askwell/contract';
import type { VisitorContext } from '../context.js';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { NotFoundError } from '../errors.js';
import { selectMessages } from './store.js';

/** The newest messages, oldest first; `nextCursor` leads to older ones. */
export async function listMessages(
  ctx: VisitorContext,
  input: { conversationId: string; limit: number; cursor: string | undefined },
): Promise<Page<Message>> {
  const [before] = input.cursor === undefined ? [] : decodeCursor(input.cursor, 1);
  const found = await selectMessages(ctx.deps.database, {
    tenantId: ctx.tenantId,
    visitorId: ctx.actor.visitorId,
    conversationId: input.conversationId,
    limit: input.limit,
    before: before === undefined ? undefined : Number(before) || 0,
  });
  if (found === undefined) throw new NotFoundError('conversation');
  const { firstPosition } = found;
  const isFull = found.messages.length === input.limit && firstPosition !== undefined;
  return { data: found.messages, nextCursor: isFull ? encodeCursor([firstPosition]) : null };
}
