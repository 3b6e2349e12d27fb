import { limits } from '@askwell/contract';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { timeout } from 'hono/timeout';
import { AppError } from '../../errors.js';
import type { HttpEnv } from '../router.js';

/** Accepts JSON bodies of at most `bytes`. */
export function jsonBody(bytes: number = limits.jsonBytes): MiddlewareHandler<HttpEnv>[] {
  return [requireMediaType(['application/json']), limitBytes(bytes)];
}

/** Accepts JSON or a multipart upload. */
export function jsonOrUploadBody(): MiddlewareHandler<HttpEnv>[] {
  return [requireMediaType(['application/json', 'multipart/form-data']), limitBytes(limits.uploadBytes + 64 * 1024)];
}

/** Accepts a multipart upload of a visitor's file. */
export function attachmentBody(): MiddlewareHandler<HttpEnv>[] {
  return [requireMediaType(['multipart/form-data']), limitBytes(limits.attachmentBytes + 64 * 1024)];
}

function requireMediaType(accepted: readonly string[]): MiddlewareHandler<HttpEnv> {
  return async function requireMediaType(c, next) {
    const mediaType = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (!accepted.includes(mediaType)) {
      throw new AppError('UNSUPPORTED_MEDIA_TYPE', `Send the body as ${accepted.join(' or ')}.`);
    }
    await next();
  };
}

/** A body up to so many times the limit is read to its end before it is refused. */
const discardedTimes = 5;

/** Most clients read an answer only once they have sent everything: closed before, the connection breaks and the error is lost. */
async function discardBody(request: Request): Promise<void> {
  const reader = request.body?.getReader();
  for (let chunk = await reader?.read(); chunk !== undefined && !chunk.done; chunk = await reader?.read());
}

function limitBytes(bytes: number): MiddlewareHandler<HttpEnv> {
  const refuse = (): never => {
    throw new AppError('PAYLOAD_TOO_LARGE', `The body may have at most ${Math.floor(bytes / 1024)} KB.`);
  };
  const countBytes = bodyLimit({ maxSize: bytes, onError: refuse });
  return async function limitBytes(c, next) {
    const length = c.req.header('content-length');
    // Counting needs the body as a stream, which is dear: only where the length is not told.
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return countBytes(c, next);
    if (Number(length) > bytes) {
      if (Number(length) <= discardedTimes * bytes) await discardBody(c.req.raw);
      refuse();
    }
    await next();
  };
}

/** For calls that answer at once; streams have their own rules. */
export function timeLimit(milliseconds = 30_000): MiddlewareHandler<HttpEnv> {
  return timeout(milliseconds, new HTTPException(408));
}
