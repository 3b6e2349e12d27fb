import type { Assistant } from '@askwell/contract';
import type { Context } from '../context.js';
import { AppError, NotFoundError } from '../errors.js';
import { getAssistant } from '../tenancy/index.js';

/** The name that stands for the key's own assistant. */
export const ownModel = 'askwell';

/** A model is an assistant: `askwell`, or an assistant's id. */
export async function getModelAssistant(ctx: Context, model: string): Promise<Assistant> {
  if (ctx.actor.kind !== 'secret-key') throw new AppError('FORBIDDEN', 'This call needs a secret key.');
  try {
    return await getAssistant(ctx.deps, ctx.tenantId, model === ownModel ? ctx.actor.assistantId : model);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new AppError('NOT_FOUND', `There is no such model. Use "${ownModel}", or the id of one of your assistants.`);
  }
}
