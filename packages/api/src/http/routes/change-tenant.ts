import { createRoute, z } from '@hono/zod-openapi';
import { changeTenant } from '../../usage/index.js';
import type { HttpParts } from '../http-parts.js';
import { requirePlatformKey } from '../middleware/authenticate.js';
import { jsonBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { json, jsonRequest, problems } from '../schemas/responses.js';
import { idSchema } from '../schemas/text.js';
import { tenantChangesSchema, tenantSchema } from '../schemas/usage.js';

export function addChangeTenant(router: Router, { deps, platformKey }: HttpParts): void {
  const route = createRoute({
    method: 'patch',
    path: '/v1/tenants/{id}',
    tags: ['Platform'],
    summary: 'Change a tenant’s name and budgets',
    description: 'Changes what is given. `budgets` replaces all budgets of the tenant; an empty list lifts them.',
    security: [{ platformKey: [] }],
    middleware: [rateLimit(deps, 'platform'), requirePlatformKey(platformKey), timeLimit(), ...jsonBody()],
    request: { params: z.object({ id: idSchema }), body: jsonRequest(tenantChangesSchema) },
    responses: { 200: json(tenantSchema, 'The tenant as it is now'), ...problems },
  });
  router.openapi(route, async (c) =>
    c.json(await changeTenant(deps, { id: c.req.valid('param').id, changes: c.req.valid('json') }), 200),
  );
}
