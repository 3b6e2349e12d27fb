import type { Assistant } from '@askwell/contract';
import type { Context } from '../context.js';
import { listAssistants as readAssistants } from './store.js';

/** The tenant's assistants, oldest first. */
export async function listAssistants(ctx: Context): Promise<Assistant[]> {
  return readAssistants(ctx.deps.database, ctx.tenantId);
}
