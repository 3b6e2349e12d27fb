import { createRoute, z } from '@hono/zod-openapi';
import { headers } from '@askwell/contract';
import { readRun, sendMessage } from '../../conversations/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireVisitor } from '../middleware/authenticate.js';
import { jsonBody } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { newMessageSchema } from '../schemas/conversations.js';
import { eventStream, jsonRequest, problems } from '../schemas/responses.js';
import { idSchema } from '../schemas/text.js';
import { uiMessageStream } from '../sse-writer.js';

export function addSendMessage(router: Router, { deps, sse }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/conversations/{id}/messages',
    tags: ['Chat'],
    summary: 'Ask, and read the answer as it is written',
    description:
      'The same `clientMessageId` again replays the same answer. Leaving does not stop it: read on at `/v1/runs/{id}/events`. ' +
      'The headers `x-askwell-run-id` and `x-askwell-message-id` come before the first event.',
    security: [{ visitorToken: [] }],
    middleware: [requireVisitor(deps), rateLimit(deps, 'message'), ...jsonBody()],
    request: { params: z.object({ id: idSchema }), body: jsonRequest(newMessageSchema) },
    responses: { 200: eventStream, ...problems },
  });
  router.openapi(route, async (c) => {
    const ctx = c.get('visitor');
    const { runId, answerId } = await sendMessage(ctx, { conversationId: c.req.valid('param').id, ...c.req.valid('json') });
    const read = await readRun(ctx, { runId, after: 0 });
    return sse.respond(c, read, {
      headers: { ...uiMessageStream, [headers.runId]: runId, [headers.messageId]: answerId },
    });
  });
}
