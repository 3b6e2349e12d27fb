import type { Page, Visitor, VisitorFilter } from '@askwell/contract';
import type { Context } from '../context.js';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { NotFoundError } from '../errors.js';
import { selectVisitor, selectVisitors } from './store.js';

/** The tenant's visitors, newest first. */
export async function listVisitors(
  ctx: Context,
  input: { filter: VisitorFilter; limit: number; cursor: string | undefined },
): Promise<Page<Visitor>> {
  const [after] = input.cursor === undefined ? [] : decodeCursor(input.cursor, 1);
  const rows = await selectVisitors(ctx.deps.database, {
    tenantId: ctx.tenantId,
    filter: input.filter,
    limit: input.limit + 1,
    after: after === undefined ? undefined : String(after),
  });
  const data = rows.slice(0, input.limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > input.limit && last !== undefined ? encodeCursor([last.id]) : null };
}

export async function getVisitor(ctx: Context, input: { visitorId: string }): Promise<Visitor> {
  const visitor = await selectVisitor(ctx.deps.database, ctx.tenantId, input.visitorId);
  if (visitor === undefined) throw new NotFoundError('visitor');
  return visitor;
}
