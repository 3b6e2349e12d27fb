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

/** How long to wait for a network that the device says is gone, or for somebody to look; either ends the wait. */
export const unreachableDelay = 60_000;

/** False only where the device says so itself. */
export function isOnline(): boolean {
  return (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine !== false;
}

/** False only for a page in the background. */
export function isVisible(): boolean {
  return (globalThis as { document?: { visibilityState?: string } }).document?.visibilityState !== 'hidden';
}

const wakers = ['online', 'visibilitychange'];

/** Waits, or less long when the network comes back or the page is looked at meanwhile. */
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
      if (listening) for (const name of wakers) globalThis.removeEventListener(name, look);
      settle();
    };
    const wake = (): void => end(resolve);
    const look = (): void => {
      if (isOnline() && isVisible()) wake();
    };
    const abort = (): void => end(() => reject(new AskwellAbortError(undefined, signal?.reason)));
    const timer = clock.setTimeout(wake, milliseconds);
    signal?.addEventListener('abort', abort);
    if (listening) for (const name of wakers) globalThis.addEventListener(name, look);
  });
}
