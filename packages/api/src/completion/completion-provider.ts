import type { FinishReason, ModelSettings, Usage } from '@askwell/contract';

export interface PromptMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface CompletionRequest {
  messages: PromptMessage[];
  settings: ModelSettings;
}

/** `usage` is missing where the provider gave no figures. */
export type CompletionPart =
  | { type: 'text'; text: string }
  | { type: 'finish'; reason: Exclude<FinishReason, 'not-answered'>; usage: Usage | undefined };

/** A language model. Failures are `AppError`s with a PROVIDER_* code or ASSISTANT_UNAVAILABLE; upstream text never stands in them. */
export interface CompletionProvider {
  name: string;
  stream(request: CompletionRequest, signal: AbortSignal): AsyncIterable<CompletionPart>;
}
