import { z } from 'zod';
import type { CompletionPart } from './completion-provider.js';

const chunkSchema = z.object({
  error: z.unknown().optional(),
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z
    .object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish(), total_tokens: z.number().nullish() })
    .nullish(),
});

type Chunk = z.infer<typeof chunkSchema>;

/** The stream itself said that it failed. What it said stays inside. */
export class StreamFailure extends Error {
  override readonly name = 'StreamFailure';
}

const maxLineCharacters = 256 * 1024;

/**
 * Reads the body of a streamed chat completion. Tolerates comments, CRLF, a BOM, unknown fields and single bad lines;
 * ends at `[DONE]`, or at the end of the body if a finish reason was seen.
 * @throws StreamFailure where the body ends early, or tells of an error
 */
export async function* readCompletionStream(body: AsyncIterable<Uint8Array>): AsyncGenerator<CompletionPart> {
  let reason: string | undefined;
  let usage: Chunk['usage'];
  let isDone = false;
  let badLines = 0;
  for await (const data of readDataLines(body)) {
    if (data === '[DONE]') {
      isDone = true;
      break;
    }
    const chunk = parseChunk(data);
    if (chunk === undefined) {
      badLines++;
      if (badLines > 3) throw new StreamFailure('too many lines that are not JSON');
      continue;
    }
    if (chunk.error !== undefined && chunk.error !== null) throw new StreamFailure('an error object in the stream');
    usage = chunk.usage ?? usage;
    const choice = chunk.choices?.[0];
    const text = choice?.delta?.content ?? choice?.delta?.refusal;
    if (text !== undefined && text !== null && text !== '') yield { type: 'text', text: text.replaceAll('\u0000', '') };
    if (choice?.delta?.refusal !== undefined && choice.delta.refusal !== null) reason ??= 'content_filter';
    reason = choice?.finish_reason ?? reason;
  }
  if (!isDone && reason === undefined) throw new StreamFailure('the body ended before the answer did');
  yield { type: 'finish', reason: finishReasons[reason ?? 'stop'] ?? 'stop', usage: toUsage(usage) };
}

const finishReasons: Record<string, 'stop' | 'length' | 'content-filter'> = {
  stop: 'stop',
  length: 'length',
  content_filter: 'content-filter',
};

function parseChunk(data: string): Chunk | undefined {
  try {
    const parsed = chunkSchema.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Counted by the caller: one bad line is survived, many are not.
    return undefined;
  }
}

function toUsage(
  usage: Chunk['usage'],
): { promptTokens: number; completionTokens: number; totalTokens: number; estimated: boolean } | undefined {
  if (usage === undefined || usage === null) return undefined;
  const promptTokens = usage.prompt_tokens ?? 0;
  const completionTokens = usage.completion_tokens ?? 0;
  return { promptTokens, completionTokens, totalTokens: usage.total_tokens ?? promptTokens + completionTokens, estimated: false };
}

async function* readDataLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    rest += decoder.decode(bytes, { stream: true });
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    if (rest.length > maxLineCharacters) throw new StreamFailure('a line without an end');
    for (const line of lines) if (line.startsWith('data:')) yield line.slice(5).trim();
  }
  rest = (rest + decoder.decode()).replace(/\r$/, '');
  if (rest.startsWith('data:')) yield rest.slice(5).trim();
}
