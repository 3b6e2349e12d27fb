import { uiMessageStreamHeader, uiMessageStreamVersion } from '@askwell/contract';
import type { ReadRun } from '../conversations/index.js';
import type { Metrics } from '../observability/index.js';
import type { HttpContext } from './router.js';
import { openSink, type SseSink } from './sse-sinks.js';

export interface SseWriter {
  /** A response that writes a run's events until it ends or the client leaves. */
  respond(c: HttpContext, readRun: ReadRun, extraHeaders: Record<string, string>): Response;
  close(): void;
}

const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  [uiMessageStreamHeader]: uiMessageStreamVersion,
};

const heartbeat = ': alive\n\n';
/** A reader this far behind is cut off; it resumes from its last event. */
const maxUnreadBytes = 8 * 1024 * 1024;
/** So is one that has read nothing, and has more than this to read, over that many heartbeats. */
const stuckBytes = 16 * 1024;
const maxStuckBeats = 4;

/** One timer keeps all streams alive: a timer of its own would hold each closed stream's memory until it fires. */
export function createSseWriter(options: { metrics: Metrics; heartbeatMilliseconds: number }): SseWriter {
  const beats = new Set<() => void>();
  const timer = setInterval(() => {
    for (const beat of beats) beat();
  }, options.heartbeatMilliseconds).unref();

  function begin(sink: SseSink, readRun: ReadRun): () => void {
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
    const reading = readRun({
      event: ({ id, data }) => write(`id: ${id}\ndata: ${data}\n\n`),
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
    respond: (c, readRun, extraHeaders) => openSink(c, { ...streamHeaders, ...extraHeaders }, (sink) => begin(sink, readRun)),
    close: () => clearInterval(timer),
  };
}
