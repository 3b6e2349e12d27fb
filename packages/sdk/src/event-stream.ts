import { getLines, getMessages } from '@microsoft/fetch-event-source/lib/esm/parse.js';

export interface ServerSentEvent {
  type: string;
  data: string;
  /** The id that this event itself carries, null where it has none. */
  id: string | null;
  /** The stream's last event id at this event. */
  lastEventId: string;
}

export interface EventParser {
  /** Takes the next bytes and gives the events they complete. */
  push(bytes: Uint8Array): ServerSentEvent[];
  /** The id to resume after: of the last complete block. */
  readonly lastEventId: string;
  /** Milliseconds that the server asked for between connections. */
  readonly retry: number | undefined;
}

const space = 0x20;
const byteOrderMark = [0xef, 0xbb, 0xbf];
const sentinel = '=';
const known = new Set(['data', 'event', 'id', 'retry']);
const ascii = new TextDecoder();
const encoder = new TextEncoder();

/**
 * The parser of `@microsoft/fetch-event-source`, corrected to the WHATWG standard: a byte order mark only at the very start, field
 * names without a colon, empty data lines, ids that hold until replaced and count only with their blank line, no event without data.
 *
 * Each line reaches it as `field:=value`. The mark keeps an empty first data line from being lost, and its TextDecoder, which
 * drops a byte order mark at the head of every value, from finding one there.
 */
export function createEventParser(): EventParser {
  let events: ServerSentEvent[] = [];
  let idOfBlock = '';
  let lastEventId = '';
  let retry: number | undefined;

  const onLine = getMessages(
    (id) => {
      idOfBlock = id.slice(1);
    },
    () => undefined,
    (message) => {
      lastEventId = idOfBlock;
      if (message.data === '') return;
      events.push({
        type: message.event.slice(1) || 'message',
        data: message.data.slice(1).replaceAll(`\n${sentinel}`, '\n'),
        id: message.id === '' ? null : message.id.slice(1),
        lastEventId,
      });
    },
  );
  let first = true;
  const onBytes = getLines((bytes, colon) => {
    const skipped = first && byteOrderMark.every((byte, index) => bytes[index] === byte) ? 3 : 0;
    first = false;
    const line = bytes.subarray(skipped);
    const length = colon === -1 ? line.length : colon - skipped;
    if (line.length === 0) return onLine(line, length);
    if (length < 2 || length > 5) return undefined;
    const field = ascii.decode(line.subarray(0, length));
    // the decoder drops a byte order mark, so the length is compared too
    if (field.length !== length || !known.has(field)) return undefined;
    const value = line.subarray(line[length + 1] === space ? length + 2 : length + 1);
    if (field === 'retry') {
      const digits = ascii.decode(value);
      if (/^\d+$/.test(digits)) retry = Number(digits);
      return undefined;
    }
    if (field === 'id' && value.includes(0)) return undefined;
    return onLine(mark(field, value), length);
  });

  return {
    push(bytes) {
      onBytes(bytes);
      const complete = events;
      events = [];
      return complete;
    },
    get lastEventId() {
      return lastEventId;
    },
    get retry() {
      return retry;
    },
  };
}

function mark(field: string, value: Uint8Array): Uint8Array {
  const head = encoder.encode(`${field}:${sentinel}`);
  const line = new Uint8Array(head.length + value.length);
  line.set(head);
  line.set(value, head.length);
  return line;
}
