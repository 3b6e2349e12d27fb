import { isRecord, isVisitorEvent, type VisitorEvent } from '@askwell/contract';

export interface VisitorEventReader {
  onEvent(event: VisitorEvent): void;
  /** From here to the next `ready` something may be missed. */
  onGap(): void;
}

export interface SharedEvents {
  visitorId: string;
  signal: AbortSignal;
  onEvent(event: VisitorEvent): void;
  /** Reads from the server until the signal ends it. */
  read(reader: VisitorEventReader): Promise<void>;
}

/** False where tabs cannot find one another: outside browsers, and in pages that are not served securely. */
export function canShare(): boolean {
  return (
    typeof BroadcastChannel === 'function' && (globalThis as { navigator?: Partial<Navigator> }).navigator?.locks !== undefined
  );
}

/**
 * One tab of a visitor reads from the server and tells the others: HTTP/1.1 allows a browser six connections to a host.
 * The tab that holds the lock reads. When it closes, the browser gives the lock to the next, whose `ready` goes to all.
 */
export async function shareVisitorEvents({ visitorId, signal, onEvent, read }: SharedEvents): Promise<void> {
  const name = `askwell:events:1:${visitorId}`;
  const self = crypto.randomUUID();
  const channel = new BroadcastChannel(name);
  let isReady = false;
  const tell = (message: { hello?: string; to?: string; event?: VisitorEvent }): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel's is its own
    channel.postMessage(message);
  };
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isRecord(data)) return;
    const { hello, to, event } = data;
    if (isReady && typeof hello === 'string') tell({ to: hello, event: { type: 'ready' } });
    if ((to === undefined || to === self) && isVisitorEvent(event)) onEvent(event);
  });
  tell({ hello: self });
  try {
    await navigator.locks.request(name, { signal }, () =>
      read({
        onEvent(event) {
          isReady = true;
          tell({ event });
          onEvent(event);
        },
        onGap() {
          isReady = false;
        },
      }),
    );
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    channel.close();
  }
}
