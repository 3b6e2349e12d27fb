import type { Sql } from '../db/index.js';

/** What pg-boss has no call for: leases that are renewed, and jobs handed back untried. */
export interface JobStore {
  /** Lets a tenant's transaction add jobs. */
  allowApp(): Promise<void>;
  /** Frees what a dead process held. Does nothing while another process works. */
  resumeAfterCrash(): Promise<void>;
  renew(ids: string[]): Promise<void>;
  /** Gives jobs back without counting the try. */
  release(ids: string[]): Promise<void>;
}

/** Each working process holds this advisory lock shared for as long as its connection lives. */
const workingLock = 7_225_118;

export function createJobStore(client: Sql, schema: string): JobStore {
  const job = client`${client(schema)}.job`;
  return {
    async allowApp() {
      await client`grant usage on schema ${client(schema)} to askwell_app`;
      await client`grant select on ${client(schema)}.queue to askwell_app`;
      await client`grant insert, select (id) on ${job} to askwell_app`;
    },
    async resumeAfterCrash() {
      const [row] = await client`select pg_try_advisory_lock(${workingLock}) as alone`;
      if (row?.['alone'] === true) {
        await client`update ${job} set state = 'retry', start_after = now() where state = 'active'`;
        await client`select pg_advisory_lock_shared(${workingLock})`;
        await client`select pg_advisory_unlock(${workingLock})`;
      } else {
        await client`select pg_advisory_lock_shared(${workingLock})`;
      }
    },
    async renew(ids) {
      await client`update ${job} set started_on = now() where id = any(${ids}::uuid[]) and state = 'active'`;
    },
    async release(ids) {
      await client`update ${job} set state = 'created', started_on = null, start_after = now()
        where id = any(${ids}::uuid[]) and state = 'active'`;
    },
  };
}
