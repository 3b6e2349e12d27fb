import { createRoute, z } from '@hono/zod-openapi';
import { sourcePageStatuses } from '@askwell/contract';
import { listSourcePages, watchSource } from '../../knowledge/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey } from '../middleware/authenticate.js';
import { timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { json, problems } from '../schemas/responses.js';
import { sourcePagesSchema } from '../schemas/sources.js';
import { idSchema, pageQuerySchema } from '../schemas/text.js';

const tags = ['Sources'];
const security = [{ secretKey: [] }];
const params = z.object({ id: idSchema });

export function addListSourcePages(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/sources/{id}/pages',
    tags,
    summary: 'List the pages of a source, with what went wrong at each',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { params, query: pageQuerySchema.extend({ status: z.enum(sourcePageStatuses).optional() }) },
    responses: { 200: json(sourcePagesSchema, 'A page of pages, in the order in which they were found'), ...problems },
  });
  router.openapi(route, async (c) => {
    const { limit, cursor, status } = c.req.valid('query');
    return c.json(await listSourcePages(c.get('secret'), { sourceId: c.req.valid('param').id, limit, cursor, status }), 200);
  });
}

export function addWatchSource(router: Router, { deps, sse }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/sources/{id}/events',
    tags,
    summary: 'Follow a sync until it is over and all of it is searchable',
    description: 'Each event holds `{status, sync}` as the source has them; the last line is `[DONE]`.',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret')],
    request: { params },
    responses: {
      200: { description: 'The progress as server-sent events', content: { 'text/event-stream': { schema: z.string() } } },
      ...problems,
    },
  });
  router.openapi(route, async (c) => sse.respond(c, await watchSource(c.get('secret'), { sourceId: c.req.valid('param').id })));
}
