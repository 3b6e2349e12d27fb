import { uiMessageStreamHeader, uiMessageStreamVersion } from '@askwell/contract';
import type { Clock } from '../deps.js';
import type { Metrics } from '../observability/index.js';
import type { HttpContext } from './router.js';
import { openSink, type SseSink } from './sse-sinks.js';

export interface SseReader {
  event(event: { id?: number; data: string }): void;
  /** Nothing follows: the stream says so, and ends. */
  end(): void;
  /** The stream ends without a word, so that the client asks again. */
  cut(): void;
}

/** Begins to read; `close` is called once, when the stream is over or its client has left. */
export type ReadStream = (reader: SseReader) => { close(): void };

export interface StreamOptions {
  headers?: Record<string, string>;
  /** Milliseconds of the clock after which the stream is cut, at the next heartbeat. */
  until?: number;
}

export interface SseWriter {
  /** A response that writes events until they end or the client leaves. */
  respond(c: HttpContext, read: ReadStream, options?: StreamOptions): Response;
  close(): void;
}

/** For the streams that the AI SDK's clients read. */
export const uiMessageStream = { [uiMessageStreamHeader]: uiMessageStreamVersion };

const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

const heartbeat = ': alive\n\n';
/** A reader this far behind is cut off; it resumes from its last event. */
const maxUnreadBytes = 8 * 1024 * 1024;
/** So is one that has read nothing, and has more than this to read, over that many heartbeats. */
const stuckBytes = 16 * 1024;
const maxStuckBeats = 4;

/** One timer keeps all streams alive: a timer of its own would hold each closed stream's memory until it fires. */
export function createSseWriter(options: { clock: Clock; metrics: Metrics; heartbeatMilliseconds: number }): SseWriter {
  const beats = new Set<() => void>();
  const timer = setInterval(() => {
    for (const beat of beats) beat();
  }, options.heartbeatMilliseconds).unref();

  function begin(sink: SseSink, read: ReadStream, until: number): () => void {
    let closeReading = (): void => {};
    let unsent = '';
    let isScheduled = false;
    let isOpen = true;
    let stuckBeats = 0;

    function cleanUp(): void {
      if (!isOpen) return;
      isOpen = false;
      beats.delete(beat);
      options.metrics.openStreams.dec();
      closeReading();
    }
    function cutOff(): void {
      if (!isOpen) return;
      cleanUp();
      sink.destroy();
    }
    function flush(): void {
      isScheduled = false;
      if (!isOpen || unsent === '') return;
      sink.write(unsent);
      unsent = '';
      if (sink.unread() > maxUnreadBytes) cutOff();
    }
    function write(text: string): void {
      unsent += text;
      // Events of one tick leave as one chunk.
      if (!isScheduled) setImmediate(flush);
      isScheduled = true;
    }
    function beat(): void {
      if (options.clock.now() >= until) return finish();
      stuckBeats = sink.unread() > stuckBytes ? stuckBeats + 1 : 0;
      if (stuckBeats < maxStuckBeats) write(heartbeat);
      else cutOff();
    }
    function finish(): void {
      flush();
      if (!isOpen) return;
      cleanUp();
      sink.end();
    }

    beats.add(beat);
    options.metrics.openStreams.inc();
    const reading = read({
      event: ({ id, data }) => write(id === undefined ? `data: ${data}\n\n` : `id: ${id}\ndata: ${data}\n\n`),
      end() {
        unsent += 'data: [DONE]\n\n';
        finish();
      },
      cut: finish,
    });
    closeReading = () => reading.close();
    flush();
    return cleanUp;
  }

  return {
    respond: (c, read, { headers = {}, until = Infinity } = {}) =>
      openSink(c, { ...streamHeaders, ...headers }, (sink) => begin(sink, read, until)),
    close: () => clearInterval(timer),
  };
}
