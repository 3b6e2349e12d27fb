import type { Context } from '../../context.js';
import { inTenant } from '../../db/index.js';
import type { Deps } from '../../deps.js';
import type { JobPayloads } from '../../jobs/index.js';
import type { IndexedChunks } from '../indexing/index-chunks.js';

/** Queues the work of `arrangeVectors` for each tenant whose vectors are not what or where they should be. */
export async function queueArrangements(deps: Deps): Promise<number> {
  const { database, embedder, jobs, largeTenantChunks } = deps;
  const model = embedder?.model ?? null;
  const dimensions = embedder?.dimensions ?? null;
  const rows = await database.sql.begin(async (tx) => {
    await tx`select set_config('role', 'askwell_maintenance', true)`;
    return tx<{ tenantId: string }[]>`
      select s.tenant_id as "tenantId" from knowledge_stats s
          left join vector_sets a on a.tenant_id = s.tenant_id and a.state = 'active'
        where (${model}::text is not null and s.chunk_count > 0 and a.model is distinct from ${model})
          or (${model}::text is not null and a.requested_dimensions is distinct from ${dimensions}::integer and a.model is not null)
          or (${database.kind === 'postgres'} and s.chunk_count >= ${largeTenantChunks} and a.home = 'shared')
      union select v.tenant_id from vector_sets v where v.state <> 'active'`;
  });
  await jobs.add(
    'arrange-vectors',
    rows.map(({ tenantId }) => arrangementOf(deps, tenantId)),
  );
  return rows.length;
}

/** The same for one tenant after a document was indexed. */
export async function queueArrangement(
  { deps, tenantId }: Context,
  { areSetsNew, chunksBefore, chunksAfter }: IndexedChunks,
): Promise<void> {
  const { activeSpaces, database, jobs, largeTenantChunks } = deps;
  if (areSetsNew) activeSpaces.forget(tenantId);
  const isLargeNow = database.kind === 'postgres' && chunksBefore < largeTenantChunks && chunksAfter >= largeTenantChunks;
  if (!areSetsNew && !isLargeNow) return;
  await jobs.add('arrange-vectors', [arrangementOf(deps, tenantId)]);
}

export function arrangementOf({ embedder }: Pick<Deps, 'embedder'>, tenantId: string): JobPayloads['arrange-vectors'] {
  return { tenantId, model: embedder?.model, dimensions: embedder?.dimensions, passes: 0 };
}

const mostPasses = 20;
const passMilliseconds = 30_000;

/**
 * True where this process has the model that the job is about. A process of another configuration, which is being replaced or has
 * replaced it, leaves the job to those that have it; when there are none left, the job ends.
 */
export async function isOurs({ deps }: Context, payload: JobPayloads['arrange-vectors']): Promise<boolean> {
  const { tenantId, model, dimensions, passes } = payload;
  if (model === deps.embedder?.model && dimensions === deps.embedder?.dimensions) return true;
  if (passes < mostPasses) {
    const at = new Date(deps.clock.now() + passMilliseconds);
    await inTenant(deps.database, tenantId, (transaction) =>
      deps.jobs.addAt('arrange-vectors', { ...payload, passes: passes + 1 }, { at, transaction }),
    );
  }
  return false;
}
