import type { VisitorSelf } from '@askwell/contract';
import type { VisitorContext } from '../context.js';
import { NotFoundError } from '../errors.js';
import { selectSelf } from './store.js';

/** What is known of the visitor who asks. */
export async function getSelf(ctx: VisitorContext): Promise<VisitorSelf> {
  const self = await selectSelf(ctx.deps.database, ctx.tenantId, ctx.actor.visitorId);
  if (self === undefined) throw new NotFoundError('visitor');
  return self;
}
