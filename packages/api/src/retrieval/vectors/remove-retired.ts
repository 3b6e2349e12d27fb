import type { Context } from '../../context.js';
import { inTenantSql } from '../../db/index.js';
import type { PartitionKeeper } from './own-partition.js';
import { listSets } from './store.js';

const deletedAtOnce = 5000;

/** Removes sets that have been out of use for the grace time; gives the milliseconds until the next one is due. */
export async function removeRetired(
  ctx: Context,
  keeper: PartitionKeeper,
  graceMilliseconds: number,
): Promise<number | undefined> {
  const { database, clock } = ctx.deps;
  let wait: number | undefined;
  for (const { state, space, home, changedAt, isIndexed } of await listSets(database, ctx.tenantId)) {
    if (state !== 'retired') continue;
    const rest = changedAt.getTime() + graceMilliseconds - clock.now();
    if (rest > 0) {
      wait = Math.max(wait ?? 0, rest);
      continue;
    }
    if (isIndexed) await keeper.dropIndex({ space });
    for (let deleted = deletedAtOnce; deleted === deletedAtOnce;) {
      ctx.signal.throwIfAborted();
      const rows = await inTenantSql(
        database,
        ctx.tenantId,
        (tx) => tx`
          delete from chunk_vectors where tenant_id = ${ctx.tenantId} and home = ${home} and space = ${space}
            and chunk_number = any(array(
              select chunk_number from chunk_vectors where tenant_id = ${ctx.tenantId} and home = ${home} and space = ${space}
                limit ${deletedAtOnce}))`,
      );
      deleted = rows.count;
    }
    await inTenantSql(
      database,
      ctx.tenantId,
      (tx) => tx`delete from vector_sets
        where tenant_id = ${ctx.tenantId} and space = ${space} and home = ${home} and state = 'retired'`,
    );
  }
  return wait;
}
