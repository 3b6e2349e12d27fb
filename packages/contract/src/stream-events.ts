import type { ErrorCode } from './error-codes.js';

/**
 * The parts of an answer's stream: the AI SDK's UI message stream v1, plus `data-*` extensions.
 * On the wire each is one SSE event `id: <n>\ndata: <json>\n\n`, n = 1, 2, 3 … per run; the stream ends
 * with `data: [DONE]`. Exactly one of `finish`, `abort` and `error` is the terminal part.
 */
export type StreamPart =
  | { type: 'start'; messageId: string; messageMetadata?: { runId: string; conversationId: string } }
  | { type: 'text-start'; id: string }
  | { type: 'text-delta'; id: string; delta: string }
  | { type: 'text-end'; id: string }
  | { type: 'source-url'; sourceId: string; url: string; title: string; providerMetadata: { askwell: SourceDetails } }
  | { type: 'source-document'; sourceId: string; mediaType: string; title: string; providerMetadata: { askwell: SourceDetails } }
  | { type: 'data-status'; data: AnswerStatus; transient?: boolean }
  | { type: 'data-citation'; id: string; data: Citation }
  /** The page is asked to run one of its tools: the run waits for `POST /v1/runs/:id/tool-results`. */
  | { type: 'tool-input-available'; toolCallId: string; toolName: string; input: unknown; dynamic: true }
  | { type: 'tool-output-available'; toolCallId: string; output: unknown; dynamic: true }
  /** The page could not do it, or said nothing in time. */
  | { type: 'tool-output-error'; toolCallId: string; errorText: string; dynamic: true }
  /** The visitor said no. */
  | { type: 'tool-output-denied'; toolCallId: string }
  | { type: 'data-error'; data: StreamError }
  | { type: 'finish'; messageMetadata: FinishMetadata }
  | { type: 'abort'; reason?: string }
  | { type: 'error'; errorText: string };

export type StreamPartType = StreamPart['type'];

export const streamPartTypes = [
  'start',
  'text-start',
  'text-delta',
  'text-end',
  'source-url',
  'source-document',
  'data-status',
  'data-citation',
  'tool-input-available',
  'tool-output-available',
  'tool-output-error',
  'tool-output-denied',
  'data-error',
  'finish',
  'abort',
  'error',
] as const satisfies readonly StreamPartType[];

export const terminalPartTypes = ['finish', 'abort', 'error'] as const satisfies readonly StreamPartType[];

/** What the server is doing before text arrives. `pages` counts the documents being read. */
export type AnswerStatus = { phase: 'searching' } | { phase: 'reading'; pages: number } | { phase: 'answering' };

/** A document that an answer cites. */
export interface SourceDetails {
  documentId: string;
  externalId: string | null;
}

/**
 * One `[number]` mark of the answer's text. `quote` is exactly `document.text.slice(start, end)`, counted in
 * UTF-16 units; `passage` is the text around it, and the quote stands in it at `passageQuoteStart`.
 */
export interface Citation {
  number: number;
  sourceId: string;
  start: number;
  end: number;
  quote: string;
  headingPath: string[];
  passage: string;
  passageQuoteStart: number;
  page?: number;
}

export interface StreamError {
  code: ErrorCode;
  retryable: boolean;
  requestId: string;
  /** Whole seconds to wait before trying again, where the server knows. */
  retryAfter?: number;
}

export interface Usage {
  promptTokens: number;
  completionTokens: number;
  totalTokens: number;
  /** True where the provider gave no figures and a tokenizer counted. */
  estimated: boolean;
}

export type FinishReason = 'stop' | 'length' | 'content-filter' | 'not-answered';

export interface FinishMetadata {
  /** False where the knowledge base does not cover the question. */
  answered: boolean;
  finishReason: FinishReason;
  usage: Usage;
}
