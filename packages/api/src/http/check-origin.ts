import type { Assistant } from '@askwell/contract';
import { AppError } from '../errors.js';
import { isOriginAllowed } from '../tenancy/index.js';
import type { HttpContext } from './router.js';

/** @throws AppError ORIGIN_NOT_ALLOWED, whose detail names the fix */
export function checkOrigin(c: HttpContext, assistant: Assistant): void {
  const origin = c.req.header('origin');
  if (origin === undefined) {
    // Browsers leave Origin out of same-origin GETs and say so in this header, which scripts cannot set.
    if (assistant.allowMissingOrigin || c.req.header('sec-fetch-site') === 'same-origin') return;
    throw new AppError(
      'ORIGIN_NOT_ALLOWED',
      'The request has no Origin header. Publishable keys work in browsers; a server should use the secret key, ' +
        'and for a native app set allowMissingOrigin on the assistant.',
    );
  }
  if (isOwnOrigin(c, origin) || isOriginAllowed(assistant.allowedOrigins, origin)) return;
  const shown = JSON.stringify(origin.slice(0, 200));
  throw new AppError(
    'ORIGIN_NOT_ALLOWED',
    `The origin ${shown} is not allowed. Add it to allowedOrigins: PATCH /v1/assistants/${assistant.id}.`,
  );
}

function isOwnOrigin(c: HttpContext, origin: string): boolean {
  return URL.canParse(origin) && /^https?:$/.test(new URL(origin).protocol) && new URL(origin).host === c.req.header('host');
}
