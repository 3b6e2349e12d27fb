import type { FinishReason, Usage } from '@askwell/contract';
import { z } from 'zod';
import type { CompletionPart, ModelToolCall } from './completion-provider.js';
import { ProviderFailure } from './provider-failure.js';
import { readDataLines } from './read-data-lines.js';

/** A piece of one: its id and name come once, its input in pieces. */
const toolCallSchema = z.object({
  index: z.number().nullish(),
  id: z.string().nullish(),
  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
});

const chunkSchema = z.object({
  error: z.unknown().optional(),
  choices: z
    .array(
      z.object({
        delta: z
          .object({ content: z.string().nullish(), refusal: z.string().nullish(), tool_calls: z.array(toolCallSchema).nullish() })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z
    .object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish(), total_tokens: z.number().nullish() })
    .nullish(),
});

type Chunk = z.infer<typeof chunkSchema>;
export type StreamedPart = Exclude<CompletionPart, { type: 'start' }>;

export interface StreamListener {
  /** More has come after the first words, though not always words. */
  alive(): void;
  badLine(): void;
}

const maxBadLines = 3;

/**
 * Reads the body of a streamed chat completion. Tolerates comments, any line end, a BOM, unknown fields and single bad lines. Words that
 * came together are given together. `finish` comes at `[DONE]`, or at the end of the body if a finish reason was seen; whoever asks
 * on reads the body to its end.
 * @throws ProviderFailure where the body ends early, says nothing, or tells of an error
 */
export async function* readCompletionStream(
  body: AsyncIterable<Uint8Array>,
  listener: StreamListener,
): AsyncGenerator<StreamedPart, void> {
  const lines = readDataLines(body);
  const seen: Seen = { reason: undefined, usage: undefined, badLines: 0, toolCalls: undefined };
  let hasText = false;
  for (;;) {
    const batch = await lines.next();
    if (batch.done === true) {
      if (seen.reason === undefined) throw new ProviderFailure(batch.value.isEmpty ? 'empty' : 'bad-response');
      break;
    }
    if (hasText) listener.alive();
    const { text, end } = readBatch(batch.value, seen, listener);
    if (text !== '') {
      hasText = true;
      yield { type: 'text', text };
    }
    if (end instanceof ProviderFailure) throw end;
    if (end === 'done') break;
  }
  const { reason = 'stop', usage, toolCalls } = seen;
  if (!hasText && toolCalls === undefined && reason === 'stop') throw new ProviderFailure('empty');
  yield {
    type: 'finish',
    reason: finishReasons[reason] ?? 'stop',
    usage: toUsage(usage),
    ...(toolCalls === undefined ? {} : { toolCalls: [...toolCalls.values()] }),
  };
  while ((await lines.next()).done !== true);
}

/** What the lines so far have told besides words. */
interface Seen {
  reason: string | undefined;
  usage: Chunk['usage'];
  badLines: number;
  toolCalls: Map<number, ModelToolCall> | undefined;
}

function readBatch(
  lines: readonly string[],
  seen: Seen,
  listener: StreamListener,
): { text: string; end: 'done' | ProviderFailure | undefined } {
  let text = '';
  for (const line of lines) {
    if (line === '[DONE]') return { text, end: 'done' };
    const chunk = parseChunk(line);
    if (chunk === undefined) {
      listener.badLine();
      seen.badLines++;
      if (seen.badLines > maxBadLines) return { text, end: new ProviderFailure('bad-response') };
      continue;
    }
    if (chunk.error !== undefined && chunk.error !== null) return { text, end: new ProviderFailure('bad-response') };
    seen.usage = chunk.usage ?? seen.usage;
    const choice = chunk.choices?.[0];
    for (const piece of choice?.delta?.tool_calls ?? []) addToolCall((seen.toolCalls ??= new Map()), piece);
    text += choice?.delta?.content?.replaceAll('\u0000', '') ?? '';
    // Its words are for developers; visitors are told in ours.
    if (choice?.delta?.refusal !== undefined && choice.delta.refusal !== null) seen.reason = 'content_filter';
    if (seen.reason !== 'content_filter') seen.reason = choice?.finish_reason ?? seen.reason;
  }
  return { text, end: undefined };
}

const longestToolInput = 64 * 1024;

function addToolCall(calls: Map<number, ModelToolCall>, { index, id, function: named }: z.infer<typeof toolCallSchema>): void {
  const at = index ?? calls.size;
  const known = calls.get(at) ?? { id: '', name: '', input: '' };
  const input = (known.input + (named?.arguments ?? '')).replaceAll('\u0000', '').slice(0, longestToolInput);
  calls.set(at, { id: id ?? known.id, name: named?.name ?? known.name, input });
}

const finishReasons: Record<string, Exclude<FinishReason, 'not-answered'>> = {
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

function toUsage(usage: Chunk['usage']): Usage | undefined {
  const promptTokens = usage?.prompt_tokens;
  const completionTokens = usage?.completion_tokens;
  if (typeof promptTokens !== 'number' || typeof completionTokens !== 'number') return undefined;
  const totalTokens = usage?.total_tokens ?? promptTokens + completionTokens;
  return { promptTokens, completionTokens, totalTokens, estimated: false };
}
