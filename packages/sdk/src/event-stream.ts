import { getLines } from '@microsoft/fetch-event-source/lib/esm/parse.js';

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

/**
 * The line reader of `@microsoft/fetch-event-source`, and events as the WHATWG standard has them. That package's own `getMessages`
 * drops a byte order mark at the head of every value and an empty first data line, forgets the id with each event, reads a field
 * without a colon as none, and gives events without data.
 */
export function createEventParser(): EventParser {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let events: ServerSentEvent[] = [];
  let isFirst = true;
  let data: string | undefined;
  let type = '';
  let id: string | null = null;
  let idOfBlock = '';
  let lastEventId = '';
  let retry: number | undefined;

  const endBlock = (): void => {
    lastEventId = idOfBlock;
    if (data !== undefined) events.push({ type: type || 'message', data, id, lastEventId });
    data = undefined;
    type = '';
    id = null;
  };
  const onBytes = getLines((bytes) => {
    const decoded = decoder.decode(bytes);
    const line = isFirst ? decoded.replace(/^\uFEFF/, '') : decoded;
    isFirst = false;
    if (line === '') return endBlock();
    const [field] = line.split(':', 1);
    const value = line.slice((field?.length ?? 0) + 1).replace(/^ /, '');
    if (field === 'data') data = data === undefined ? value : `${data}\n${value}`;
    else if (field === 'event') type = value;
    else if (field === 'id' && !value.includes('\0')) idOfBlock = id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) retry = Number(value);
    return undefined;
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
