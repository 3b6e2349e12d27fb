import { createRoute, z } from '@hono/zod-openapi';
import type { WidgetConfig } from '@askwell/contract';
import { createHash } from 'node:crypto';
import { authenticateKey, getAssistant } from '../../tenancy/index.js';
import { checkOrigin } from '../check-origin.js';
import type { HttpParts } from '../http-parts.js';
import { timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { json, problems } from '../schemas/responses.js';
import { widgetConfigSchema } from '../schemas/tenancy.js';

export function addWidgetConfig(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/widget-config',
    tags: ['Widget'],
    summary: 'What a chat needs before its first message',
    middleware: [rateLimit(deps, 'public'), timeLimit()],
    request: { query: z.object({ key: z.string().max(200) }) },
    responses: {
      200: json(widgetConfigSchema, 'Theme, texts, greeting and starters'),
      304: { description: 'As the ETag that you have says' },
      ...problems,
    },
  });
  router.openapi(route, async (c) => {
    const key = await authenticateKey(deps, c.req.valid('query').key, 'publishable');
    const assistant = await getAssistant(deps, key.tenantId, key.assistantId);
    checkOrigin(c, assistant);
    const { id, name, greeting, starters, theme, strings, locale } = assistant;
    const config: WidgetConfig = {
      assistant: { id, name },
      greeting,
      starters,
      theme,
      strings,
      locale,
      features: { feedback: true, copy: true },
    };
    const etag = `"${createHash('sha256').update(JSON.stringify(config)).digest('base64url').slice(0, 22)}"`;
    c.header('etag', etag);
    c.header('cache-control', 'private, max-age=60');
    c.header('vary', 'Origin');
    if (c.req.header('if-none-match') === etag) return c.body(null, 304);
    return c.json(config, 200);
  });
}
