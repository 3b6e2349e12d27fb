import { createRoute } from '@hono/zod-openapi';
import { deleteWebhook, getWebhook, listDeliveries, renewWebhookSecret, setWebhook, testWebhook } from '../../webhooks/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey } from '../middleware/authenticate.js';
import { jsonBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import {
  deliveryPageSchema,
  newWebhookSchema,
  queuedEventSchema,
  webhookSchema,
  webhookWithSecretSchema,
} from '../schemas/handoff.js';
import { json, jsonRequest, problems } from '../schemas/responses.js';
import { pageQuerySchema } from '../schemas/text.js';

const tags = ['Handoff'];
const security = [{ secretKey: [] }];
const path = '/v1/webhook';

export function addSetWebhook(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'put',
    path,
    tags,
    summary: 'Set the address that hears of events',
    description: 'A new webhook gets a secret, shown in this answer only. A later call changes address and events and keeps it.',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit(), ...jsonBody()],
    request: { body: jsonRequest(newWebhookSchema) },
    responses: { 200: json(webhookWithSecretSchema, 'The webhook as it is now'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await setWebhook(c.get('secret'), c.req.valid('json')), 200));
}

export function addGetWebhook(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path,
    tags,
    summary: 'Get the webhook, without its secret',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    responses: { 200: json(webhookSchema, 'The webhook'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await getWebhook(c.get('secret')), 200));
}

export function addDeleteWebhook(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'delete',
    path,
    tags,
    summary: 'Delete the webhook; what still waits is not sent',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    responses: { 204: { description: 'It is gone' }, ...problems },
  });
  router.openapi(route, async (c) => {
    await deleteWebhook(c.get('secret'));
    return c.body(null, 204);
  });
}

export function addRenewWebhookSecret(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/webhook/secret',
    tags,
    summary: 'Make another secret, which signs from now on',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    responses: { 200: json(webhookWithSecretSchema, 'The webhook with its new secret'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await renewWebhookSecret(c.get('secret')), 200));
}

export function addTestWebhook(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/webhook/test',
    tags,
    summary: 'Send a test event',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    responses: { 202: json(queuedEventSchema, 'It is queued: find it among the deliveries'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await testWebhook(c.get('secret')), 202));
}

export function addListDeliveries(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/webhook/deliveries',
    tags,
    summary: 'List what was sent in the last 30 days, newest first',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { query: pageQuerySchema },
    responses: { 200: json(deliveryPageSchema, 'A page of deliveries'), ...problems },
  });
  router.openapi(route, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    return c.json(await listDeliveries(c.get('secret'), { limit, cursor }), 200);
  });
}
