import { uiMessageStreamHeader, uiMessageStreamVersion } from '@askwell/contract';
import type { LogReading, ReadRun } from '../conversations/index.js';
import type { Metrics } from '../observability/index.js';

export interface SseWriter {
  /** A response that writes a run's events until it ends or the client leaves. */
  respond(readRun: ReadRun, extraHeaders: Record<string, string>): Response;
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
/** So is one that has read nothing over that many heartbeats. */
const maxStuckBeats = 4;

/** One timer keeps all streams alive: a timer of its own would hold each closed stream's memory until it fires. */
export function createSseWriter(options: { metrics: Metrics; heartbeatMilliseconds: number }): SseWriter {
  const beats = new Set<() => void>();
  const encoder = new TextEncoder();
  const timer = setInterval(() => {
    for (const beat of beats) beat();
  }, options.heartbeatMilliseconds).unref();

  return {
    respond(readRun, extraHeaders) {
      let reading: LogReading | undefined;
      let unsent = '';
      let isScheduled = false;
      let isOpen = true;
      let stuckBeats = 0;
      let cleanUp = (): void => {};

      const body = new ReadableStream<Uint8Array>(
        {
          start(controller) {
            const flush = (): void => {
              isScheduled = false;
              if (!isOpen || unsent === '') return;
              controller.enqueue(encoder.encode(unsent));
              unsent = '';
              if ((controller.desiredSize ?? 0) < -maxUnreadBytes) cutOff();
            };
            const write = (text: string): void => {
              unsent += text;
              // Events of one tick leave as one chunk.
              if (!isScheduled) setImmediate(flush);
              isScheduled = true;
            };
            const beat = (): void => {
              stuckBeats = (controller.desiredSize ?? 0) < 0 ? stuckBeats + 1 : 0;
              if (stuckBeats < maxStuckBeats) write(heartbeat);
              else cutOff();
            };
            // Closing would keep what is unread, and the socket, until the reader takes it.
            const cutOff = (): void => {
              if (!isOpen) return;
              cleanUp();
              controller.error(new Error('The reader does not read'));
            };
            cleanUp = () => {
              if (!isOpen) return;
              isOpen = false;
              beats.delete(beat);
              options.metrics.openStreams.dec();
              reading?.close();
            };
            const finish = (): void => {
              if (!isOpen) return;
              cleanUp();
              controller.close();
            };
            beats.add(beat);
            options.metrics.openStreams.inc();
            reading = readRun({
              event: ({ id, data }) => write(`id: ${id}\ndata: ${data}\n\n`),
              end() {
                unsent += 'data: [DONE]\n\n';
                flush();
                finish();
              },
              cut() {
                flush();
                finish();
              },
            });
            flush();
          },
          cancel: () => cleanUp(),
        },
        new ByteLengthQueuingStrategy({ highWaterMark: 16 * 1024 }),
      );
      return new Response(body, { headers: { ...streamHeaders, ...extraHeaders } });
    },
    close: () => clearInterval(timer),
  };
}
