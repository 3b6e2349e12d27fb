import type { Assistant } from '@askwell/contract';
import type { Deps } from '../deps.js';
import { NotFoundError } from '../errors.js';
import { findAssistant } from './store.js';

export async function getAssistant(deps: Pick<Deps, 'database'>, tenantId: string, id: string): Promise<Assistant> {
  const assistant = await findAssistant(deps.database, tenantId, id);
  if (assistant === undefined) throw new NotFoundError('assistant');
  return assistant;
}
