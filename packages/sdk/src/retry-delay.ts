import { AskwellAbortError } from './errors.js';
import type { Clock } from './clock.js';

const firstDelay = 400;
const longestDelay = 10_000;

/**
 * Milliseconds to wait before attempt `attempt` (1, 2, 3 …): exponential with equal jitter, never below the server's floor.
 * @param floor Milliseconds from `Retry-After` or an SSE `retry:` field; held to a minute.
 */
export function retryDelay(attempt: number, floor = 0): number {
  const ceiling = Math.min(longestDelay, firstDelay * 2 ** (attempt - 1));
  return Math.max(Math.min(floor, 60_000), ceiling / 2 + (Math.random() * ceiling) / 2);
}

/** How long to wait for a network that the device says is gone; its return ends the wait. */
export const offlineDelay = 60_000;

/** False only where the device says so itself. */
export function isOnline(): boolean {
  return (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine !== false;
}

/** Waits, or less long when the network comes back meanwhile. */
export function pause(milliseconds: number, clock: Clock, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(new AskwellAbortError(undefined, signal.reason));
      return;
    }
    const listening = typeof globalThis.addEventListener === 'function';
    const end = (settle: () => void): void => {
      clock.clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      if (listening) globalThis.removeEventListener('online', wake);
      settle();
    };
    const wake = (): void => end(resolve);
    const abort = (): void => end(() => reject(new AskwellAbortError(undefined, signal?.reason)));
    const timer = clock.setTimeout(wake, milliseconds);
    signal?.addEventListener('abort', abort);
    if (listening) globalThis.addEventListener('online', wake);
  });
}
