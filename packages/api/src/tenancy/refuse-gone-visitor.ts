import type { VisitorContext } from '../context.js';
import { AppError } from '../errors.js';
import { hasVisitor } from './store.js';

/**
 * A visitor's token outlives a visitor who was deleted or became a user's. Asked where nothing was found, so that calls that
 * find something pay nothing for it.
 * @throws AppError UNAUTHENTICATED
 */
export async function refuseGoneVisitor({ deps, tenantId, actor }: VisitorContext): Promise<void> {
  if (await hasVisitor(deps.database, tenantId, actor.visitorId)) return;
  throw new AppError('UNAUTHENTICATED', 'This visitor’s data was deleted. Open a new session with POST /v1/sessions.');
}
