import type { VisitorEvent } from '@askwell/contract';
import type { VisitorContext } from '../../context.js';
import { NotFoundError } from '../../errors.js';
import type { ReadRun } from '../runs/read-run.js';
import { selectConversation } from '../conversation-store.js';

/** How to follow all of the visitor's conversations, or one of them, until it is deleted. Events count from 1 on each connection. */
export async function followVisitor(ctx: VisitorContext, input: { conversationId?: string }): Promise<ReadRun> {
  const { tenantId, actor, deps } = ctx;
  const { conversationId } = input;
  const visitor = { tenantId, visitorId: actor.visitorId };
  if (conversationId !== undefined && (await selectConversation(deps.database, { ...visitor, conversationId })) === undefined)
    throw new NotFoundError('conversation');
  return (reader) => {
    let id = 0;
    return deps.visitorFeed.follow(visitor, (event) => {
      if (conversationId !== undefined && (conversationOf(event) ?? conversationId) !== conversationId) return;
      id += 1;
      reader.event({ id, data: JSON.stringify(event) });
      if (conversationId !== undefined && event.type === 'conversation-deleted') reader.end();
    });
  };
}

function conversationOf(event: VisitorEvent): string | undefined {
  if (event.type === 'ready') return undefined;
  return event.type === 'conversation-changed' ? event.conversation.id : event.conversationId;
}
