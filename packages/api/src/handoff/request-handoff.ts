import type { Handoff, NewHandoff } from '@askwell/contract';
import { resolveWidgetSettings } from '@askwell/contract';
import type { VisitorContext } from '../context.js';
import { getConversation } from '../conversations/index.js';
import { AppError, NotFoundError } from '../errors.js';
import { getAssistant } from '../tenancy/index.js';
import { getSelf } from '../visitors/index.js';
import { queueEvent } from '../webhooks/index.js';
import { openHandoff } from './store.js';

/**
 * The visitor asks for a person: once for each conversation until it is closed. The tenant's webhook hears of it.
 * @throws AppError FORBIDDEN where the assistant has no handoff
 */
export async function requestHandoff(ctx: VisitorContext, input: NewHandoff & { conversationId: string }): Promise<Handoff> {
  const { tenantId, actor, deps } = ctx;
  const { conversationId, message = null, contact = {} } = input;
  const visitor = await getSelf(ctx);
  const settings = resolveWidgetSettings(await getAssistant(deps, tenantId, actor.assistantId));
  if (!settings.handoff.enabled) {
    throw new AppError('FORBIDDEN', 'This assistant hands nobody over. Turn it on: handoff.enabled.');
  }
  const handoff = await openHandoff(
    deps.database,
    { tenantId, visitorId: visitor.id, conversationId, newId: deps.newId('handoff'), message, contact },
    async (tx, opened, { title, transcript }) => {
      const { id, identity, details } = visitor;
      const data = {
        handoff: opened,
        conversation: { id: conversationId, title },
        visitor: { id, identity, details },
        transcript,
      };
      await queueEvent(ctx, tx, { type: 'handoff.requested', visitorId: id, data });
    },
  );
  if (handoff === undefined) throw new NotFoundError('conversation');
  deps.jobs.wake('deliver-webhook');
  await tellConversation(ctx, conversationId);
  return handoff;
}

/** Other tabs and devices of the visitor see it too. */
export async function tellConversation(ctx: VisitorContext, conversationId: string): Promise<void> {
  const conversation = await getConversation(ctx, { conversationId });
  const visitor = { tenantId: ctx.tenantId, visitorId: ctx.actor.visitorId };
  ctx.deps.visitorFeed.publish(visitor, { type: 'conversation-changed', conversation });
}
