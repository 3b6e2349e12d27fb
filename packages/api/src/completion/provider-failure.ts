import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import type { ErrorCode } from '@askwell/contract';
import { AppError } from '../errors.js';

interface FailureKind {
  code: ErrorCode;
  /** Requests to one provider at most, the first included. */
  tries: number;
  /** Whether it says that the provider is unwell, for the circuit breaker. */
  isOutage: boolean;
}

const hopeless: FailureKind = { code: 'ASSISTANT_UNAVAILABLE', tries: 1, isOutage: false };

const kinds = {
  'key-refused': hopeless,
  forbidden: hopeless,
  'model-unknown': hopeless,
  'no-quota': hopeless,
  'request-refused': hopeless,
  'context-too-long': hopeless,
  redirected: hopeless,
  'rate-limited': { code: 'PROVIDER_RATE_LIMITED', tries: 3, isOutage: false },
  'server-error': { code: 'PROVIDER_UNAVAILABLE', tries: 3, isOutage: true },
  connection: { code: 'PROVIDER_UNAVAILABLE', tries: 3, isOutage: true },
  timeout: { code: 'PROVIDER_TIMEOUT', tries: 2, isOutage: true },
  'bad-response': { code: 'PROVIDER_BAD_RESPONSE', tries: 3, isOutage: true },
  empty: { code: 'PROVIDER_BAD_RESPONSE', tries: 2, isOutage: false },
  'circuit-open': { code: 'PROVIDER_UNAVAILABLE', tries: 1, isOutage: false },
} as const satisfies Record<string, FailureKind>;

export type FailureReason = keyof typeof kinds;

/** What went wrong upstream, in our own words: the upstream error itself may hold keys and is dropped here. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure';
  readonly reason: FailureReason;
  readonly status: number | undefined;
  /** Milliseconds that the provider asked to wait. */
  readonly retryAfter: number | undefined;

  constructor(reason: FailureReason, details: { status?: number | undefined; retryAfter?: number | undefined } = {}) {
    super(details.status === undefined ? reason : `${reason} (${details.status})`);
    this.reason = reason;
    this.status = details.status;
    this.retryAfter = details.retryAfter;
  }

  get kind(): FailureKind {
    return kinds[this.reason];
  }
}

const details: Partial<Record<ErrorCode, string>> = {
  ASSISTANT_UNAVAILABLE: 'The assistant is not available. The owner of this site has been told.',
  PROVIDER_TIMEOUT: 'The language model took too long. Try again.',
  PROVIDER_RATE_LIMITED: 'The language model is busy. Try again in a moment.',
  PROVIDER_BAD_RESPONSE: 'The language model gave no usable answer. Try again.',
};

/** The failure as callers may see it. */
export function toCallerError(failure: ProviderFailure): AppError {
  const { code } = failure.kind;
  const detail = details[code] ?? 'The language model is not available. Try again in a moment.';
  const { retryAfter } = failure;
  return new AppError(code, detail, {
    cause: failure,
    ...(retryAfter === undefined ? {} : { retryAfter: Math.ceil(retryAfter / 1000) }),
  });
}

export function toProviderFailure(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  if (error instanceof APIConnectionTimeoutError) return new ProviderFailure('timeout');
  if (!(error instanceof APIError) || error instanceof APIConnectionError) return new ProviderFailure('connection');
  const { status } = error as { status: number | undefined };
  return new ProviderFailure(reasonOf(error, status), { status, retryAfter: retryAfter(error.headers) });
}

function reasonOf(error: APIError, status: number | undefined): FailureReason {
  if (status === undefined) return 'connection';
  if (error.code === 'insufficient_quota' || status === 402) return 'no-quota';
  if (status >= 500 || status === 408) return 'server-error';
  if (status === 429) return 'rate-limited';
  if (status === 401) return 'key-refused';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'model-unknown';
  if (status < 400) return 'redirected';
  const isTooLong =
    error.code === 'context_length_exceeded' || /context (?:length|window)|prompt is too long/i.test(error.message);
  return isTooLong || status === 413 ? 'context-too-long' : 'request-refused';
}

function retryAfter(headers: Headers | undefined): number | undefined {
  const header = headers?.get('retry-after');
  if (header === undefined || header === null || header === '') return undefined;
  const seconds = Number(header);
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}
