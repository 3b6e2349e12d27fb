import { createRoute, z } from '@hono/zod-openapi';
import { deleteDocument, getDocument, listDocuments } from '../../knowledge/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey } from '../middleware/authenticate.js';
import { timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { documentPageSchema, documentWithTextSchema } from '../schemas/knowledge.js';
import { json, problems } from '../schemas/responses.js';
import { idSchema, pageQuerySchema } from '../schemas/text.js';

const tags = ['Documents'];
const security = [{ secretKey: [] }];
const byId = { params: z.object({ id: idSchema }) };

export function addListDocuments(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/documents',
    tags,
    summary: 'List documents, newest first',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { query: pageQuerySchema },
    responses: { 200: json(documentPageSchema, 'A page of documents'), ...problems },
  });
  router.openapi(route, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    return c.json(await listDocuments(c.get('secret'), { limit, cursor }), 200);
  });
}

export function addGetDocument(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/documents/{id}',
    tags,
    summary: 'Get a document with the text that citations index',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: byId,
    responses: { 200: json(documentWithTextSchema, 'The document'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await getDocument(c.get('secret'), { documentId: c.req.valid('param').id }), 200));
}

export function addDeleteDocument(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'delete',
    path: '/v1/documents/{id}',
    tags,
    summary: 'Delete a document and all that was indexed of it',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: byId,
    responses: { 204: { description: 'It is gone' }, ...problems },
  });
  router.openapi(route, async (c) => {
    await deleteDocument(c.get('secret'), { documentId: c.req.valid('param').id });
    return c.body(null, 204);
  });
}
