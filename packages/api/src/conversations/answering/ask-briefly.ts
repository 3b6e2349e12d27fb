import type { PromptMessage } from '../../completion/index.js';
import type { Context } from '../../context.js';
import type { UsageMeter } from '../../usage/index.js';
import type { TurnAssistant } from '../store.js';

export interface BriefRequest {
  assistant: Pick<TurnAssistant, 'model'>;
  messages: PromptMessage[];
  maxOutputTokens: number;
  /** The answer goes on without the reply after this. */
  milliseconds: number;
  /** For the metric. */
  purpose: 'rewrite' | 'rerank' | 'suggest';
  meter: UsageMeter;
}

/** A short reply of the model on the way to an answer; undefined where it fails or comes too late. Its usage counts. */
export async function askBriefly(ctx: Context, request: BriefRequest): Promise<string | undefined> {
  const { completion, metrics, logger } = ctx.deps;
  if (completion === undefined) return undefined;
  const { model } = request.assistant.model;
  const meter = request.meter.aside(model ?? completion.name);
  const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(request.milliseconds)]);
  let reply = '';
  try {
    const settings = { ...(model === undefined ? {} : { model }), temperature: 0, maxOutputTokens: request.maxOutputTokens };
    for await (const part of completion.stream({ messages: request.messages, settings }, signal)) {
      if (part.type === 'start') meter.begin(part.model, part.messages);
      else if (part.type === 'text') {
        reply += part.text;
        meter.write(part.text);
      } else if (part.usage !== undefined) meter.report(part.usage);
    }
    return reply;
  } catch (error) {
    ctx.signal.throwIfAborted();
    metrics.searchFallbacks.inc({ reason: `${request.purpose}-failed` });
    logger.warn(
      { err: error, requestId: ctx.requestId, purpose: request.purpose },
      'a question goes on without the model’s help',
    );
    return undefined;
  }
}
