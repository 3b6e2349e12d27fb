import type { Context } from '../context.js';
import type { Deps } from '../deps.js';
import type { JobHandlers } from '../jobs/index.js';
import { arrangeVectors, isOurs } from '../retrieval/index.js';
import { createIngestion } from './create-ingestion.js';
import { ingestDocument } from './ingest-document.js';
import { startScheduledSync } from './sources/control-sync.js';
import { finishDeletion } from './sources/delete-source.js';
import { runSyncStep } from './sources/run-sync-step.js';

/** The work on a tenant's knowledge that is done outside requests. */
export function createKnowledgeJobHandlers(deps: Deps): Omit<JobHandlers, 'deliver-webhook'> {
  const contextOf = (tenantId: string, requestId: string, signal: AbortSignal): Context => ({
    tenantId,
    actor: { kind: 'system' },
    requestId,
    signal,
    deps,
  });
  const ingestion = createIngestion();
  return {
    'ingest-document': ({ tenantId, documentId, revision }, { signal, isLast, isExhausted }) =>
      ingestDocument(contextOf(tenantId, documentId, signal), { documentId, revision, isLast, isExhausted }, ingestion),
    'start-sync': ({ tenantId, ...input }, { signal }) => startScheduledSync(contextOf(tenantId, input.sourceId, signal), input),
    'sync-step': ({ tenantId, ...input }, { signal, isLast, isExhausted }) =>
      runSyncStep(contextOf(tenantId, input.sourceId, signal), { ...input, isLast, isExhausted }),
    'delete-source': ({ tenantId, ...input }, { signal }) => finishDeletion(contextOf(tenantId, input.sourceId, signal), input),
    'arrange-vectors': async (payload, { signal, isLast }) => {
      const ctx = contextOf(payload.tenantId, payload.tenantId, signal);
      if (await isOurs(ctx, payload)) await arrangeVectors(ctx, { isLast });
    },
  };
}
