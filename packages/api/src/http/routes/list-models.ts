import { createRoute, z } from '@hono/zod-openapi';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey } from '../middleware/authenticate.js';
import { timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import { openAiErrors } from '../openai-errors.js';
import { getModelAssistant, ownModel } from '../openai-model.js';
import type { Router } from '../router.js';
import { modelListSchema, modelSchema, openAiErrorResponses } from '../schemas/chat-completions.js';
import { json } from '../schemas/responses.js';
import { idSchema } from '../schemas/text.js';

const tags = ['Answers'];
const security = [{ secretKey: [] }];

export function addListModels(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/models',
    tags,
    summary: 'The models of the chat completions, as OpenAI lists them',
    description: 'A model is an assistant: `askwell` stands for the key’s own.',
    security,
    middleware: [openAiErrors(), requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    responses: { 200: json(modelListSchema, '`askwell` and the assistant’s id'), ...openAiErrorResponses },
  });
  router.openapi(route, async (c) => {
    const { id } = await getModelAssistant(c.get('secret'), ownModel);
    return c.json({ object: 'list' as const, data: [toModel(ownModel), toModel(id)] }, 200);
  });
}

export function addGetModel(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/models/{id}',
    tags,
    summary: 'One model of the chat completions',
    security,
    middleware: [openAiErrors(), requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { params: z.object({ id: idSchema }) },
    responses: { 200: json(modelSchema, 'The model'), ...openAiErrorResponses },
  });
  router.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    await getModelAssistant(c.get('secret'), id);
    return c.json(toModel(id), 200);
  });
}

/** OpenAI's clients want a time; an assistant's says nothing here. */
function toModel(id: string): z.output<typeof modelSchema> {
  return { id, object: 'model', created: 0, owned_by: 'askwell' };
}
