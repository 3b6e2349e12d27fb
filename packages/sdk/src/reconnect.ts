import type { Clock } from './clock.js';
import { AskwellError } from './errors.js';
import { isOnline, isVisible, pause, retryDelay, unreachableDelay } from './retry-delay.js';

/** True where another connection would fail like this one. A proxy's page in place of an answer may be gone next time. */
export function isLasting(error: unknown): boolean {
  return AskwellError.isInstance(error) && !error.retryable && (error.code !== 'BAD_RESPONSE' || error.status === undefined);
}

export interface ReconnectOptions {
  /** Connections lost in a row. */
  failures: number;
  cause: unknown;
  /** Milliseconds that the stream asked for. */
  retry: number | undefined;
  /** Whether a page that nobody looks at may wait until somebody does. */
  canWait: boolean;
  clock: Clock;
  signal: AbortSignal;
}

/** Waits before the next connection: with jitter, no less than the server asked for, and until the device has a network. */
export function waitToReconnect({ failures, cause, retry, canWait, clock, signal }: ReconnectOptions): Promise<void> {
  const floor = AskwellError.isInstance(cause) ? (cause.retryAfter ?? 0) * 1000 : (retry ?? 0);
  const isReachable = isOnline() && (!canWait || isVisible());
  return pause(isReachable ? retryDelay(failures, floor) : unreachableDelay, clock, signal);
}
