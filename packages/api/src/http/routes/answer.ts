import { createRoute } from '@hono/zod-openapi';
import { answerQuestion } from '../../conversations/index.js';
import { getAssistant } from '../../tenancy/index.js';
import { AppError } from '../../errors.js';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey } from '../middleware/authenticate.js';
import { jsonBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { answerRequestSchema, answerSchema } from '../schemas/answers.js';
import { json, jsonRequest, problems } from '../schemas/responses.js';

export function addAnswer(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/answers',
    tags: ['Answers'],
    summary: 'Answer a question, with citations, in one piece',
    description: 'Nothing of it is stored. `answered` is false where the knowledge base does not cover the question.',
    security: [{ secretKey: [] }],
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit(120_000), ...jsonBody()],
    request: { body: jsonRequest(answerRequestSchema) },
    responses: { 200: json(answerSchema, 'The answer'), ...problems },
  });
  router.openapi(route, async (c) => {
    const ctx = c.get('secret');
    if (ctx.actor.kind !== 'secret-key') throw new AppError('FORBIDDEN', 'This call needs a secret key.');
    const assistant = await getAssistant(deps, ctx.tenantId, ctx.actor.assistantId);
    return c.json(await answerQuestion(ctx, { ...c.req.valid('json'), assistant }), 200);
  });
}
