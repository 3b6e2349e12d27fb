import type { Conversation } from '@askwell/contract';
import type { VisitorContext } from '../context.js';
import { refuseGoneVisitor } from '../tenancy/index.js';
import { insertConversation } from './store.js';

export async function startConversation(ctx: VisitorContext): Promise<Conversation> {
  const { visitorId, assistantId } = ctx.actor;
  const { tenantId, deps } = ctx;
  const row = { tenantId, id: deps.newId('conversation'), assistantId, visitorId };
  const conversation = await insertConversation(deps.database, row).catch(async (error: unknown) => {
    await refuseGoneVisitor(ctx);
    throw error;
  });
  deps.visitorFeed.publish({ tenantId, visitorId }, { type: 'conversation-changed', conversation });
  return conversation;
}
