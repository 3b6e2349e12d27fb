import type { Feedback } from '@askwell/contract';
import type { VisitorContext } from '../context.js';
import { NotFoundError } from '../errors.js';
import { upsertFeedback } from './store.js';

/** Stores what the visitor thinks of an answer; the last word counts. */
export async function rateMessage(ctx: VisitorContext, input: { messageId: string; feedback: Feedback }): Promise<Feedback> {
  const { messageId, feedback } = input;
  const visitor = { tenantId: ctx.tenantId, visitorId: ctx.actor.visitorId };
  const rated = await upsertFeedback(ctx.deps.database, { ...visitor, messageId, ...feedback });
  if (rated === undefined) throw new NotFoundError('answer');
  const { conversationId } = rated;
  ctx.deps.visitorFeed.publish(visitor, { type: 'feedback-changed', conversationId, messageId, feedback });
  return feedback;
}
