import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context as HonoContext } from 'hono';
import type { Context, VisitorContext } from '../context.js';
import { AppError } from '../errors.js';

export interface HttpVariables {
  requestId: string;
  /** The caller's address, an IPv6 one cut to its network. */
  address: string;
  /** Set by `requireSecretKey`. */
  secret: Context;
  /** Set by `requireVisitor`. */
  visitor: VisitorContext;
  /** When the visitor's token ends, in milliseconds. Set by `requireVisitor`. */
  tokenExpiresAt: number;
}

export interface HttpEnv {
  Variables: HttpVariables;
}

export type Router = OpenAPIHono<HttpEnv>;
export type HttpContext = HonoContext<HttpEnv>;

/** A router whose validation failures become problems. */
export function createRouter(): Router {
  return new OpenAPIHono<HttpEnv>({
    defaultHook(result) {
      if (result.success) return;
      const fields = result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
      const first = fields[0];
      const detail =
        first === undefined ? 'Check the request.' : `${first.path === '' ? 'The request' : first.path}: ${first.message}`;
      throw new AppError('INVALID_REQUEST', detail, { fields });
    },
  });
}
