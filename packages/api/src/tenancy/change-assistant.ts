import type { Assistant, AssistantChanges } from '@askwell/contract';
import type { Context } from '../context.js';
import { NotFoundError } from '../errors.js';
import { checkWidgetSize } from './check-widget-size.js';
import { updateAssistant } from './store.js';

/** Changes what is given and leaves the rest. `allowedOrigins` are canonical already. */
export async function changeAssistant(ctx: Context, input: { id: string; changes: AssistantChanges }): Promise<Assistant> {
  const assistant = await updateAssistant(ctx.deps.database, { tenantId: ctx.tenantId, ...input }, checkWidgetSize);
  if (assistant === undefined) throw new NotFoundError('assistant');
  return assistant;
}
