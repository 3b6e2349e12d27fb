import type { Assistant, AssistantChanges } from '@askwell/contract';
import type { Context } from '../context.js';
import { NotFoundError } from '../errors.js';
import { updateAssistant } from './store.js';

/** Changes what is given and leaves the rest. `allowedOrigins` are canonical already. */
export async function changeAssistant(ctx: Context, input: { id: string; changes: AssistantChanges }): Promise<Assistant> {
  const assistant = await updateAssistant(ctx.deps.database, ctx.tenantId, input.id, input.changes);
  if (assistant === undefined) throw new NotFoundError('assistant');
  return assistant;
}
