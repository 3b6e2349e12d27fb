import type { Clock } from '../clock.js';
import { AskwellError } from '../errors.js';
import type { ChatFailure } from './chat-types.js';

/** What a chat shows of an error. */
export function toChatFailure(error: unknown, clock: Clock): ChatFailure {
  if (!AskwellError.isInstance(error)) return { code: 'INTERNAL', retryable: true };
  return {
    code: toCode(error),
    retryable: error.retryable,
    ...(error.retryAfter === undefined ? {} : { retryAt: clock.now() + error.retryAfter * 1000 }),
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
  };
}

function toCode({ code, retryable }: AskwellError): ChatFailure['code'] {
  switch (code) {
    case 'NETWORK':
    case 'TIMEOUT':
    case 'ABORTED':
      return 'NETWORK';
    case 'BAD_RESPONSE':
      return retryable ? 'SERVICE_UNAVAILABLE' : 'INTERNAL';
    case 'CONFIGURATION':
      return 'INTERNAL';
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the rest are the server's own codes
    default:
      return code;
  }
}
