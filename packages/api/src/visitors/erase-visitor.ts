import type { Context, VisitorContext } from '../context.js';
import { stopRuns } from '../conversations/index.js';
import { NotFoundError } from '../errors.js';
import { removeVisitor, selectVisitor } from './store.js';

/** Deletes all that is stored of a visitor, at once; the totals of usage stay. Its token opens nothing from then on. */
export async function eraseVisitor(ctx: Context, input: { visitorId: string }): Promise<void> {
  const { database } = ctx.deps;
  const { visitorId } = input;
  const visitor = await selectVisitor(database, ctx.tenantId, visitorId);
  if (visitor === undefined) throw new NotFoundError('visitor');
  // Whoever writes an answer stores it and books its usage before the visitor is gone.
  const asVisitor: VisitorContext = { ...ctx, actor: { kind: 'visitor', visitorId, assistantId: visitor.assistantId } };
  await stopRuns(asVisitor);
  await removeVisitor(database, ctx.tenantId, visitorId);
}
