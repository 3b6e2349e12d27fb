import type { Clock } from './clock.js';
import { AskwellAbortError } from './errors.js';
import type { EventParser, ServerSentEvent } from './event-stream.js';

export interface ReadOptions {
  parser: EventParser;
  clock: Clock;
  signal: AbortSignal;
  /** Milliseconds of silence after which the connection counts as broken; the server's heartbeat is 15 s. */
  idleTimeout: number;
}

/** The events of a body until it ends, or falls silent. Leaving the loop closes the connection. */
export async function* readEvents(body: ReadableStream<Uint8Array>, options: ReadOptions): AsyncGenerator<ServerSentEvent> {
  const { parser, clock, signal, idleTimeout } = options;
  const reader = body.getReader();
  // cancel() of a stream that already failed rejects with that failure, which read() has reported
  const close = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', close);
  try {
    for (;;) {
      if (signal.aborted) throw new AskwellAbortError(undefined, signal.reason);
      const timer = clock.setTimeout(close, idleTimeout);
      const { done, value } = await reader.read().finally(() => clock.clearTimeout(timer));
      if (signal.aborted) throw new AskwellAbortError(undefined, signal.reason);
      if (done) return;
      yield* parser.push(value);
    }
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}
