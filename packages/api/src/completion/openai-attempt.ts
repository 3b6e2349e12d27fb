import type { ModelSettings, PageTool } from '@askwell/contract';
import type { SendCompletion } from './completion-sender.js';
import type { PromptMessage } from './completion-provider.js';
import { toWireMessages, toWireTools } from './openai-messages.js';
import { readCompletionStream, type StreamedPart, type StreamListener } from './openai-stream.js';
import { ProviderFailure, toProviderFailure } from './provider-failure.js';
import { createWatchdog } from './watchdog.js';

export interface AttemptOptions {
  model: string;
  messages: readonly PromptMessage[];
  settings: ModelSettings;
  tools?: readonly PageTool[] | undefined;
  signal: AbortSignal;
  firstTokenMilliseconds: number;
  idleMilliseconds: number;
  onBadLine: () => void;
}

/** One request to a provider. `next` fails with a ProviderFailure only; `close` frees the socket, at any time. */
export interface Attempt {
  next(): Promise<StreamedPart | undefined>;
  close(): void;
}

/** A provider has this long to end its response after `[DONE]`: then the next request can use the same socket. */
const drainMilliseconds = 250;

export function startAttempt(send: SendCompletion, options: AttemptOptions): Attempt {
  const watchdog = createWatchdog(options.signal, options.firstTokenMilliseconds);
  const parts = requestParts(send, options, watchdog.signal, {
    alive: () => watchdog.reset(options.idleMilliseconds),
    badLine: options.onBadLine,
  });
  let isFinished = false;
  let isClosed = false;
  return {
    async next() {
      try {
        const part = (await parts.next()).value ?? undefined;
        watchdog.reset(options.idleMilliseconds);
        isFinished ||= part?.type === 'finish';
        return part;
      } catch (error) {
        watchdog.end();
        throw watchdog.isLate() ? new ProviderFailure('timeout') : toProviderFailure(error);
      }
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      if (isFinished) watchdog.reset(drainMilliseconds);
      else watchdog.end();
      const rest = isFinished ? parts.next() : parts.return();
      // Whatever is wrong behind the end is of no interest.
      rest.catch(() => {}).finally(() => watchdog.end());
    },
  };
}

async function* requestParts(
  send: SendCompletion,
  options: AttemptOptions,
  signal: AbortSignal,
  listener: StreamListener,
): AsyncGenerator<StreamedPart, void> {
  const { settings } = options;
  const body = await send(
    {
      model: options.model,
      messages: toWireMessages(options.messages),
      stream: true,
      stream_options: { include_usage: true },
      ...(settings.temperature === undefined ? {} : { temperature: settings.temperature }),
      ...(settings.maxOutputTokens === undefined ? {} : { max_tokens: settings.maxOutputTokens }),
      ...(options.tools === undefined ? {} : { tools: toWireTools(options.tools) }),
    },
    signal,
  );
  yield* readCompletionStream(body, listener);
}
