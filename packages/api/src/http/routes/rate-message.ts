import { createRoute, z } from '@hono/zod-openapi';
import { rateMessage } from '../../conversations/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireVisitor } from '../middleware/authenticate.js';
import { jsonBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { feedbackSchema } from '../schemas/conversations.js';
import { json, jsonRequest, problems } from '../schemas/responses.js';
import { idSchema } from '../schemas/text.js';

export function addRateMessage(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'put',
    path: '/v1/messages/{id}/feedback',
    tags: ['Chat'],
    summary: 'Rate an answer',
    security: [{ visitorToken: [] }],
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit(), ...jsonBody()],
    request: { params: z.object({ id: idSchema }), body: jsonRequest(feedbackSchema) },
    responses: { 200: json(feedbackSchema, 'What is stored now'), ...problems },
  });
  router.openapi(route, async (c) =>
    c.json(await rateMessage(c.get('visitor'), { messageId: c.req.valid('param').id, feedback: c.req.valid('json') }), 200),
  );
}
