import { createRoute, z } from '@hono/zod-openapi';
import { listConversations, listMessages, startConversation } from '../../conversations/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireVisitor } from '../middleware/authenticate.js';
import { timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { conversationPageSchema, conversationSchema, messagePageSchema } from '../schemas/conversations.js';
import { json, problems } from '../schemas/responses.js';
import { idSchema, pageQuerySchema } from '../schemas/text.js';

const tags = ['Chat'];
const security = [{ visitorToken: [] }];

export function addStartConversation(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/conversations',
    tags,
    summary: 'Start a conversation',
    security,
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit()],
    responses: { 201: json(conversationSchema, 'The conversation'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await startConversation(c.get('visitor')), 201));
}

export function addListConversations(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/conversations',
    tags,
    summary: 'List the visitor’s conversations, last used first',
    security,
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit()],
    request: { query: pageQuerySchema },
    responses: { 200: json(conversationPageSchema, 'A page of conversations'), ...problems },
  });
  router.openapi(route, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    return c.json(await listConversations(c.get('visitor'), { limit, cursor }), 200);
  });
}

export function addListMessages(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/conversations/{id}/messages',
    tags,
    summary: 'List a conversation’s newest messages, oldest first',
    description: '`nextCursor` leads to older messages. An answer with status `streaming` can be read on at its run.',
    security,
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit()],
    request: { params: z.object({ id: idSchema }), query: pageQuerySchema },
    responses: { 200: json(messagePageSchema, 'A page of messages'), ...problems },
  });
  router.openapi(route, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    return c.json(await listMessages(c.get('visitor'), { conversationId: c.req.valid('param').id, limit, cursor }), 200);
  });
}
