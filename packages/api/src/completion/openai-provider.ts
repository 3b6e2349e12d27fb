import { APIConnectionError, APIConnectionTimeoutError, APIError, OpenAI } from 'openai';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors.js';
import type { CompletionPart, CompletionProvider, CompletionRequest } from './completion-provider.js';
import { readCompletionStream, StreamFailure } from './openai-stream.js';

export interface OpenAiProviderOptions {
  apiKey: string;
  baseURL?: string | undefined;
  model: string;
  /** Until the first token of one attempt. @default 20_000 */
  firstTokenMilliseconds?: number | undefined;
  /** Between two tokens. @default 15_000 */
  idleMilliseconds?: number | undefined;
  /** For all attempts until the first token. @default 30_000 */
  deadlineMilliseconds?: number | undefined;
  /** Called with what went wrong upstream, for the owner's log; never shown to visitors. */
  onFailure?: ((failure: { status: number | undefined; kind: string }) => void) | undefined;
}

const maxAttempts = 3;

/** Any OpenAI-compatible provider, through the `openai` package; its body is read here, since that costs a quarter. */
export function createOpenAiProvider(options: OpenAiProviderOptions): CompletionProvider {
  const client = new OpenAI({
    apiKey: options.apiKey,
    ...(options.baseURL === undefined ? {} : { baseURL: options.baseURL }),
    maxRetries: 0,
  });

  return {
    name: options.model,
    async *stream(request, signal) {
      const deadline = Date.now() + (options.deadlineMilliseconds ?? 30_000);
      for (let attempt = 1; ; attempt++) {
        let hasText = false;
        try {
          for await (const part of streamOnce(client, options, request, signal)) {
            hasText ||= part.type === 'text';
            yield part;
          }
          if (!hasText) throw new AppError('PROVIDER_BAD_RESPONSE', 'The language model gave an empty answer. Try again.');
          return;
        } catch (error) {
          signal.throwIfAborted();
          options.onFailure?.({ status: error instanceof APIError ? error.status : undefined, kind: kindOf(error) });
          if (hasText) throw new AppError('PROVIDER_INTERRUPTED', 'The answer broke off. Try again.', { cause: error });
          const wait = retryDelay(error, attempt);
          if (wait === undefined || attempt === maxAttempts || Date.now() + wait > deadline) throw toAppError(error);
          await sleep(wait, undefined, { signal });
        }
      }
    },
  };
}

async function* streamOnce(
  client: OpenAI,
  options: OpenAiProviderOptions,
  request: CompletionRequest,
  signal: AbortSignal,
): AsyncGenerator<CompletionPart> {
  const watchdog = createWatchdog(signal, options.firstTokenMilliseconds ?? 20_000);
  try {
    const response = await client.chat.completions
      .create(
        {
          model: request.settings.model ?? options.model,
          messages: request.messages,
          stream: true,
          stream_options: { include_usage: true },
          ...(request.settings.temperature === undefined ? {} : { temperature: request.settings.temperature }),
          ...(request.settings.maxOutputTokens === undefined ? {} : { max_tokens: request.settings.maxOutputTokens }),
        },
        { signal: watchdog.signal },
      )
      .asResponse();
    if (response.body === null || (response.headers.get('content-type') ?? '').includes('text/html')) {
      throw new StreamFailure('not an event stream');
    }
    for await (const part of readCompletionStream(response.body)) {
      watchdog.reset(options.idleMilliseconds ?? 15_000);
      yield part;
    }
  } catch (error) {
    throw watchdog.isLate() ? new APIConnectionTimeoutError() : error;
  } finally {
    // Also closes the provider's socket where the reader left early.
    watchdog.end();
  }
}

interface Watchdog {
  signal: AbortSignal;
  reset(milliseconds: number): void;
  isLate(): boolean;
  end(): void;
}

/** A signal that fires with the caller's, or when nothing has come for too long. */
function createWatchdog(outer: AbortSignal, milliseconds: number): Watchdog {
  const controller = new AbortController();
  const abortWithOuter = (): void => controller.abort(outer.reason);
  outer.addEventListener('abort', abortWithOuter, { once: true });
  if (outer.aborted) abortWithOuter();
  let isLate = false;
  const bark = (): void => {
    isLate = true;
    controller.abort();
  };
  let timer = setTimeout(bark, milliseconds);
  return {
    signal: controller.signal,
    reset(next) {
      clearTimeout(timer);
      timer = setTimeout(bark, next);
    },
    isLate: () => isLate,
    end() {
      clearTimeout(timer);
      outer.removeEventListener('abort', abortWithOuter);
      controller.abort();
    },
  };
}

/** Milliseconds until another try may help; undefined where it cannot. */
function retryDelay(error: unknown, attempt: number): number | undefined {
  if (error instanceof APIConnectionTimeoutError) return attempt === 1 ? 0 : undefined;
  const backoff = 250 * 2 ** attempt * (0.75 + Math.random() / 2);
  if (error instanceof APIConnectionError || error instanceof StreamFailure || error instanceof AppError) return backoff;
  if (!(error instanceof APIError) || isHopeless(error)) return undefined;
  return retryAfter(error) ?? backoff;
}

function retryAfter(error: APIError): number | undefined {
  const header = error.headers?.get('retry-after');
  if (header === undefined || header === null || header === '') return undefined;
  const seconds = Number(header);
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}

/** Refusals that only the owner can mend: a wrong key, model or request, or no money left. */
function isHopeless(error: APIError): boolean {
  if (error.code === 'insufficient_quota') return true;
  const { status } = error;
  return status !== undefined && status < 500 && status !== 408 && status !== 429;
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof APIConnectionTimeoutError) {
    return new AppError('PROVIDER_TIMEOUT', 'The language model took too long. Try again.', { cause: error });
  }
  if (error instanceof StreamFailure) {
    return new AppError('PROVIDER_BAD_RESPONSE', 'The language model gave no usable answer. Try again.', { cause: error });
  }
  if (error instanceof APIError && !(error instanceof APIConnectionError)) {
    if (isHopeless(error)) {
      return new AppError('ASSISTANT_UNAVAILABLE', 'The assistant is not available. The owner of this site has been told.', {
        cause: error,
      });
    }
    if (error.status === 429) {
      const wait = retryAfter(error);
      const options = wait === undefined ? { cause: error } : { cause: error, retryAfter: Math.ceil(wait / 1000) };
      return new AppError('PROVIDER_RATE_LIMITED', 'The language model is busy. Try again in a moment.', options);
    }
  }
  return new AppError('PROVIDER_UNAVAILABLE', 'The language model is not available. Try again in a moment.', { cause: error });
}

function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
