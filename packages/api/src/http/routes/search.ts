import { createRoute } from '@hono/zod-openapi';
import type { SearchHit } from '@askwell/contract';
import { findPassages, type Passage } from '../../retrieval/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey } from '../middleware/authenticate.js';
import { jsonBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { searchRequestSchema, searchResponseSchema } from '../schemas/answers.js';
import { json, jsonRequest, problems } from '../schemas/responses.js';

export function addSearch(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/search',
    tags: ['Answers'],
    summary: 'Find passages, best first',
    security: [{ secretKey: [] }],
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit(), ...jsonBody()],
    request: { body: jsonRequest(searchRequestSchema) },
    responses: { 200: json(searchResponseSchema, 'min(limit, number of passages) passages'), ...problems },
  });
  router.openapi(route, async (c) => {
    const { history = [], ...request } = c.req.valid('json');
    const { passages } = await findPassages(c.get('secret'), { ...request, history });
    return c.json({ data: passages.map(toHit) }, 200);
  });
}

function toHit(passage: Passage): SearchHit {
  const { documentId, externalId, chunkId, title, url, headingPath, text, start, end, score } = passage;
  return { documentId, externalId, chunkId, title, url, headingPath, text, start, end, score };
}
