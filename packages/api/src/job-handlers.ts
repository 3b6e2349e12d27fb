import type { Deps } from './deps.js';
import type { JobHandlers } from './jobs/index.js';
import { createKnowledgeJobHandlers } from './knowledge/index.js';
import { deliverWebhook } from './webhooks/index.js';

/** All the work that is done outside requests. */
export function createJobHandlers(deps: Deps): JobHandlers {
  return {
    ...createKnowledgeJobHandlers(deps),
    'deliver-webhook': ({ tenantId, ...input }, { signal }) =>
      deliverWebhook({ tenantId, actor: { kind: 'system' }, requestId: input.deliveryId, signal, deps }, input),
  };
}
