import type { Deps } from '../deps.js';
import { AppError } from '../errors.js';
import { visitorCors } from './middleware/cors.js';
import { requestScope } from './middleware/request-scope.js';
import { addOpenApi } from './openapi.js';
import { problemResponse, toAppError } from './problem.js';
import { createRouter, type Router } from './router.js';
import { addApiReference } from './routes/api-reference.js';
import { addConfigSchema } from './routes/config-schema.js';
import { addDocsPages } from './routes/docs-pages.js';
import { addEmbedPages } from './routes/embed-pages.js';
import { addHealth } from './routes/health.js';
import { addRoutes } from './routes/index.js';
import { addPublicPages, type PublicPagesOptions } from './routes/public-pages.js';
import { createSseWriter } from './sse-writer.js';

export interface HttpOptions extends PublicPagesOptions {
  platformKey: string;
  docsDir: string | undefined;
  /** How many proxies in front add to X-Forwarded-For. */
  trustedProxies: number;
  isReady: () => Promise<boolean>;
  heartbeatMilliseconds: number;
}

export interface HttpApp {
  router: Router;
  close(): void;
}

const visitorPaths = [
  '/v1/events',
  '/v1/widget-config',
  '/v1/sessions',
  '/v1/conversations',
  '/v1/conversations/*',
  '/v1/runs/*',
  '/v1/messages/*',
  '/v1/attachments/*',
  '/v1/visitors/me',
  '/v1/visitors/me/*',
];

/** All routes on one router; no socket yet, so tests call `router.request()`. */
export function createHttpApp(deps: Deps, options: HttpOptions): HttpApp {
  const router = createRouter();
  const sse = createSseWriter({ clock: deps.clock, metrics: deps.metrics, heartbeatMilliseconds: options.heartbeatMilliseconds });
  const parts = { deps, sse, platformKey: options.platformKey };

  router.use(requestScope(deps, { trustedProxies: options.trustedProxies }));
  for (const path of visitorPaths) router.use(path, visitorCors());
  addHealth(router, parts, { isReady: options.isReady });
  addRoutes(router, parts);
  addOpenApi(router);
  addApiReference(router);
  addConfigSchema(router);
  if (options.docsDir !== undefined) addDocsPages(router, options.docsDir);
  addPublicPages(router, options);
  addEmbedPages(router, parts, options.files);

  router.notFound((c) => {
    const allowed = methodsOf(router, c.req.path);
    if (allowed.length === 0) return problemResponse(noRoute, c.get('requestId'));
    const response = problemResponse(new AppError('METHOD_NOT_ALLOWED', `Use ${allowed.join(' or ')} here.`), c.get('requestId'));
    response.headers.set('allow', allowed.join(', '));
    return response;
  });
  router.onError((error, c) => {
    const failure = toAppError(error);
    const requestId = c.get('requestId');
    if (failure.status >= 500)
      deps.logger.error({ err: failure.cause ?? failure, requestId, code: failure.code }, 'a request failed');
    const response = problemResponse(failure, requestId);
    // Headers that middleware has set, such as CORS and RateLimit, hold for failures too.
    for (const [name, value] of c.res.headers) if (!response.headers.has(name)) response.headers.set(name, value);
    return response;
  });
  return { router, close: sse.close };
}

const noRoute = new AppError('NOT_FOUND', 'There is nothing at this address. The calls are listed at /docs/api.');

/** The methods that would have matched this path. */
function methodsOf(router: Router, path: string): string[] {
  const methods = router.routes
    .filter((route) => route.method !== 'ALL' && !route.path.includes('*') && matches(route.path, path))
    .map((route) => route.method);
  return [...new Set(methods)];
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith(':') || part === given[index]);
}
