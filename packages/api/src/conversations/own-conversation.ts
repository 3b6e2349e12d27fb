import type { Conversation, ConversationChanges, VisitorEvent } from '@askwell/contract';
import type { VisitorContext } from '../context.js';
import { NotFoundError } from '../errors.js';
import { removeConversation, selectConversation, updateRead, updateTitle, type OwnConversation } from './conversation-store.js';
import { stopRuns } from './runs/stop-runs.js';

interface Named {
  conversationId: string;
}

export async function getConversation(ctx: VisitorContext, input: Named): Promise<Conversation> {
  const conversation = await selectConversation(ctx.deps.database, ownOf(ctx, input));
  if (conversation === undefined) throw new NotFoundError('conversation');
  return conversation;
}

export async function changeConversation(
  ctx: VisitorContext,
  input: Named & { changes: ConversationChanges },
): Promise<Conversation> {
  if (!(await updateTitle(ctx.deps.database, ownOf(ctx, input), input.changes.title))) throw new NotFoundError('conversation');
  const conversation = await getConversation(ctx, input);
  publish(ctx, { type: 'conversation-changed', conversation });
  return conversation;
}

/** What is there now is read; what comes later is not. */
export async function markConversationRead(ctx: VisitorContext, input: Named): Promise<void> {
  if (!(await updateRead(ctx.deps.database, ownOf(ctx, input)))) throw new NotFoundError('conversation');
  publish(ctx, { type: 'conversation-changed', conversation: await getConversation(ctx, input) });
}

/** Deletes it for good. An answer that is being written is stopped first, so that what it used is counted. */
export async function deleteConversation(ctx: VisitorContext, input: Named): Promise<void> {
  await stopRuns(ctx, input.conversationId);
  if (!(await removeConversation(ctx.deps.database, ownOf(ctx, input)))) throw new NotFoundError('conversation');
  publish(ctx, { type: 'conversation-deleted', conversationId: input.conversationId });
}

function publish({ deps, tenantId, actor }: VisitorContext, event: VisitorEvent): void {
  deps.visitorFeed.publish({ tenantId, visitorId: actor.visitorId }, event);
}

function ownOf({ tenantId, actor }: VisitorContext, { conversationId }: Named): OwnConversation {
  return { tenantId, visitorId: actor.visitorId, conversationId };
}
