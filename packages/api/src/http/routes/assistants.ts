import { createRoute, z } from '@hono/zod-openapi';
import { getAssistant, listAssistants } from '../../tenancy/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey } from '../middleware/authenticate.js';
import { timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { json, problems } from '../schemas/responses.js';
import { assistantListSchema, assistantSchema } from '../schemas/tenancy.js';
import { idSchema } from '../schemas/text.js';

export function addListAssistants(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/assistants',
    tags: ['Assistants'],
    summary: 'List the assistants',
    security: [{ secretKey: [] }],
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    responses: { 200: json(assistantListSchema, 'All of them, oldest first'), ...problems },
  });
  router.openapi(route, async (c) => c.json({ data: await listAssistants(c.get('secret')) }, 200));
}

export function addGetAssistant(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/assistants/{id}',
    tags: ['Assistants'],
    summary: 'Get an assistant',
    security: [{ secretKey: [] }],
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { params: z.object({ id: idSchema }) },
    responses: { 200: json(assistantSchema, 'The assistant'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await getAssistant(deps, c.get('secret').tenantId, c.req.valid('param').id), 200));
}
