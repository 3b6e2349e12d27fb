import type { HandoffChanges, HandoffStatus, Page, VisitorHandoff } from '@askwell/contract';
import type { Context, VisitorContext } from '../context.js';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { AppError, NotFoundError } from '../errors.js';
import { tellConversation } from './request-handoff.js';
import { selectHandoffs, updateStatus } from './store.js';

/** The tenant's handoffs, newest first. */
export async function listHandoffs(
  ctx: Context,
  input: { status: HandoffStatus | undefined; limit: number; cursor: string | undefined },
): Promise<Page<VisitorHandoff>> {
  const [after] = input.cursor === undefined ? [] : decodeCursor(input.cursor, 1);
  const rows = await selectHandoffs(ctx.deps.database, {
    tenantId: ctx.tenantId,
    status: input.status,
    limit: input.limit + 1,
    after: after === undefined ? undefined : String(after),
  });
  const data = rows.slice(0, input.limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > input.limit && last !== undefined ? encodeCursor([last.id]) : null };
}

/** Closes a handoff, or opens it again; the visitor's chat sees it at once. */
export async function changeHandoff(ctx: Context, input: { id: string; changes: HandoffChanges }): Promise<VisitorHandoff> {
  const changed = await updateStatus(ctx.deps.database, { tenantId: ctx.tenantId, id: input.id, status: input.changes.status });
  if (changed === undefined) throw new NotFoundError('handoff');
  if (changed === 'taken') throw new AppError('CONFLICT', 'Another handoff of this conversation is open. Close that one first.');
  const { visitorId, conversationId } = changed;
  const asVisitor: VisitorContext = { ...ctx, actor: { kind: 'visitor', visitorId, assistantId: '' } };
  await tellConversation(asVisitor, conversationId);
  return changed;
}
