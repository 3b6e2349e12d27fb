/** A signal that fires with the caller's, or when nothing has come for too long. */
export interface Watchdog {
  signal: AbortSignal;
  reset(milliseconds: number): void;
  isLate(): boolean;
  /** Fires the signal, and lets go of the caller's. */
  end(): void;
}

/** Given as the reason, so that no error with its stack is made for each request. */
const ended = new Error('The request is over');

export function createWatchdog(outer: AbortSignal, milliseconds: number): Watchdog {
  const controller = new AbortController();
  const abortWithOuter = (): void => controller.abort(outer.reason);
  outer.addEventListener('abort', abortWithOuter, { once: true });
  if (outer.aborted) abortWithOuter();
  let isLate = false;
  const bark = (): void => {
    isLate = true;
    controller.abort();
  };
  let timer = setTimeout(bark, milliseconds);
  return {
    signal: controller.signal,
    reset(next) {
      clearTimeout(timer);
      timer = setTimeout(bark, next);
    },
    isLate: () => isLate,
    end() {
      clearTimeout(timer);
      outer.removeEventListener('abort', abortWithOuter);
      controller.abort(ended);
    },
  };
}
