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
    description:
      'Takes the publishable key, from an allowed origin. A former `visitorToken`, expired or not, keeps an anonymous visitor. ' +
      'An `identityToken` that your server signed opens the session of that user, the same visitor on each device.',
    middleware: [rateLimit(deps, 'session'), timeLimit(), ...jsonBody()],
    request: { body: jsonRequest(newSessionSchema) },
    responses: { 201: json(sessionSchema, 'The visitor’s token'), ...problems },
  });
  router.openapi(route, async (c) => {
    const { key: text, visitorToken, identityToken } = c.req.valid('json');
    const { tenantId, assistantId } = await authenticateKey(deps, text, 'publishable');
    const assistant = await getAssistant(deps, tenantId, assistantId);
    checkOrigin(c, assistant);
    const session = await startSession(deps, {
      tenantId,
      assistantId,
      visitorToken,
      identityToken,
      isIdentityRequired: assistant.identity === 'enforced',
      claimsAnonymous: assistant.claimAnonymous,
    });
    return c.json(session, 201);
  });
}
