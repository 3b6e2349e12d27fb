import type { Context } from '../../context.js';
import { listSets, type Space } from './store.js';

/** Retired vectors outlive this by far, so a search in a space that was just left still finds them. */
const freshMilliseconds = 5_000;
const mostTenants = 10_000;

/** The space that each tenant's questions are embedded for. */
export interface ActiveSpaces {
  /** Undefined where the tenant has no vectors that may be searched. */
  get(ctx: Context): Promise<Space | undefined>;
  forget(tenantId: string): void;
}

export function createActiveSpaces(now: () => number = () => performance.now()): ActiveSpaces {
  const entries = new Map<string, { space: Space; until: number }>();
  return {
    async get({ deps, tenantId }) {
      const entry = entries.get(tenantId);
      if (entry !== undefined && entry.until > now()) return entry.space;
      const space = (await listSets(deps.database, tenantId)).find((set) => set.state === 'active');
      entries.delete(tenantId);
      if (space === undefined) return undefined;
      entries.set(tenantId, { space, until: now() + freshMilliseconds });
      const [oldest] = entries.keys();
      if (entries.size > mostTenants && oldest !== undefined) entries.delete(oldest);
      return space;
    },
    forget: (tenantId) => void entries.delete(tenantId),
  };
}
