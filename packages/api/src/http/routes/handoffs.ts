import { createRoute, z } from '@hono/zod-openapi';
import { changeHandoff, listHandoffs, requestHandoff } from '../../handoff/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey, requireVisitor } from '../middleware/authenticate.js';
import { jsonBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import {
  handoffChangesSchema,
  handoffPageSchema,
  handoffSchema,
  handoffsQuerySchema,
  newHandoffSchema,
  visitorHandoffSchema,
} from '../schemas/handoff.js';
import { json, jsonRequest, problems } from '../schemas/responses.js';
import { idSchema } from '../schemas/text.js';

const ofTenant = { tags: ['Handoff'], security: [{ secretKey: [] }] };

export function addRequestHandoff(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/conversations/{id}/handoff',
    tags: ['Chat'],
    summary: 'Ask for a person',
    description:
      'A conversation has one open request: asking again keeps it and adds what is new. The tenant’s webhook hears of a new one.',
    security: [{ visitorToken: [] }],
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit(), ...jsonBody()],
    request: { params: z.object({ id: idSchema }), body: jsonRequest(newHandoffSchema) },
    responses: { 200: json(handoffSchema, 'The open request'), ...problems },
  });
  router.openapi(route, async (c) => {
    const input = { conversationId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(await requestHandoff(c.get('visitor'), input), 200);
  });
}

export function addListHandoffs(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/handoffs',
    ...ofTenant,
    summary: 'List handoffs, newest first',
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { query: handoffsQuerySchema },
    responses: { 200: json(handoffPageSchema, 'A page of handoffs'), ...problems },
  });
  router.openapi(route, async (c) => {
    const { status, limit, cursor } = c.req.valid('query');
    return c.json(await listHandoffs(c.get('secret'), { status, limit, cursor }), 200);
  });
}

export function addChangeHandoff(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'patch',
    path: '/v1/handoffs/{id}',
    ...ofTenant,
    summary: 'Close a handoff, or open it again',
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit(), ...jsonBody()],
    request: { params: z.object({ id: idSchema }), body: jsonRequest(handoffChangesSchema) },
    responses: { 200: json(visitorHandoffSchema, 'The handoff as it is now'), ...problems },
  });
  router.openapi(route, async (c) => {
    const input = { id: c.req.valid('param').id, changes: c.req.valid('json') };
    return c.json(await changeHandoff(c.get('secret'), input), 200);
  });
}
