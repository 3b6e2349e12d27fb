import { createRoute, z } from '@hono/zod-openapi';
import { changeConversation, deleteConversation, getConversation, markConversationRead } from '../../conversations/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireVisitor } from '../middleware/authenticate.js';
import { jsonBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { conversationChangesSchema, conversationSchema } from '../schemas/conversations.js';
import { json, jsonRequest, problems } from '../schemas/responses.js';
import { idSchema } from '../schemas/text.js';

const tags = ['Chat'];
const security = [{ visitorToken: [] }];
const params = z.object({ id: idSchema });

export function addGetConversation(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/conversations/{id}',
    tags,
    summary: 'Get a conversation: its title, what is unread, an open handoff',
    security,
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit()],
    request: { params },
    responses: { 200: json(conversationSchema, 'The conversation'), ...problems },
  });
  router.openapi(route, async (c) =>
    c.json(await getConversation(c.get('visitor'), { conversationId: c.req.valid('param').id }), 200),
  );
}

export function addChangeConversation(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'patch',
    path: '/v1/conversations/{id}',
    tags,
    summary: 'Rename a conversation',
    security,
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit(), ...jsonBody()],
    request: { params, body: jsonRequest(conversationChangesSchema) },
    responses: { 200: json(conversationSchema, 'The conversation as it is now'), ...problems },
  });
  router.openapi(route, async (c) => {
    const input = { conversationId: c.req.valid('param').id, changes: c.req.valid('json') };
    return c.json(await changeConversation(c.get('visitor'), input), 200);
  });
}

export function addDeleteConversation(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'delete',
    path: '/v1/conversations/{id}',
    tags,
    summary: 'Delete a conversation with its messages and attachments',
    security,
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit()],
    request: { params },
    responses: { 204: { description: 'It is gone' }, ...problems },
  });
  router.openapi(route, async (c) => {
    await deleteConversation(c.get('visitor'), { conversationId: c.req.valid('param').id });
    return c.body(null, 204);
  });
}

export function addMarkRead(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'put',
    path: '/v1/conversations/{id}/read',
    tags,
    summary: 'Mark a conversation read: what is there now is no longer unread',
    security,
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit()],
    request: { params },
    responses: { 204: { description: 'It is read' }, ...problems },
  });
  router.openapi(route, async (c) => {
    await markConversationRead(c.get('visitor'), { conversationId: c.req.valid('param').id });
    return c.body(null, 204);
  });
}
