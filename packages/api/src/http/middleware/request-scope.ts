import { getConnInfo } from '@hono/node-server/conninfo';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { headers, isRecord } from '@askwell/contract';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { randomUUID } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Deps } from '../../deps.js';
import type { HttpContext, HttpEnv } from '../router.js';

/** Gives each request its id and its caller's address, and logs one line when its response begins. */
export function requestScope(deps: Deps, options: { trustedProxies: number }): MiddlewareHandler<HttpEnv> {
  return async function requestScope(c, next) {
    const given = c.req.header(headers.requestId);
    const requestId = given !== undefined && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
    c.set('requestId', requestId);
    c.set('address', addressOf(c, options.trustedProxies));
    const began = performance.now();
    await next();
    if (c.res !== RESPONSE_ALREADY_SENT) {
      for (const [name, value] of Object.entries(scopeHeaders(requestId))) c.res.headers.set(name, value);
    }
    const milliseconds = performance.now() - began;
    const route = routePath(c, -1);
    const { status } = c.res;
    deps.metrics.requestSeconds.observe({ method: c.req.method, route, status: String(status) }, milliseconds / 1000);
    deps.logger.info({ requestId, method: c.req.method, route, status, ms: Math.round(milliseconds * 10) / 10 }, 'request');
  };
}

/** What every response carries. */
export function scopeHeaders(requestId: string): Record<string, string> {
  return { [headers.requestId]: requestId, 'x-content-type-options': 'nosniff' };
}

/** Each trusted proxy adds one entry to X-Forwarded-For, so the caller is that many from the end. */
function addressOf(c: HttpContext, trustedProxies: number): string {
  const forwarded = c.req.header('x-forwarded-for')?.split(',') ?? [];
  const address = (trustedProxies > 0 ? forwarded.at(-trustedProxies)?.trim() : undefined) ?? socketAddress(c) ?? 'unknown';
  return isIPv6(address) && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;
}

function socketAddress(c: HttpContext): string | undefined {
  // `app.request()` in tests has no socket.
  const bindings: unknown = c.env;
  return isRecord(bindings) && 'incoming' in bindings ? getConnInfo(c).remote.address : undefined;
}
