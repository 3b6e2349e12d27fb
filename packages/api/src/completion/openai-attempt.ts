import { OpenAI } from 'openai';
import type { ModelSettings } from '@askwell/contract';
import type { PromptMessage } from './completion-provider.js';
import { readCompletionStream, type StreamedPart, type StreamListener } from './openai-stream.js';
import { ProviderFailure, toProviderFailure } from './provider-failure.js';
import { createWatchdog } from './watchdog.js';

export interface AttemptOptions {
  model: string;
  messages: readonly PromptMessage[];
  settings: ModelSettings;
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

export function createOpenAiClient(endpoint: { apiKey: string; baseURL?: string | undefined }): OpenAI {
  return new OpenAI({
    apiKey: endpoint.apiKey,
    ...(endpoint.baseURL === undefined ? {} : { baseURL: endpoint.baseURL }),
    maxRetries: 0,
    // A redirect would carry the prompt to an address that nobody configured.
    fetchOptions: { redirect: 'manual' },
  });
}

/** A provider has this long to end its response after `[DONE]`: then the next request can use the same socket. */
const drainMilliseconds = 250;

export function startAttempt(client: OpenAI, options: AttemptOptions): Attempt {
  const watchdog = createWatchdog(options.signal, options.firstTokenMilliseconds);
  const parts = requestParts(client, options, watchdog.signal, {
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
  client: OpenAI,
  options: AttemptOptions,
  signal: AbortSignal,
  listener: StreamListener,
): AsyncGenerator<StreamedPart, void> {
  const { settings } = options;
  const response = await client.chat.completions
    .create(
      {
        model: options.model,
        messages: [...options.messages],
        stream: true,
        stream_options: { include_usage: true },
        ...(settings.temperature === undefined ? {} : { temperature: settings.temperature }),
        ...(settings.maxOutputTokens === undefined ? {} : { max_tokens: settings.maxOutputTokens }),
      },
      { signal },
    )
    .asResponse();
  if (response.body === null || (response.headers.get('content-type') ?? '').includes('text/html')) {
    throw new ProviderFailure('bad-response');
  }
  yield* readCompletionStream(response.body, listener);
}
