import type { Feedback } from '@askwell/contract';
import type { VisitorContext } from '../context.js';
import { NotFoundError } from '../errors.js';
import { upsertFeedback } from './store.js';

/** Stores what the visitor thinks of an answer; the last word counts. */
export async function rateMessage(ctx: VisitorContext, input: { messageId: string; feedback: Feedback }): Promise<Feedback> {
  const row = { tenantId: ctx.tenantId, visitorId: ctx.actor.visitorId, messageId: input.messageId, ...input.feedback };
  if (!(await upsertFeedback(ctx.deps.database, row))) throw new NotFoundError('answer');
  return input.feedback;
}
