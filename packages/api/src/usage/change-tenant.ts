import type { Tenant, TenantChanges } from '@askwell/contract';
import type { Deps } from '../deps.js';
import { NotFoundError } from '../errors.js';
import { updateTenant } from './store.js';

/** Changes a tenant's name and budgets, as the platform's owner. */
export async function changeTenant(deps: Pick<Deps, 'database'>, input: { id: string; changes: TenantChanges }): Promise<Tenant> {
  const tenant = await updateTenant(deps.database, input.id, input.changes);
  if (tenant === undefined) throw new NotFoundError('tenant');
  return tenant;
}
