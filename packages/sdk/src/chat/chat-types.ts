import type { AnswerSource, AnswerStatus, Citation, ErrorCode, Feedback } from '@askwell/contract';

/** `idle` takes a question; `loading` fetches history; `resuming` re-attaches to an answer in progress. */
export type ChatStatus = 'idle' | 'loading' | 'sending' | 'streaming' | 'resuming' | 'closed';

export interface ChatFailure {
  code: ErrorCode | 'NETWORK';
  retryable: boolean;
  /** Epoch milliseconds before which a retry is refused by the server. */
  retryAt?: number;
  requestId?: string;
}

export interface ChatQuestion {
  kind: 'question';
  /** The server's id once it is stored, the client's before that. */
  id: string;
  clientMessageId: string;
  text: string;
  state: 'sending' | 'sent' | 'failed';
  failure: ChatFailure | null;
}

export interface ChatAnswer {
  kind: 'answer';
  id: string;
  runId: string;
  text: string;
  state: 'pending' | 'streaming' | 'complete' | 'stopped' | 'interrupted' | 'failed';
  /** What the server does before text arrives. */
  status: AnswerStatus | null;
  /** False where the knowledge base does not cover the question; null until the end. */
  answered: boolean | null;
  citations: Citation[];
  sources: AnswerSource[];
  feedback: Feedback | null;
  failure: ChatFailure | null;
}

export type ChatItem = ChatQuestion | ChatAnswer;

export interface ChatState {
  status: ChatStatus;
  online: boolean;
  conversationId: string | null;
  /** The transcript, oldest first. Unchanged items keep their identity between states. */
  items: readonly ChatItem[];
  /** What the visitor has typed and not sent; a failed question returns here. */
  draft: string;
  /** A failure that belongs to no item: session refused, history not loaded. */
  failure: ChatFailure | null;
}

/** The headless chat: the widget and the iframe render its state and call its verbs. No verb throws or rejects. */
export interface ChatSession {
  getState(): ChatState;
  subscribe(listener: (state: ChatState) => void): () => void;
  /** Restores the former conversation, if storage holds one, and resumes an answer in progress. Makes no request otherwise. */
  restore(): Promise<void>;
  /** Asks. Resolves when the answer has ended. */
  send(text: string): Promise<void>;
  /** Stops the running answer; the text so far stays. */
  stop(): Promise<void>;
  /** Sends the last failed or interrupted question again. */
  retry(): Promise<void>;
  rate(messageId: string, feedback: Feedback): Promise<void>;
  setDraft(text: string): void;
  /** Leaves the conversation; the next question starts another. */
  startNew(): void;
  /** Ends every stream, timer and listener. */
  close(): void;
}
