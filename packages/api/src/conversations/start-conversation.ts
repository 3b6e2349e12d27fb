import type { Conversation } from '@askwell/contract';
import type { VisitorContext } from '../context.js';
import { insertConversation } from './store.js';

export async function startConversation(ctx: VisitorContext): Promise<Conversation> {
  const { visitorId, assistantId } = ctx.actor;
  return insertConversation(ctx.deps.database, {
    tenantId: ctx.tenantId,
    id: ctx.deps.newId('conversation'),
    assistantId,
    visitorId,
  });
}
