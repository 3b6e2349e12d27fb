import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors.js';
import { createCircuitBreakers } from './circuit-breakers.js';
import type { CompletionProvider, CompletionRequest, PromptMessage, ProviderObserver } from './completion-provider.js';
import { createCompletionSender, type CompletionEndpoint, type SendCompletion } from './completion-sender.js';
import { startAttempt, type Attempt } from './openai-attempt.js';
import type { StreamedPart } from './openai-stream.js';
import { ProviderFailure, toCallerError, toProviderFailure } from './provider-failure.js';

export interface OpenAiEndpoint extends CompletionEndpoint {
  /** The first answers; the others stand in for it, in this order. */
  models: readonly [string, ...string[]];
}

export interface OpenAiProviderOptions {
  /** The first answers; the others stand in for it, in this order. */
  endpoints: readonly [OpenAiEndpoint, ...OpenAiEndpoint[]];
  /** Until the first token of one attempt. @default 20_000 */
  firstTokenMilliseconds?: number | undefined;
  /** Between two tokens. @default 15_000 */
  idleMilliseconds?: number | undefined;
  /** For all attempts until the first token. @default 28_000 */
  deadlineMilliseconds?: number | undefined;
  /** Answers in a row that must fail before a provider is left alone. @default 10 */
  circuitFailures?: number | undefined;
  /** @default 10_000 */
  circuitOpenMilliseconds?: number | undefined;
  observer: ProviderObserver;
}

interface Target {
  /** For logs and metrics: `primary`, `fallback-1`, … */
  name: string;
  send: SendCompletion;
  circuit: string;
  model: string;
}

interface Opened {
  attempt: Attempt;
  target: Target;
  messages: readonly PromptMessage[];
  first: StreamedPart | undefined;
}

/** With another provider in reserve, a longer wait for this one is not worth it. */
const patienceWithFallback = 1000;

/** OpenAI-compatible providers. Retries and fallbacks end with the first token: from there on, no second answer. */
export function createOpenAiProvider(options: OpenAiProviderOptions): CompletionProvider {
  const { observer } = options;
  const targets = options.endpoints.flatMap((endpoint, place) => {
    const send = createCompletionSender(endpoint);
    return endpoint.models.map((model) => ({ send, model, place }));
  });
  const breakers = createCircuitBreakers({
    failures: options.circuitFailures ?? 10,
    openMilliseconds: options.circuitOpenMilliseconds ?? 10_000,
    onChange: ({ key, isOpen }) => observer.circuitChanged({ provider: key.split(' ')[0] ?? '', isOpen }),
  });

  /** An assistant's own model takes the place of the first; the others stay in reserve. */
  function targetsFor(request: CompletionRequest): Target[] {
    return targets.map(({ send, model: configured, place }, index) => {
      const model = index === 0 ? (request.settings.model ?? configured) : configured;
      const name = index === 0 ? 'primary' : `fallback-${index}`;
      return { name, send, model, circuit: `${name} ${place} ${model}` };
    });
  }

  async function open(request: CompletionRequest, signal: AbortSignal): Promise<Opened> {
    const deadline = Date.now() + (options.deadlineMilliseconds ?? 28_000);
    let failure: ProviderFailure | undefined;
    const candidates = targetsFor(request);
    for (const [index, target] of candidates.entries()) {
      const next = candidates[index + 1];
      try {
        return await breakers.run(target.circuit, () => openTarget(target, request, signal, deadline, next !== undefined));
      } catch (error) {
        signal.throwIfAborted();
        failure = toProviderFailure(error);
        if (failure.reason === 'circuit-open') report(target, failure);
        if (next === undefined || Date.now() >= deadline) break;
        observer.fellBack({ from: target.name, to: next.name });
      }
    }
    throw toCallerError(failure ?? new ProviderFailure('timeout'));
  }

  async function openTarget(
    target: Target,
    request: CompletionRequest,
    signal: AbortSignal,
    deadline: number,
    hasFallback: boolean,
  ): Promise<Opened> {
    let { messages } = request;
    for (let tries = 1; ; tries++) {
      const firstToken = Math.min(options.firstTokenMilliseconds ?? 20_000, deadline - Date.now());
      const attempt = startAttempt(target.send, {
        model: target.model,
        messages,
        settings: request.settings,
        tools: request.tools,
        signal,
        firstTokenMilliseconds: Math.max(1, firstToken),
        idleMilliseconds: options.idleMilliseconds ?? 15_000,
        onBadLine: observer.badLine,
      });
      try {
        return { attempt, target, messages, first: await attempt.next() };
      } catch (error) {
        attempt.close();
        signal.throwIfAborted();
        const failure = toProviderFailure(error);
        report(target, failure);
        if (failure.reason === 'context-too-long' && messages === request.messages && request.shorten !== undefined) {
          messages = request.shorten();
          continue;
        }
        const wait = waitBefore(failure, tries);
        const patience = hasFallback ? (failure.reason === 'timeout' ? -1 : patienceWithFallback) : Infinity;
        if (tries >= failure.kind.tries || wait > patience || Date.now() + wait >= deadline) throw failure;
        await sleep(wait, undefined, { signal });
      }
    }
  }

  function report(target: Target, failure: ProviderFailure, hasBegun = false): void {
    observer.failed({ provider: target.name, reason: failure.reason, status: failure.status, hasBegun });
  }

  return {
    name: options.endpoints[0].models[0],
    async *stream(request, signal) {
      const { attempt, target, messages, first } = await open(request, signal);
      try {
        yield { type: 'start', model: target.model, messages };
        for (let part = first; part !== undefined; part = await attempt.next()) {
          yield part;
          if (part.type === 'finish') return;
        }
      } catch (error) {
        signal.throwIfAborted();
        report(target, toProviderFailure(error), true);
        throw new AppError('PROVIDER_INTERRUPTED', 'The answer broke off. Try again.', { cause: error });
      } finally {
        attempt.close();
      }
    },
  };
}

function waitBefore(failure: ProviderFailure, tries: number): number {
  if (failure.reason === 'timeout') return 0;
  return failure.retryAfter ?? 250 * 2 ** tries * (0.75 + Math.random() / 2);
}
