import { createRoute, z } from '@hono/zod-openapi';
import { addSource, changeSource, deleteSource, getSource, listSources } from '../../knowledge/index.js';
import { limits } from '@askwell/contract';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey } from '../middleware/authenticate.js';
import { jsonBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { json, jsonRequest, problems } from '../schemas/responses.js';
import { newSourceSchema, sourceChangesSchema, sourceListSchema, sourceSchema } from '../schemas/sources.js';
import { idSchema, pageQuerySchema } from '../schemas/text.js';

const tags = ['Sources'];
const security = [{ secretKey: [] }];
const params = z.object({ id: idSchema });

export function addAddSource(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/sources',
    tags,
    summary: 'Add a website, question and answer pairs, or texts that are kept up to date',
    description: 'The first sync begins at once; `every` repeats it.',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit(), ...jsonBody(limits.batchJsonBytes)],
    request: { body: jsonRequest(newSourceSchema) },
    responses: { 201: json(sourceSchema, 'It is kept, and its first sync has begun'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await addSource(c.get('secret'), c.req.valid('json')), 201));
}

export function addListSources(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/sources',
    tags,
    summary: 'List sources, newest first',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { query: pageQuerySchema },
    responses: { 200: json(sourceListSchema, 'A page of sources'), ...problems },
  });
  router.openapi(route, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    return c.json(await listSources(c.get('secret'), { limit, cursor }), 200);
  });
}

export function addGetSource(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/sources/{id}',
    tags,
    summary: 'Get a source with the progress of its sync',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { params },
    responses: { 200: json(sourceSchema, 'The source'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await getSource(c.get('secret'), { sourceId: c.req.valid('param').id }), 200));
}

export function addChangeSource(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'patch',
    path: '/v1/sources/{id}',
    tags,
    summary: 'Change a source',
    description: 'New pairs or texts are read at once; new settings of a website hold from its next sync.',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit(), ...jsonBody(limits.batchJsonBytes)],
    request: { params, body: jsonRequest(sourceChangesSchema) },
    responses: { 200: json(sourceSchema, 'The changed source'), ...problems },
  });
  router.openapi(route, async (c) => {
    const input = { sourceId: c.req.valid('param').id, changes: c.req.valid('json') };
    return c.json(await changeSource(c.get('secret'), input), 200);
  });
}

export function addDeleteSource(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'delete',
    path: '/v1/sources/{id}',
    tags,
    summary: 'Delete a source with its documents',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { params },
    responses: { 204: { description: 'It is gone' }, ...problems },
  });
  router.openapi(route, async (c) => {
    await deleteSource(c.get('secret'), { sourceId: c.req.valid('param').id });
    return c.body(null, 204);
  });
}
