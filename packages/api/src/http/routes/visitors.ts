import { createRoute, z } from '@hono/zod-openapi';
import { eraseVisitor, getSelf, getVisitor, listVisitors, saveDetails } from '../../visitors/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey, requireVisitor } from '../middleware/authenticate.js';
import { jsonBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { json, jsonRequest, problems } from '../schemas/responses.js';
import { idSchema } from '../schemas/text.js';
import {
  newVisitorDetailsSchema,
  visitorDetailsSchema,
  visitorPageSchema,
  visitorSchema,
  visitorSelfSchema,
  visitorsQuerySchema,
} from '../schemas/visitors.js';

const byId = { params: z.object({ id: idSchema }) };
const ofVisitor = { tags: ['Chat'], security: [{ visitorToken: [] }] };
const ofTenant = { tags: ['Visitors'], security: [{ secretKey: [] }] };

export function addGetSelf(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/visitors/me',
    ...ofVisitor,
    summary: 'Who the visitor is, and how many answers are unread',
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit()],
    responses: { 200: json(visitorSelfSchema, 'The visitor'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await getSelf(c.get('visitor')), 200));
}

export function addSaveDetails(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'put',
    path: '/v1/visitors/me/details',
    ...ofVisitor,
    summary: 'Store the answers to the assistant’s form',
    description: 'They must fit the form: its fields and no others, those that are needed, and consent where it asks for it.',
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit(), ...jsonBody()],
    request: { body: jsonRequest(newVisitorDetailsSchema) },
    responses: { 200: json(visitorDetailsSchema, 'What is stored now'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await saveDetails(c.get('visitor'), c.req.valid('json')), 200));
}

export function addEraseSelf(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'delete',
    path: '/v1/visitors/me',
    ...ofVisitor,
    summary: 'Delete all that is stored of the visitor',
    description:
      'Conversations, messages, attachments, details and feedback are gone at once, and the token is refused from then on. ' +
      'The totals of usage stay, without the visitor.',
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit()],
    responses: { 204: { description: 'It is gone' }, ...problems },
  });
  router.openapi(route, async (c) => {
    const ctx = c.get('visitor');
    await eraseVisitor(ctx, { visitorId: ctx.actor.visitorId });
    return c.body(null, 204);
  });
}

export function addListVisitors(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/visitors',
    ...ofTenant,
    summary: 'List visitors with their details, newest first',
    description: '`filter=known`, the default: those who are identified or left details. `filter=all`: the anonymous too.',
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { query: visitorsQuerySchema },
    responses: { 200: json(visitorPageSchema, 'A page of visitors'), ...problems },
  });
  router.openapi(route, async (c) => {
    const { filter, limit, cursor } = c.req.valid('query');
    return c.json(await listVisitors(c.get('secret'), { filter, limit, cursor }), 200);
  });
}

export function addGetVisitor(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/visitors/{id}',
    ...ofTenant,
    summary: 'Get a visitor with its details',
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: byId,
    responses: { 200: json(visitorSchema, 'The visitor'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await getVisitor(c.get('secret'), { visitorId: c.req.valid('param').id }), 200));
}

export function addEraseVisitor(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'delete',
    path: '/v1/visitors/{id}',
    ...ofTenant,
    summary: 'Delete all that is stored of a visitor',
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: byId,
    responses: { 204: { description: 'It is gone' }, ...problems },
  });
  router.openapi(route, async (c) => {
    await eraseVisitor(c.get('secret'), { visitorId: c.req.valid('param').id });
    return c.body(null, 204);
  });
}
