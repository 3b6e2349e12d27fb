import type { ErrorCode, Problem } from '@askwell/contract';

/** `code` of an error that the server did not name: the SDK found it on this side of the wire. */
export type ClientErrorCode = 'NETWORK' | 'TIMEOUT' | 'ABORTED' | 'BAD_RESPONSE' | 'CONFIGURATION';

export interface AskwellErrorDetails {
  code: ErrorCode | ClientErrorCode;
  status?: number | undefined;
  requestId?: string | undefined;
  retryable?: boolean | undefined;
  retryAfter?: number | undefined;
  cause?: unknown;
}

const brand = Symbol.for('askwell.error');

/** The root of every error the SDK throws. */
export class AskwellError extends Error {
  override name = 'AskwellError';
  declare readonly code: ErrorCode | ClientErrorCode;
  /** HTTP status, where an answer came at all. */
  declare readonly status: number | undefined;
  /** Names the request in the server's log. */
  declare readonly requestId: string | undefined;
  /** True where the same call can succeed later, unchanged. */
  declare readonly retryable: boolean;
  /** Whole seconds to wait before trying again, where the server said so. */
  declare readonly retryAfter: number | undefined;

  constructor(message: string, details: AskwellErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    const { code, status, requestId, retryable = false, retryAfter } = details;
    Object.assign(this, { code, status, requestId, retryable, retryAfter });
    Object.defineProperty(this, brand, { value: true });
  }

  /** True for an error of any copy of this package; `instanceof` fails between two copies. */
  static isInstance(value: unknown): value is AskwellError {
    return value instanceof Error && (value as { [brand]?: unknown })[brand] === true;
  }
}

/** No answer came, or a stream broke and could not be resumed. */
export class AskwellConnectionError extends AskwellError {
  override name = 'AskwellConnectionError';
  constructor(message: string, cause?: unknown) {
    super(message, { code: 'NETWORK', retryable: true, cause });
  }
}

/** No answer came in time. */
export class AskwellTimeoutError extends AskwellError {
  override name = 'AskwellTimeoutError';
  constructor(message: string) {
    super(message, { code: 'TIMEOUT', retryable: true });
  }
}

/** The caller aborted the call, or left the stream that it asks for. */
export class AskwellAbortError extends AskwellError {
  override name = 'AskwellAbortError';
  constructor(message = 'The call was aborted by its signal.', cause?: unknown) {
    super(message, { code: 'ABORTED', cause });
  }
}

/** The server refused the call and said why; `problem` is its answer (RFC 9457). */
export class AskwellProblemError extends AskwellError {
  override name = 'AskwellProblemError';
  declare readonly problem: Problem;
  constructor(problem: Problem, details: { status: number; retryAfter?: number | undefined }) {
    super(problem.detail, {
      code: problem.code,
      status: details.status,
      requestId: problem.requestId,
      retryable: isRetryableStatus(details.status),
      retryAfter: details.retryAfter,
    });
    this.problem = problem;
  }
}

/** Something else than Askwell answered, most often a proxy's HTML page. */
export class AskwellResponseError extends AskwellError {
  override name = 'AskwellResponseError';
  constructor(message: string, details: Omit<AskwellErrorDetails, 'code' | 'retryable'> = {}) {
    super(message, {
      ...details,
      code: 'BAD_RESPONSE',
      retryable: details.status !== undefined && isRetryableStatus(details.status),
    });
  }
}

/** The answer began and then failed; `text` is what had arrived. */
export class AskwellAnswerError extends AskwellError {
  override name = 'AskwellAnswerError';
  declare readonly text: string;
  constructor(message: string, details: AskwellErrorDetails & { text: string }) {
    super(message, details);
    this.text = details.text;
  }
}

/** The client was created with options that cannot work. */
export class AskwellConfigurationError extends AskwellError {
  override name = 'AskwellConfigurationError';
  constructor(message: string) {
    super(message, { code: 'CONFIGURATION' });
  }
}

function isRetryableStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}
