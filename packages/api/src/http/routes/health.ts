import { createRoute, z } from '@hono/zod-openapi';
import type { HttpParts } from '../http-parts.js';
import { requirePlatformKey } from '../middleware/authenticate.js';
import type { Router } from '../router.js';
import { json, problems } from '../schemas/responses.js';

const tags = ['Operations'];
const live = z.object({ status: z.literal('ok') });
const ready = z.object({ status: z.enum(['ok', 'unavailable']) });

export interface Readiness {
  isReady(): Promise<boolean>;
}

export function addHealth(router: Router, { deps, platformKey }: HttpParts, readiness: Readiness): void {
  router.openapi(
    createRoute({
      method: 'get',
      path: '/health/live',
      tags,
      summary: 'Is the process alive?',
      responses: { 200: json(live, 'It is') },
    }),
    (c) => c.json({ status: 'ok' as const }, 200),
  );
  router.openapi(
    createRoute({
      method: 'get',
      path: '/health/ready',
      tags,
      summary: 'Can it serve?',
      responses: { 200: json(ready, 'It can'), 503: json(ready, 'The database does not answer, or it is shutting down') },
    }),
    async (c) =>
      (await readiness.isReady()) ? c.json({ status: 'ok' as const }, 200) : c.json({ status: 'unavailable' as const }, 503),
  );
  router.openapi(
    createRoute({
      method: 'get',
      path: '/metrics',
      tags,
      summary: 'Metrics in Prometheus’ text format',
      security: [{ platformKey: [] }],
      middleware: [requirePlatformKey(platformKey)],
      responses: { 200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } }, ...problems },
    }),
    async (c) => c.text(await deps.metrics.registry.metrics(), 200),
  );
}
