import type { MiddlewareHandler } from 'hono';
import type { Deps } from '../../deps.js';
import { AppError, NotFoundError } from '../../errors.js';
import { authenticateKey, isSameKey, refuseGoneVisitor } from '../../tenancy/index.js';
import type { HttpContext, HttpEnv } from '../router.js';

/** For the platform's owner. */
export function requirePlatformKey(platformKey: string): MiddlewareHandler<HttpEnv> {
  return async function requirePlatformKey(c, next) {
    if (!isSameKey(bearer(c), platformKey)) {
      throw new AppError('UNAUTHENTICATED', 'This call needs the platform key (ASKWELL_PLATFORM_KEY) as a bearer token.');
    }
    await next();
  };
}

/** For a tenant's own server: sets `secret`. */
export function requireSecretKey(deps: Deps): MiddlewareHandler<HttpEnv> {
  return async function requireSecretKey(c, next) {
    const key = await authenticateKey(deps, bearer(c), 'secret');
    c.set('secret', {
      tenantId: key.tenantId,
      actor: { kind: 'secret-key', keyId: key.id, assistantId: key.assistantId },
      requestId: c.get('requestId'),
      // Made on first use: a streamed answer has a signal of its own.
      get signal() {
        return c.req.raw.signal;
      },
      deps,
    });
    await next();
  };
}

/** For a visitor's browser: sets `visitor`. */
export function requireVisitor(deps: Deps): MiddlewareHandler<HttpEnv> {
  return async function requireVisitor(c, next) {
    const check = await deps.visitorTokens.check(bearer(c));
    if (!check.valid)
      throw new AppError('UNAUTHENTICATED', 'This call needs a visitor token. Open a session with POST /v1/sessions.');
    if (check.expired) {
      throw new AppError(
        'TOKEN_EXPIRED',
        'The visitor token has expired. Open a session again, with this token as visitorToken.',
      );
    }
    const { tenantId, visitorId, assistantId } = check.claims;
    c.set('tokenExpiresAt', check.expiresAt);
    c.set('visitor', {
      tenantId,
      actor: { kind: 'visitor', visitorId, assistantId },
      requestId: c.get('requestId'),
      // Made on first use: a streamed answer has a signal of its own.
      get signal() {
        return c.req.raw.signal;
      },
      deps,
    });
    await next();
    if (c.error instanceof NotFoundError) await refuseGoneVisitor(c.get('visitor'));
  };
}

function bearer(c: HttpContext): string {
  const match = /^Bearer ([\w.~+/=-]{1,4096})$/i.exec(c.req.header('authorization') ?? '');
  if (match?.[1] === undefined) {
    throw new AppError('UNAUTHENTICATED', 'Credentials are missing. Send them as "Authorization: Bearer <key or token>".');
  }
  return match[1];
}
