import type { Deps } from './deps.js';

export type Actor =
  | { kind: 'secret-key'; keyId: string; assistantId: string }
  | { kind: 'visitor'; visitorId: string; assistantId: string }
  | { kind: 'system' };

/** What every verb of a room gets first: who asks, for which tenant, until when, and with which parts. */
export interface Context<A extends Actor = Actor> {
  tenantId: string;
  actor: A;
  requestId: string;
  signal: AbortSignal;
  deps: Deps;
}

export type VisitorContext = Context<Extract<Actor, { kind: 'visitor' }>>;
