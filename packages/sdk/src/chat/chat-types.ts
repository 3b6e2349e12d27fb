import type {
  AnswerSource,
  AnswerStatus,
  Attachment,
  Citation,
  Conversation,
  ErrorCode,
  Feedback,
  HandoffNotice,
  NewHandoff,
  NewVisitorDetails,
  Page,
  ToolCall,
  ToolResult,
  VisitorSelf,
} from '@askwell/contract';

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
  attachments: readonly Attachment[];
  /** The id of the answer whose turn this question replaces. */
  replaces: string | null;
}

/** A file on its way to the next question. */
export interface ChatAttachment {
  /** The server's id once it is `ready`, one of this side before that. */
  id: string;
  name: string;
  bytes: number;
  state: 'uploading' | 'ready' | 'failed';
  /** How much of it has gone to the server, from 0 to 1. */
  progress: number;
  /** What the server made of it. */
  attachment: Attachment | null;
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
  /** Questions that may follow, after `suggest()`. */
  suggestions: readonly string[];
  /** What the model asked the page to do. One that is `waiting` is answered by `answerTool()`. */
  toolCalls: readonly ToolCall[];
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
  /** Files that go with the next question. */
  attachments: readonly ChatAttachment[];
  /** Who the visitor is and what is unread, after `refresh()`. */
  visitor: VisitorSelf | null;
  /** The conversation's open wish for a person. */
  handoff: HandoffNotice | null;
}

/** The outcome of a page tool. */
export type ToolOutcome = Omit<ToolResult, 'toolCallId'>;

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
  /** Asks the last question again: the answer takes the place of the one before. Resolves when it has ended. */
  regenerate(): Promise<void>;
  /** Asks another question in place of the last one. Resolves when its answer has ended. */
  edit(text: string): Promise<void>;
  /** Asks the server which questions may follow an answer. */
  suggest(messageId: string): Promise<void>;
  /** Uploads a file for the next question; the first starts the conversation. */
  attach(file: Blob, filename?: string): Promise<void>;
  detach(attachmentId: string): Promise<void>;
  /** Gives the outcome of a tool call that waits. */
  answerTool(toolCallId: string, outcome: ToolOutcome): Promise<void>;
  /** Asks for a person; null where the server refused. Starts the conversation where there is none. */
  requestHandoff(handoff: NewHandoff): Promise<ChatFailure | null>;
  /** Stores the answers to the form; null, or why the server refused them. */
  saveDetails(details: NewVisitorDetails): Promise<ChatFailure | null>;
  /** Reads who the visitor is, what is unread and whether a person was asked for. */
  refresh(): Promise<void>;
  /** The visitor has seen all that is in the conversation. */
  markRead(): Promise<void>;
  /** One page of the visitor's conversations, last used first; null where it could not be loaded. */
  listConversations(cursor?: string): Promise<Page<Conversation> | null>;
  /** Shows another conversation. An answer that is being written in the former goes on. */
  openConversation(conversationId: string): Promise<void>;
  /** False where the server refused. */
  renameConversation(conversationId: string, title: string): Promise<boolean>;
  /** Deletes a conversation; the one that is shown is left. False where the server refused. */
  deleteConversation(conversationId: string): Promise<boolean>;
  /**
   * From now on the visitor is who the token says. Nothing of the former one stays; what the user asked on other devices is loaded
   * by `restore()`, or at once where the chat was in use.
   */
  identify(identityToken: string): Promise<void>;
  /** Forgets the visitor and its conversation here: for a sign-out. */
  reset(): void;
  /** Deletes what the server has of the visitor, then forgets it here. False where the server could not be reached. */
  clearData(): Promise<boolean>;
  setDraft(text: string): void;
  /** Leaves the conversation; the next question starts another. */
  startNew(): void;
  /** Ends every stream, timer and listener. */
  close(): void;
}
