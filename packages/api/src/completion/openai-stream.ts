import type { FinishReason, Usage } from '@askwell/contract';
import { z } from 'zod';
import type { CompletionPart } from './completion-provider.js';
import { ProviderFailure } from './provider-failure.js';
import { readDataLines } from './read-data-lines.js';

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
export type StreamedPart = Exclude<CompletionPart, { type: 'start' }>;

export interface StreamListener {
  /** More has come after the first words, though not always words. */
  alive(): void;
  badLine(): void;
}

const maxBadLines = 3;

/**
 * Reads the body of a streamed chat completion. Tolerates comments, any line end, a BOM, unknown fields and single bad lines.
 * `finish` comes at `[DONE]`, or at the end of the body if a finish reason was seen; whoever asks on reads the body to its end.
 * @throws ProviderFailure where the body ends early, says nothing, or tells of an error
 */
export async function* readCompletionStream(
  body: AsyncIterable<Uint8Array>,
  listener: StreamListener,
): AsyncGenerator<StreamedPart, void> {
  const lines = readDataLines(body);
  let reason: string | undefined;
  let usage: Chunk['usage'];
  let hasText = false;
  let badLines = 0;
  for (;;) {
    const line = await lines.next();
    if (line.done === true) {
      if (reason === undefined) throw new ProviderFailure(line.value.isEmpty ? 'empty' : 'bad-response');
      break;
    }
    if (line.value === '[DONE]') break;
    if (hasText) listener.alive();
    const chunk = parseChunk(line.value);
    if (chunk === undefined) {
      listener.badLine();
      badLines++;
      if (badLines > maxBadLines) throw new ProviderFailure('bad-response');
      continue;
    }
    if (chunk.error !== undefined && chunk.error !== null) throw new ProviderFailure('bad-response');
    usage = chunk.usage ?? usage;
    const choice = chunk.choices?.[0];
    const text = choice?.delta?.content?.replaceAll('\u0000', '') ?? '';
    if (text !== '') {
      hasText = true;
      yield { type: 'text', text };
    }
    // Its words are for developers; visitors are told in ours.
    if (choice?.delta?.refusal !== undefined && choice.delta.refusal !== null) reason = 'content_filter';
    if (reason !== 'content_filter') reason = choice?.finish_reason ?? reason;
  }
  if (!hasText && (reason ?? 'stop') === 'stop') throw new ProviderFailure('empty');
  yield { type: 'finish', reason: finishReasons[reason ?? 'stop'] ?? 'stop', usage: toUsage(usage) };
  while ((await lines.next()).done !== true);
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
