import type { LoggedEvent } from './answer-log.js';

/** The stream of a run's events; its entries are batches, each under the id of its last event. */
export const streamKey = (runId: string): string => `askwell:run:${runId}`;

/** Where each batch is also announced. */
export const runChannel = (runId: string): string => `askwell:run:${runId}:live`;

/** Where all nodes hear which run to stop. */
export const stopChannel = 'askwell:stop';

/** The entry by which another node ends a run: after every other, whatever a reader has seen and the dead node still writes. */
export const leftEntryId = '9999999999-0';

/** Events `last - data.length + 1` to `last`, as an entry of the stream and as a message. */
export interface Batch {
  last: number;
  data: string[];
  isEnd: boolean;
  /** The end that another node wrote. Readers of the dead one may have seen later events, so for them it counts on from there. */
  isLeft?: boolean;
}

export function toBatch(fields: readonly string[]): Batch {
  return JSON.parse(fieldOf(fields, 'batch') ?? '') as Batch;
}

export function fieldOf(fields: readonly string[], name: string): string | undefined {
  for (let index = 0; index + 1 < fields.length; index += 2) if (fields[index] === name) return fields[index + 1];
  return undefined;
}

export function eventsOf({ last, data }: Batch): LoggedEvent[] {
  return data.map((text, index) => ({ id: last - data.length + 1 + index, data: text }));
}
