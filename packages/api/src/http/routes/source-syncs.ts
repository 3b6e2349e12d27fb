import { createRoute, z } from '@hono/zod-openapi';
import { cancelSync, pauseSource, syncSource } from '../../knowledge/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey } from '../middleware/authenticate.js';
import { timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { json, problems } from '../schemas/responses.js';
import { sourceSchema } from '../schemas/sources.js';
import { idSchema } from '../schemas/text.js';

const tags = ['Sources'];
const security = [{ secretKey: [] }];
const params = z.object({ id: idSchema });

export function addSyncSource(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/sources/{id}/sync',
    tags,
    summary: 'Sync a source now',
    description: 'Goes on with a paused sync. While one runs, the call joins it: there is never a second.',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { params },
    responses: { 202: json(sourceSchema, 'The source, with the sync that runs'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await syncSource(c.get('secret'), { sourceId: c.req.valid('param').id }), 202));
}

export function addPauseSource(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/sources/{id}/pause',
    tags,
    summary: 'Pause a sync; a sync goes on from there',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { params },
    responses: { 200: json(sourceSchema, 'The source'), 409: problems[404], ...problems },
  });
  router.openapi(route, async (c) => c.json(await pauseSource(c.get('secret'), { sourceId: c.req.valid('param').id }), 200));
}

export function addCancelSync(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/sources/{id}/cancel',
    tags,
    summary: 'End a sync; what it had read stays',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { params },
    responses: { 200: json(sourceSchema, 'The source'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await cancelSync(c.get('secret'), { sourceId: c.req.valid('param').id }), 200));
}
