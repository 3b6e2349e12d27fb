import type { OpenAiError } from './schemas/chat-completions.js';
import type { ReadStream } from './sse-writer.js';

export interface ChunkReading {
  /** Called once when the reader leaves before the end, or reads too slowly. */
  onLeave(): void;
  /** What the reader is told when the chunks break off. */
  toError(error: unknown): OpenAiError;
}

/** So long a failure before the first chunk still becomes a status; then the stream opens and its heartbeat begins. */
const firstChunkMilliseconds = 5000;

/** How to read chunks as OpenAI's server-sent events, ended by `[DONE]` or by an error event. */
export async function readChunks(chunks: AsyncIterator<object>, { onLeave, toError }: ChunkReading): Promise<ReadStream> {
  const first = chunks.next();
  await settledWithin(first, firstChunkMilliseconds);
  return (reader) => {
    let isOver = false;
    const pump = async (): Promise<void> => {
      try {
        for (let next = await first; next.done !== true; next = await chunks.next())
          reader.event({ data: JSON.stringify(next.value) });
        isOver = true;
        reader.end();
      } catch (error) {
        if (isOver) return;
        isOver = true;
        reader.event({ data: JSON.stringify(toError(error)) });
        reader.cut();
      }
    };
    void pump();
    return {
      close() {
        if (isOver) return;
        isOver = true;
        onLeave();
      },
    };
  };
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
