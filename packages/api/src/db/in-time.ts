import { setTimeout as sleep } from 'node:timers/promises';

/** The database did not answer in time. */
export class DatabaseLateError extends Error {
  override readonly name = 'DatabaseLateError';
  readonly code = 'CONNECT_TIMEOUT';
}

const answerMilliseconds = 10_000;

/** Waits for the database, and for a free connection, no longer than a request may wait. */
export async function inTime<T>(work: Promise<T>, milliseconds = answerMilliseconds): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new DatabaseLateError(`The database did not answer within ${milliseconds} ms`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const awayCodes = /^(ECONN|EPIPE$|ETIMEDOUT$|CONNECTION_|CONNECT_TIMEOUT$|57P0[123]$|53300$)/;
const pauseMilliseconds = 200;

/** The connection to the database broke, or there was none: what was asked for may have been done all the same. */
export function isAway(error: unknown): boolean {
  return error instanceof Error && 'code' in error && awayCodes.test(String(error.code));
}

/** Repeats a write that may be repeated while the database is away, such as during a restart. */
export async function untilBack<T>(work: () => Promise<T>, milliseconds = 8000): Promise<T> {
  const until = performance.now() + milliseconds;
  for (;;) {
    try {
      return await inTime(work(), Math.max(1000, until - performance.now()));
    } catch (error) {
      if (!isAway(error) || performance.now() > until) throw error;
      await sleep(pauseMilliseconds);
    }
  }
}
