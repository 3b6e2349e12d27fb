import { createRoute, z } from '@hono/zod-openapi';
import { changeAssistant } from '../../tenancy/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey } from '../middleware/authenticate.js';
import { jsonBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { json, jsonRequest, problems } from '../schemas/responses.js';
import { assistantChangesSchema, assistantSchema } from '../schemas/tenancy.js';
import { idSchema } from '../schemas/text.js';

export function addChangeAssistant(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'patch',
    path: '/v1/assistants/{id}',
    tags: ['Assistants'],
    summary: 'Change an assistant',
    description:
      'Changes what is given: name, instructions, greeting, starters, theme, texts, locale, origins, model settings, and the sections of the widget. A section is replaced whole.',
    security: [{ secretKey: [] }],
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit(), ...jsonBody()],
    request: { params: z.object({ id: idSchema }), body: jsonRequest(assistantChangesSchema) },
    responses: { 200: json(assistantSchema, 'The assistant as it is now'), ...problems },
  });
  router.openapi(route, async (c) =>
    c.json(await changeAssistant(c.get('secret'), { id: c.req.valid('param').id, changes: c.req.valid('json') }), 200),
  );
}
