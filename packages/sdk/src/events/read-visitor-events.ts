import { isVisitorEvent, type VisitorEvent } from '@askwell/contract';
import type { Clock } from '../clock.js';
import { createEventParser } from '../event-stream.js';
import { readEvents } from '../read-events.js';
import { isLasting, waitToReconnect } from '../reconnect.js';

export interface VisitorEventReader {
  onEvent(event: VisitorEvent): void;
  /** From here to the next `ready` something may be missed. */
  onGap(): void;
}

export interface VisitorEventConnection {
  open(signal: AbortSignal): Promise<Response>;
  clock: Clock;
  /** Milliseconds of silence after which the connection is replaced. */
  idleTimeout: number;
  signal: AbortSignal;
}

/** A connection that held for so long ends the count of failures. */
const steadyMilliseconds = 10_000;

/** Reads over as many connections as it takes, until the signal or the server ends it. Rejects where the server refuses for good. */
export async function readVisitorEvents(connection: VisitorEventConnection, reader: VisitorEventReader): Promise<void> {
  const { open, clock, idleTimeout, signal } = connection;
  let failures = 0;
  try {
    for (;;) {
      const parser = createEventParser();
      const began = clock.now();
      let cause: unknown;
      try {
        const { body } = await open(signal);
        if (body !== null) {
          for await (const { data } of readEvents(body, { parser, clock, signal, idleTimeout })) {
            if (data === '[DONE]') return;
            const event: unknown = JSON.parse(data);
            if (isVisitorEvent(event)) reader.onEvent(event);
          }
        }
      } catch (error) {
        if (isLasting(error)) throw error;
        cause = error;
      }
      reader.onGap();
      failures = clock.now() - began < steadyMilliseconds ? failures + 1 : 1;
      await waitToReconnect({ failures, cause, retry: parser.retry, canWait: true, clock, signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
