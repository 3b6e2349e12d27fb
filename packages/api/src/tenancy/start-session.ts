import type { Session } from '@askwell/contract';
import type { Deps } from '../deps.js';
import { insertVisitor, touchVisitor } from './store.js';

export interface SessionInput {
  tenantId: string;
  assistantId: string;
  /** A former token of the visitor; one that is not genuine, or another tenant's, makes a new visitor. */
  visitorToken: string | undefined;
}

/** Opens a session: the same visitor where a former token proves one, else a new visitor. */
export async function startSession(deps: Deps, input: SessionInput): Promise<Session> {
  const { tenantId, assistantId } = input;
  const visitorId = (await findReturningVisitor(deps, input)) ?? (await createVisitor(deps, input));
  const { token, expiresAt } = await deps.visitorTokens.issue({ tenantId, assistantId, visitorId });
  return { token, expiresAt, visitor: { id: visitorId } };
}

async function findReturningVisitor(deps: Deps, input: SessionInput): Promise<string | undefined> {
  if (input.visitorToken === undefined) return undefined;
  const check = await deps.visitorTokens.check(input.visitorToken);
  if (!check.valid || check.claims.tenantId !== input.tenantId || check.claims.assistantId !== input.assistantId)
    return undefined;
  const exists = await touchVisitor(deps.database, input.tenantId, input.assistantId, check.claims.visitorId);
  return exists ? check.claims.visitorId : undefined;
}

async function createVisitor(deps: Deps, input: SessionInput): Promise<string> {
  const id = deps.newId('visitor');
  await insertVisitor(deps.database, input.tenantId, input.assistantId, id);
  return id;
}
