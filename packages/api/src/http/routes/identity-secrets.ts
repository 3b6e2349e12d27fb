import { createRoute, z } from '@hono/zod-openapi';
import { createIdentitySecret, listIdentitySecrets, revokeIdentitySecret } from '../../tenancy/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey } from '../middleware/authenticate.js';
import { timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { json, problems } from '../schemas/responses.js';
import { idSchema } from '../schemas/text.js';
import { createdIdentitySecretSchema, identitySecretsSchema } from '../schemas/visitors.js';

const tags = ['Visitors'];
const security = [{ secretKey: [] }];

export function addCreateIdentitySecret(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/identity-secrets',
    tags,
    summary: 'Create a secret that signs identity tokens',
    description:
      'The secret is shown in this answer only. Its `id` is the `kid` of the tokens. At most two are alive at once: to change the ' +
      'secret, create the second, sign with it, and delete the first once its last token has expired.',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    responses: { 201: json(createdIdentitySecretSchema, 'The secret'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await createIdentitySecret(c.get('secret')), 201));
}

export function addListIdentitySecrets(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/identity-secrets',
    tags,
    summary: 'List the living identity secrets, oldest first, without the secrets themselves',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    responses: { 200: json(identitySecretsSchema, 'The secrets'), ...problems },
  });
  router.openapi(route, async (c) => c.json(await listIdentitySecrets(c.get('secret')), 200));
}

export function addRevokeIdentitySecret(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'delete',
    path: '/v1/identity-secrets/{id}',
    tags,
    summary: 'Revoke an identity secret: tokens that it signed are refused',
    security,
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit()],
    request: { params: z.object({ id: idSchema }) },
    responses: { 204: { description: 'It is revoked' }, ...problems },
  });
  router.openapi(route, async (c) => {
    await revokeIdentitySecret(c.get('secret'), { id: c.req.valid('param').id });
    return c.body(null, 204);
  });
}
