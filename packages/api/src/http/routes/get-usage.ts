import { createRoute } from '@hono/zod-openapi';
import { getUsage } from '../../usage/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey } from '../middleware/authenticate.js';
import { timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { json, problems } from '../schemas/responses.js';
import { usageQuerySchema, usageReportSchema } from '../schemas/usage.js';

export function addGetUsage(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/usage',
    tags: ['Usage'],
    summary: 'Tokens and cost of the answers in a time',
    description: 'From 30 days ago until now where nothing is given; `to` itself is left out. Days are those of UTC.',
    security: [{ secretKey: [] }],
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { query: usageQuerySchema },
    responses: { 200: json(usageReportSchema, 'The usage, in groups and in total'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await getUsage(c.get('secret'), c.req.valid('query')), 200));
}
