import type { ErrorCode } from '@askwell/contract';

/** The HTTP status and title of each code. */
export const problemKinds = {
  INVALID_REQUEST: [422, 'The request is not valid'],
  INVALID_JSON: [400, 'The body is not valid JSON'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'The content type is not supported'],
  METHOD_NOT_ALLOWED: [405, 'The method is not allowed here'],
  PAYLOAD_TOO_LARGE: [413, 'The body is too large'],
  REQUEST_TIMEOUT: [408, 'The request took too long'],
  UNAUTHENTICATED: [401, 'Credentials are missing or wrong'],
  TOKEN_EXPIRED: [401, 'The token has expired'],
  IDENTITY_REQUIRED: [401, 'The visitor must be identified'],
  IDENTITY_INVALID: [401, 'The identity token is not valid'],
  FORBIDDEN: [403, 'These credentials do not allow this'],
  ORIGIN_NOT_ALLOWED: [403, 'This origin is not allowed'],
  NOT_FOUND: [404, 'Not found'],
  CONFLICT: [409, 'The request conflicts with what is stored'],
  RATE_LIMITED: [429, 'Too many requests'],
  BUDGET_EXCEEDED: [429, 'The budget is used up'],
  UNSUPPORTED_FILE_TYPE: [415, 'The file type is not supported'],
  FILE_ENCRYPTED: [422, 'The file is encrypted'],
  FILE_UNREADABLE: [422, 'The file cannot be read'],
  FILE_TOO_LARGE: [413, 'The file is too large'],
  FILE_TOO_COMPLEX: [422, 'The file is too complex'],
  NO_TEXT: [422, 'There is no text in it'],
  URL_REFUSED: [422, 'The address is refused'],
  URL_UNREACHABLE: [422, 'The address cannot be reached'],
  URL_BAD_STATUS: [422, 'The address answers with an error'],
  PROVIDER_UNAVAILABLE: [503, 'The language model is not available'],
  PROVIDER_TIMEOUT: [504, 'The language model took too long'],
  PROVIDER_RATE_LIMITED: [503, 'The language model is busy'],
  PROVIDER_BAD_RESPONSE: [502, 'The language model answered nonsense'],
  PROVIDER_INTERRUPTED: [502, 'The answer broke off'],
  ASSISTANT_UNAVAILABLE: [503, 'The assistant is not available'],
  ANSWER_INTERRUPTED: [503, 'The answer broke off'],
  SERVICE_UNAVAILABLE: [503, 'The service is not available'],
  INTERNAL: [500, 'Something went wrong'],
} as const satisfies Record<ErrorCode, readonly [number, string]>;

const retryableCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'REQUEST_TIMEOUT',
  'RATE_LIMITED',
  'PROVIDER_UNAVAILABLE',
  'PROVIDER_TIMEOUT',
  'PROVIDER_RATE_LIMITED',
  'PROVIDER_BAD_RESPONSE',
  'PROVIDER_INTERRUPTED',
  'ANSWER_INTERRUPTED',
  'SERVICE_UNAVAILABLE',
  'INTERNAL',
]);

export interface FieldError {
  path: string;
  message: string;
}

/** A failure whose `detail` is written for the caller. Whatever else is thrown becomes `INTERNAL`. */
export class AppError extends Error {
  override readonly name: string = 'AppError';
  readonly code: ErrorCode;
  readonly fields: FieldError[] | undefined;
  /** Whole seconds. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, detail: string, options: { cause?: unknown; fields?: FieldError[]; retryAfter?: number } = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.fields = options.fields;
    this.retryAfter = options.retryAfter;
  }

  get status(): number {
    return problemKinds[this.code][0];
  }

  get retryable(): boolean {
    return retryableCodes.has(this.code);
  }
}

/** The one answer for an unknown id and for another tenant's. */
export class NotFoundError extends AppError {
  override readonly name = 'NotFoundError';

  constructor(what: string) {
    super('NOT_FOUND', `There is no such ${what}. Check the id, and that the key belongs to the same tenant.`);
  }
}
