import { createRoute } from '@hono/zod-openapi';
import { authenticateKey, getAssistant, startSession } from '../../tenancy/index.js';
import { checkOrigin } from '../check-origin.js';
import type { HttpParts } from '../http-parts.js';
import { jsonBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { newSessionSchema, sessionSchema } from '../schemas/conversations.js';
import { json, jsonRequest, problems } from '../schemas/responses.js';

export function addStartSession(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/sessions',
    tags: ['Chat'],
    summary: 'Open a visitor’s session',
    description: 'Takes the publishable key, from an allowed origin. A former `visitorToken`, expired or not, keeps the visitor.',
    middleware: [rateLimit(deps, 'session'), timeLimit(), ...jsonBody()],
    request: { body: jsonRequest(newSessionSchema) },
    responses: { 201: json(sessionSchema, 'The visitor’s token'), ...problems },
  });
  router.openapi(route, async (c) => {
    const { key: text, visitorToken } = c.req.valid('json');
    const key = await authenticateKey(deps, text, 'publishable');
    checkOrigin(c, await getAssistant(deps, key.tenantId, key.assistantId));
    return c.json(await startSession(deps, { tenantId: key.tenantId, assistantId: key.assistantId, visitorToken }), 201);
  });
}
