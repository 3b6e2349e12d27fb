import type { MiddlewareHandler } from 'hono';
import type { AppError } from '../errors.js';
import { toAppError } from './problem.js';
import type { HttpEnv } from './router.js';
import type { OpenAiError } from './schemas/chat-completions.js';

/** Turns the problems of a route into OpenAI's errors, so that its clients throw the errors that they document. */
export function openAiErrors(): MiddlewareHandler<HttpEnv> {
  return async function openAiErrors(c, next) {
    await next();
    if (c.error === undefined) return;
    const failure = toAppError(c.error);
    c.res = Response.json(toOpenAiError(failure), {
      status: failure.code === 'INVALID_REQUEST' ? 400 : failure.status,
      headers: c.res.headers.has('retry-after') ? { 'retry-after': c.res.headers.get('retry-after') ?? '' } : {},
    });
  };
}

/** Where OpenAI has a code of its own for the failure, that; else the code that problems carry. */
export function toOpenAiError(failure: AppError): OpenAiError {
  const { message, code, status } = failure;
  switch (code) {
    case 'UNAUTHENTICATED':
      return { error: { message, type: 'invalid_request_error', param: null, code: 'invalid_api_key' } };
    case 'NOT_FOUND':
      return { error: { message, type: 'invalid_request_error', param: 'model', code: 'model_not_found' } };
    case 'RATE_LIMITED':
      return { error: { message, type: 'rate_limit_error', param: null, code: 'rate_limit_exceeded' } };
    default: {
      const type = status >= 500 ? 'server_error' : 'invalid_request_error';
      return { error: { message, type, param: failure.fields?.[0]?.path ?? null, code } };
    }
  }
}
