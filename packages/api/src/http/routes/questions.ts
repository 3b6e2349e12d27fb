import { createRoute } from '@hono/zod-openapi';
import { answerAskedQuestion, listQuestions } from '../../questions/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey } from '../middleware/authenticate.js';
import { jsonBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { acceptedDocumentSchema } from '../schemas/knowledge.js';
import { newQuestionAnswerSchema, questionPageSchema, questionsQuerySchema } from '../schemas/questions.js';
import { json, jsonRequest, problems } from '../schemas/responses.js';

const tags = ['Questions'];
const security = [{ secretKey: [] }];

export function addListQuestions(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/questions',
    tags,
    summary: 'List what visitors ask, like questions together, the commonest first',
    description:
      'By default those without an answer: what the knowledge base lacks. It groups the newest 2,000 questions between `from` ' +
      '(inclusive) and `to` (exclusive). Who asked is never told.',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { query: questionsQuerySchema },
    responses: { 200: json(questionPageSchema, 'A page of groups'), ...problems },
  });
  router.openapi(route, async (c) => {
    const { answered, from, to, limit, cursor } = c.req.valid('query');
    const query = {
      answered: answered === 'all' ? undefined : answered === 'true',
      from: toDate(from),
      to: toDate(to),
      limit,
      cursor,
    };
    return c.json(await listQuestions(c.get('secret'), query), 200);
  });
}

export function addAnswerQuestion(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/questions/answer',
    tags,
    summary: 'Answer a question of visitors: add the pair to the knowledge base',
    description:
      'The pair is a document: ask for its status. Once it is ready, the group is gone from the questions without an answer. ' +
      'The same question again replaces its answer.',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit(), ...jsonBody()],
    request: { body: jsonRequest(newQuestionAnswerSchema) },
    responses: { 202: json(acceptedDocumentSchema, 'It is queued'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await answerAskedQuestion(c.get('secret'), c.req.valid('json')), 202));
}

function toDate(moment: string | undefined): Date | undefined {
  return moment === undefined ? undefined : new Date(moment);
}
