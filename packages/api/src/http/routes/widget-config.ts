import { createRoute, z } from '@hono/zod-openapi';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { authenticateKey, getAssistant, toWidgetConfig } from '../../tenancy/index.js';
import { checkOrigin } from '../check-origin.js';
import type { HttpParts } from '../http-parts.js';
import { timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { json, problems } from '../schemas/responses.js';
import { widgetConfigSchema } from '../schemas/widget.js';

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
    const body = JSON.stringify(toWidgetConfig(assistant));
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    c.header('etag', etag);
    // Asked again at each load, so that a change shows at once; mostly the answer is 304.
    c.header('cache-control', 'private, no-cache');
    c.header('vary', 'Origin, Accept-Encoding');
    if (c.req.header('if-none-match') === etag) return c.body(null, 304);
    c.header('content-type', 'application/json');
    if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(body, 200);
    c.header('content-encoding', 'gzip');
    return c.body(new Uint8Array(gzipSync(body)), 200);
  });
}
