import type { NewSession, Session } from '@askwell/contract';
import { json, origin, toVisitor, type TestApp, type TestTenant, type TestVisitor } from './test-app.js';

export type OpenSession = (options?: Omit<NewSession, 'key'>) => Promise<Response>;

/** Opens sessions of a tenant's visitors with what is given. */
export function sessionsOf(app: TestApp, tenant: TestTenant): OpenSession {
  return (options = {}) =>
    app.call('POST', '/v1/sessions', { body: { key: tenant.keys.publishable, ...options }, headers: { origin } });
}

export async function visitorOf(app: TestApp, session: Promise<Response>): Promise<TestVisitor> {
  return toVisitor(await json<Session>(await session), app.call);
}
