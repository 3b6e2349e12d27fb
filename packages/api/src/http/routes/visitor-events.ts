import { createRoute, z } from '@hono/zod-openapi';
import { followVisitor } from '../../conversations/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireVisitor } from '../middleware/authenticate.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { problems, visitorEventStream } from '../schemas/responses.js';
import { idSchema } from '../schemas/text.js';

const tags = ['Chat'];
const security = [{ visitorToken: [] }];
const description =
  'The event `ready` comes first, and again after a gap: read then what you show. A broken connection is simply opened again. ' +
  'It ends when the token expires. Answers stream at their runs, `/v1/runs/{id}/events`.';

export function addFollowVisitor(router: Router, { deps, sse }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/events',
    tags,
    summary: 'Follow all conversations of the visitor, on whichever device they move',
    description,
    security,
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor')],
    responses: { 200: visitorEventStream, ...problems },
  });
  router.openapi(route, async (c) =>
    sse.respond(c, await followVisitor(c.get('visitor'), {}), { until: c.get('tokenExpiresAt') }),
  );
}

export function addFollowConversation(router: Router, { deps, sse }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/conversations/{id}/events',
    tags,
    summary: 'Follow one conversation until it is deleted',
    description,
    security,
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor')],
    request: { params: z.object({ id: idSchema }) },
    responses: { 200: visitorEventStream, ...problems },
  });
  router.openapi(route, async (c) =>
    sse.respond(c, await followVisitor(c.get('visitor'), { conversationId: c.req.valid('param').id }), {
      until: c.get('tokenExpiresAt'),
    }),
  );
}
