import { createRoute, z } from '@hono/zod-openapi';
import { headers } from '@askwell/contract';
import { readRun, stopRun } from '../../conversations/index.js';
import { refuseGoneVisitor } from '../../tenancy/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireVisitor } from '../middleware/authenticate.js';
import { timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { Router } from '../router.js';
import { eventStream, problems } from '../schemas/responses.js';
import { idSchema } from '../schemas/text.js';
import { uiMessageStream } from '../sse-writer.js';

const tags = ['Chat'];
const security = [{ visitorToken: [] }];
const params = z.object({ id: idSchema });

export function addReadRun(router: Router, { deps, sse }: HttpParts): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/runs/{id}/events',
    tags,
    summary: 'Read an answer’s events, from any place, also after its end',
    description: 'Replays what came after `Last-Event-ID` (or `after`), then goes on live.',
    security,
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor')],
    request: { params, query: z.object({ after: z.coerce.number().int().min(0).optional() }) },
    responses: { 200: eventStream, ...problems },
  });
  router.openapi(route, async (c) => {
    const { id: runId } = c.req.valid('param');
    // The log keeps an answer's events for a while, whatever has become of the visitor.
    await refuseGoneVisitor(c.get('visitor'));
    const after = lastEventId(c.req.header('last-event-id')) ?? c.req.valid('query').after ?? 0;
    return sse.respond(c, await readRun(c.get('visitor'), { runId, after }), {
      headers: { ...uiMessageStream, [headers.runId]: runId },
    });
  });
}

export function addStopRun(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/runs/{id}/stop',
    tags,
    summary: 'Stop an answer; the text so far stays',
    security,
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit()],
    request: { params },
    responses: { 204: { description: 'It is stopped, or had ended' }, ...problems },
  });
  router.openapi(route, async (c) => {
    await stopRun(c.get('visitor'), { runId: c.req.valid('param').id });
    return c.body(null, 204);
  });
}

function lastEventId(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) : undefined;
}
