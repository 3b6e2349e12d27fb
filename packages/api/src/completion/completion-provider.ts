import type { FinishReason, ModelSettings, PageTool, Usage } from '@askwell/contract';

/** A call of a function that the model asks for. `input` is JSON as the model wrote it. */
export interface ModelToolCall {
  id: string;
  name: string;
  input: string;
}

export interface PromptMessage {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string;
  /** `data:` addresses, of a user's message. */
  images?: readonly string[] | undefined;
  /** What an assistant's message asked for. */
  toolCalls?: readonly ModelToolCall[] | undefined;
  /** Whose result a tool's message is. */
  toolCallId?: string | undefined;
}

export interface CompletionRequest {
  messages: PromptMessage[];
  settings: ModelSettings;
  /** Functions that the model may ask for. */
  tools?: readonly PageTool[] | undefined;
  /** The same question with less around it, for a model that finds `messages` too long. */
  shorten?: (() => PromptMessage[]) | undefined;
}

/**
 * `start` comes first, once the model has begun: which one, and what it was sent. A `finish` without text before it is a
 * refusal, a tool call or a spent limit. `usage` is missing where the provider gave no figures.
 */
export type CompletionPart =
  | { type: 'start'; model: string; messages: readonly PromptMessage[] }
  | { type: 'text'; text: string }
  | {
      type: 'finish';
      reason: Exclude<FinishReason, 'not-answered'>;
      usage: Usage | undefined;
      toolCalls?: readonly ModelToolCall[];
    };

/** A language model. Failures are `AppError`s with a PROVIDER_* code or ASSISTANT_UNAVAILABLE; upstream text never stands in them. */
export interface CompletionProvider {
  /** The model that answers where an assistant names none. */
  name: string;
  stream(request: CompletionRequest, signal: AbortSignal): AsyncIterable<CompletionPart>;
}

/** What an owner wants to know of a provider. Nothing that came from upstream stands in it but numbers. */
export interface ProviderObserver {
  failed(failure: { provider: string; reason: string; status: number | undefined; hasBegun: boolean }): void;
  fellBack(step: { from: string; to: string }): void;
  circuitChanged(change: { provider: string; isOpen: boolean }): void;
  badLine(): void;
}
