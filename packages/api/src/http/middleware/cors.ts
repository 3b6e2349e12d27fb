import { headers, uiMessageStreamHeader } from '@askwell/contract';
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { HttpEnv } from '../router.js';

/**
 * Lets any page read the visitor calls, so that a refused origin can read the 403 that names the fix. No cookies are used,
 * so the origin check at `/v1/sessions` decides who gets in. Secret-key calls have no CORS: those keys belong on servers.
 */
export function visitorCors(): MiddlewareHandler<HttpEnv> {
  return cors({
    origin: '*',
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', 'last-event-id', headers.requestId],
    exposeHeaders: [
      headers.requestId,
      headers.runId,
      headers.messageId,
      uiMessageStreamHeader,
      'retry-after',
      'ratelimit-limit',
      'ratelimit-remaining',
      'ratelimit-reset',
      'etag',
    ],
    maxAge: 7200,
  });
}
