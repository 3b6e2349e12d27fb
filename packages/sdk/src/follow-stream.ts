import type { Clock } from './clock.js';
import { AskwellConnectionError } from './errors.js';
import { createEventParser } from './event-stream.js';
import { readEvents } from './read-events.js';
import { isLasting, waitToReconnect } from './reconnect.js';

export interface FollowedStream {
  open(signal: AbortSignal): Promise<Response>;
  clock: Clock;
  /** Milliseconds of silence after which the connection is replaced. */
  idleTimeout: number;
  signal: AbortSignal;
  /** Connections lost in a row, after which it gives up. @default never */
  maxReconnects?: number;
  /** Whether a page that nobody looks at may wait until somebody does. */
  canWait: boolean;
  /** A connection was lost. */
  onGap?(): void;
}

/** A connection that held for so long ends the count of failures. */
const steadyMilliseconds = 10_000;

/**
 * What a stream says that tells the state anew on each connection, over as many connections as it takes, until the server ends it.
 * Throws where the server refuses for good, and where the signal ends it.
 */
export async function* followStream(stream: FollowedStream): AsyncGenerator {
  const { open, clock, idleTimeout, signal, canWait, maxReconnects = Infinity, onGap } = stream;
  for (let failures = 0; ;) {
    const parser = createEventParser();
    const began = clock.now();
    let cause: unknown;
    try {
      const { body } = await open(signal);
      if (body !== null) {
        for await (const { data } of readEvents(body, { parser, clock, signal, idleTimeout })) {
          if (data === '[DONE]') return;
          yield JSON.parse(data) as unknown;
        }
      }
    } catch (error) {
      if (isLasting(error)) throw error;
      cause = error;
    }
    onGap?.();
    failures = clock.now() - began < steadyMilliseconds ? failures + 1 : 1;
    if (failures > maxReconnects) throw new AskwellConnectionError('The connection was lost. Try again.', cause);
    await waitToReconnect({ failures, cause, retry: parser.retry, canWait, clock, signal });
  }
}
