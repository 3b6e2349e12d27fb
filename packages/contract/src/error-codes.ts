/** Every `code` of a problem+json answer or a `data-error` part. A shipped code is never renamed. */
export const errorCodes = [
  'INVALID_REQUEST',
  'INVALID_JSON',
  'UNSUPPORTED_MEDIA_TYPE',
  'METHOD_NOT_ALLOWED',
  'PAYLOAD_TOO_LARGE',
  'REQUEST_TIMEOUT',
  'UNAUTHENTICATED',
  'TOKEN_EXPIRED',
  'IDENTITY_REQUIRED',
  'IDENTITY_INVALID',
  'FORBIDDEN',
  'ORIGIN_NOT_ALLOWED',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMITED',
  'BUDGET_EXCEEDED',
  'UNSUPPORTED_FILE_TYPE',
  'FILE_ENCRYPTED',
  'FILE_UNREADABLE',
  'FILE_TOO_LARGE',
  'FILE_TOO_COMPLEX',
  'NO_TEXT',
  'URL_REFUSED',
  'URL_UNREACHABLE',
  'URL_BAD_STATUS',
  'PROVIDER_UNAVAILABLE',
  'PROVIDER_TIMEOUT',
  'PROVIDER_RATE_LIMITED',
  'PROVIDER_BAD_RESPONSE',
  'PROVIDER_INTERRUPTED',
  'ASSISTANT_UNAVAILABLE',
  'ANSWER_INTERRUPTED',
  'SERVICE_UNAVAILABLE',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** RFC 9457 body of every failed call, `application/problem+json`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  /** What happened and what to do next, for a person. */
  detail: string;
  code: ErrorCode;
  requestId: string;
  /** Only for `INVALID_REQUEST`: one entry per wrong field, `path` like `documents.0.title`. */
  errors?: { path: string; message: string }[];
}
