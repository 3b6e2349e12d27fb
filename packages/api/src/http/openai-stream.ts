import type { Metrics } from '../observability/index.js';
import type { OpenAiError } from './schemas/chat-completions.js';

export interface OpenAiStreamOptions {
  metrics: Metrics;
  /** Called once when the reader leaves before the end, or reads too slowly. */
  onLeave(): void;
  /** What the reader is told when the chunks break off. */
  toError(error: unknown): OpenAiError;
}

const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/** So long a failure before the first chunk still becomes a status; then the stream opens and its heartbeat begins. */
const firstChunkMilliseconds = 5000;
const heartbeatMilliseconds = 15_000;
const maxUnreadBytes = 8 * 1024 * 1024;

/** A response that writes chunks as OpenAI's server-sent events, ended by `[DONE]` or by an error event. */
export async function respondWithChunks(chunks: AsyncIterator<object>, options: OpenAiStreamOptions): Promise<Response> {
  const first = chunks.next();
  await settledWithin(first, firstChunkMilliseconds);
  const encoder = new TextEncoder();
  let close = (): void => {};

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOpen = true;
        const write = (text: string): void => {
          if (!isOpen) return;
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) < -maxUnreadBytes) leave();
        };
        const beat = setInterval(() => write(': alive\n\n'), heartbeatMilliseconds).unref();
        close = () => {
          if (!isOpen) return;
          isOpen = false;
          clearInterval(beat);
          options.metrics.openStreams.dec();
        };
        const leave = (): void => {
          close();
          options.onLeave();
          controller.error(new Error('The reader is too slow.'));
        };
        const pump = async (): Promise<void> => {
          try {
            for (let next = await first; next.done !== true; next = await chunks.next()) write(toEvent(next.value));
            write('data: [DONE]\n\n');
          } catch (error) {
            if (isOpen) write(toEvent(options.toError(error)));
          }
          if (!isOpen) return;
          close();
          controller.close();
        };
        options.metrics.openStreams.inc();
        void pump();
      },
      cancel() {
        close();
        options.onLeave();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 16 * 1024 }),
  );
  return new Response(body, { headers: streamHeaders });
}

function toEvent(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

/** Rejects where the promise does in time; resolves when it has, or when the time is over. */
async function settledWithin(promise: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeIsOver = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await Promise.race([promise, timeIsOver]);
  } finally {
    clearTimeout(timer);
  }
}
