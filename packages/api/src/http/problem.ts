import type { Problem } from '@askwell/contract';
import { HTTPException } from 'hono/http-exception';
import { AppError, problemKinds } from '../errors.js';

/** Turns whatever was thrown into an AppError; what is not written for callers becomes INTERNAL or SERVICE_UNAVAILABLE. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException && error.status === 400) {
    return new AppError('INVALID_JSON', 'The body is not valid JSON. Check quotes, commas and the encoding (UTF-8).', {
      cause: error,
    });
  }
  if (error instanceof HTTPException && error.status === 408) {
    return new AppError('REQUEST_TIMEOUT', 'The request took too long. Try again.', { cause: error });
  }
  if (isConnectionFailure(error)) {
    return new AppError('SERVICE_UNAVAILABLE', 'The service is not available right now. Try again in a few seconds.', {
      cause: error,
      retryAfter: 2,
    });
  }
  return new AppError('INTERNAL', 'Something went wrong on our side. Try again; if it stays, report the requestId.', {
    cause: error,
  });
}

export function problemResponse(error: AppError, requestId: string): Response {
  const [status, title] = problemKinds[error.code];
  const body: Problem = {
    type: `urn:askwell:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    requestId,
    ...(error.fields === undefined ? {} : { errors: error.fields }),
  };
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (error.retryAfter !== undefined) headers.set('retry-after', String(error.retryAfter));
  return new Response(JSON.stringify(body), { status, headers });
}

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

function isConnectionFailure(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 4; cause = cause.cause, depth++) {
    if ('code' in cause && typeof cause.code === 'string' && connectionCodes.has(cause.code)) return true;
  }
  return false;
}
