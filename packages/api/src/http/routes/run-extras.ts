import { createRoute, z } from '@hono/zod-openapi';
import { answerTool, suggestQuestions } from '../../conversations/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireVisitor } from '../middleware/authenticate.js';
import { jsonBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { suggestionsSchema, toolResultSchema } from '../schemas/conversations.js';
import { json, jsonRequest, problems } from '../schemas/responses.js';
import { idSchema } from '../schemas/text.js';

const tags = ['Chat'];
const security = [{ visitorToken: [] }];
const params = z.object({ id: idSchema });

export function addAnswerTool(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/runs/{id}/tool-results',
    tags,
    summary: 'Give the page’s result of a tool call to the answer that waits for it',
    security,
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit(), ...jsonBody()],
    request: { params, body: jsonRequest(toolResultSchema) },
    responses: { 204: { description: 'The answer goes on' }, ...problems },
  });
  router.openapi(route, async (c) => {
    await answerTool(c.get('visitor'), { runId: c.req.valid('param').id, ...c.req.valid('json') });
    return c.body(null, 204);
  });
}

export function addSuggestQuestions(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/messages/{id}/suggestions',
    tags,
    summary: 'Up to three questions that may follow an answer',
    description:
      'From what the knowledge holds beside what the answer cites; a language model, where there is one, writes them in the answer’s ' +
      'language. The first call makes them, later ones give the same.',
    security,
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit()],
    request: { params },
    responses: { 200: json(suggestionsSchema, 'The questions; none is an answer too'), ...problems },
  });
  router.openapi(route, async (c) =>
    c.json({ data: await suggestQuestions(c.get('visitor'), { messageId: c.req.valid('param').id }) }, 200),
  );
}
