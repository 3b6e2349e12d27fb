import type { Session, VisitorIdentity } from '@askwell/contract';
import type { Deps } from '../deps.js';
import { AppError } from '../errors.js';
import { upsertIdentifiedVisitor } from './identity-store.js';
import { insertVisitor, touchVisitor } from './store.js';
import { verifyIdentity } from './verify-identity.js';

export interface SessionInput {
  tenantId: string;
  assistantId: string;
  /** A former token of the visitor; one that is not genuine, or another tenant's, makes a new visitor. */
  visitorToken: string | undefined;
  identityToken: string | undefined;
  /** Anonymous visitors are refused. */
  isIdentityRequired: boolean;
  /** What an anonymous visitor asked becomes the user's. */
  claimsAnonymous: boolean;
}

/** Opens a session: of the user whom an identity token names, else of the anonymous visitor whom a former token proves, else of a new one. */
export async function startSession(deps: Deps, input: SessionInput): Promise<Session> {
  const { tenantId, assistantId } = input;
  const visitor = await findVisitor(deps, input);
  const { token, expiresAt } = await deps.visitorTokens.issue({ tenantId, assistantId, visitorId: visitor.id });
  return { token, expiresAt, visitor };
}

async function findVisitor(deps: Deps, input: SessionInput): Promise<Session['visitor']> {
  const { tenantId, assistantId, identityToken } = input;
  if (identityToken !== undefined) {
    const identity = await verifyIdentity(deps, tenantId, identityToken);
    return { id: await findUser(deps, input, identity), verified: true };
  }
  if (input.isIdentityRequired) {
    throw new AppError(
      'IDENTITY_REQUIRED',
      'This assistant takes identified visitors only. Send an identityToken that your server signed.',
    );
  }
  const former = await formerVisitor(deps, input);
  // Whoever was identified is known by a new identity token only, so that signing out means something.
  if (former !== undefined && (await touchVisitor(deps.database, tenantId, assistantId, former))) {
    return { id: former, verified: false };
  }
  const id = deps.newId('visitor');
  await insertVisitor(deps.database, tenantId, assistantId, id);
  return { id, verified: false };
}

async function findUser(deps: Deps, input: SessionInput, identity: VisitorIdentity): Promise<string> {
  const { tenantId, assistantId } = input;
  const claims = input.claimsAnonymous ? await formerVisitor(deps, input) : undefined;
  return upsertIdentifiedVisitor(deps.database, { tenantId, assistantId, newId: deps.newId('visitor'), ...identity, claims });
}

async function formerVisitor(deps: Deps, { tenantId, assistantId, visitorToken }: SessionInput): Promise<string | undefined> {
  if (visitorToken === undefined) return undefined;
  const check = await deps.visitorTokens.check(visitorToken);
  if (!check.valid || check.claims.tenantId !== tenantId || check.claims.assistantId !== assistantId) return undefined;
  return check.claims.visitorId;
}
