import { parseJsonEventStream, readUIMessageStream, uiMessageChunkSchema, type UIMessage, type UIMessageChunk } from 'ai';

export interface ReadMessage {
  /** What the `ai` package accepted, in order. */
  chunks: UIMessageChunk[];
  /** What it did not. */
  failures: Error[];
  /** The message that it built of them. */
  message: UIMessage | undefined;
  /** The text of an `error` chunk. */
  error: string | undefined;
}

/** Reads an answer's stream as the AI SDK's own transport does: its parser, its schema, its reducer. */
export async function readUiMessage(response: Response): Promise<ReadMessage> {
  if (response.body === null) throw new Error('The response has no body');
  const read: ReadMessage = { chunks: [], failures: [], message: undefined, error: undefined };
  const parsed = parseJsonEventStream({ stream: response.body, schema: uiMessageChunkSchema });
  const chunks = parsed.pipeThrough(
    new TransformStream<Parsed, UIMessageChunk>({
      transform(result, controller) {
        if (!result.success) {
          read.failures.push(result.error);
          return;
        }
        read.chunks.push(result.value);
        controller.enqueue(result.value);
      },
    }),
  );
  const onError = (error: unknown): void => {
    read.error = error instanceof Error ? error.message : String(error);
  };
  for await (const message of readUIMessageStream({ stream: chunks, onError })) read.message = message;
  return read;
}

type Parsed = ReturnType<typeof parseJsonEventStream<UIMessageChunk>> extends ReadableStream<infer Result> ? Result : never;
