import { randomUUID } from 'node:crypto';
import { AppError } from '../errors.js';
import { scopeHeaders } from './middleware/request-scope.js';
import { problemResponse } from './problem.js';
import { createRouter, type HttpContext, type Router } from './router.js';
import { addPublicPages, type PublicPagesOptions } from './routes/public-pages.js';

export interface StartingAppOptions extends PublicPagesOptions {
  /** The whole app, once the server has started. */
  whole: Promise<Router>;
  /** A request that needs the whole app waits so long for it. @default 10000 */
  waitMilliseconds?: number;
}

/** Answers while the database opens: pages and scripts at once, whatever needs more as soon as the server has started. */
export function createStartingApp({ whole, waitMilliseconds = 10_000, ...pages }: StartingAppOptions): Router {
  // What became of a start that failed is told by whoever began it.
  const startedOrNot = whole.catch(() => undefined);
  const router = createRouter();
  router.use(async (c, next) => {
    c.set('requestId', randomUUID());
    await next();
  });
  router.get('/health/live', (c) => c.json({ status: 'ok' }, 200, scopeHeaders(c.get('requestId'))));
  router.get('/health/ready', (c) => c.json({ status: 'unavailable' }, 503, scopeHeaders(c.get('requestId'))));
  addPublicPages(router, pages);

  async function waitForWhole(c: HttpContext): Promise<Response> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), waitMilliseconds);
    });
    const started = await Promise.race([startedOrNot, late]);
    clearTimeout(timer);
    return started === undefined ? problemResponse(starting, c.get('requestId')) : started.fetch(c.req.raw, c.env);
  }
  router.notFound(waitForWhole);
  // Such as the demo page, for which there may be a key later.
  router.onError((_error, c) => waitForWhole(c));
  return router;
}

const starting = new AppError('SERVICE_UNAVAILABLE', 'The server is starting. Try again in a few seconds.', { retryAfter: 2 });
