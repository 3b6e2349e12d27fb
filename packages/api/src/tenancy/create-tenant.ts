import type { CreatedTenant } from '@askwell/contract';
import type { Deps } from '../deps.js';
import { createKey } from './api-key.js';
import { insertTenant } from './store.js';

/** Makes a tenant with one assistant and one key of each kind. `allowedOrigins` are canonical already. */
export async function createTenant(
  deps: Pick<Deps, 'database' | 'newId'>,
  input: { name: string; allowedOrigins: string[] },
): Promise<CreatedTenant> {
  const tenantId = deps.newId('tenant');
  const assistantId = deps.newId('assistant');
  const secret = createKey('secret');
  const publishable = createKey('publishable');
  await insertTenant(deps.database, {
    tenantId,
    assistantId,
    name: input.name,
    allowedOrigins: input.allowedOrigins,
    keys: [
      { id: deps.newId('key'), kind: 'secret', hash: secret.hash, publishable: null },
      { id: deps.newId('key'), kind: 'publishable', hash: publishable.hash, publishable: publishable.text },
    ],
  });
  return {
    tenant: { id: tenantId, name: input.name },
    assistant: { id: assistantId },
    keys: { secret: secret.text, publishable: publishable.text },
  };
}
