import { createRoute } from '@hono/zod-openapi';
import { createTenant } from '../../tenancy/index.js';
import type { HttpParts } from '../http-parts.js';
import { requirePlatformKey } from '../middleware/authenticate.js';
import { jsonBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { json, jsonRequest, problems } from '../schemas/responses.js';
import { createdTenantSchema, newTenantSchema } from '../schemas/tenancy.js';

export function addCreateTenant(router: Router, { deps, platformKey }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/tenants',
    tags: ['Platform'],
    summary: 'Create a tenant',
    description: 'Makes a tenant with one assistant and its two keys. The secret key is shown in this answer only.',
    security: [{ platformKey: [] }],
    middleware: [rateLimit(deps, 'platform'), requirePlatformKey(platformKey), timeLimit(), ...jsonBody()],
    request: { body: jsonRequest(newTenantSchema) },
    responses: { 201: json(createdTenantSchema, 'The tenant and its keys'), ...problems },
  });
  router.openapi(route, async (c) => {
    const { name, allowedOrigins } = c.req.valid('json');
    return c.json(await createTenant(deps, { name, allowedOrigins: allowedOrigins ?? [] }), 201);
  });
}
