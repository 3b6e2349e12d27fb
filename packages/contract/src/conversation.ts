import type { Attachment } from './attachments.js';
import type { HandoffNotice } from './handoff.js';
import type { AnswerSource } from './knowledge.js';
import type { PageContext, PageTool, ToolCall } from './page-tools.js';
import type { Citation, FinishReason, StreamError } from './stream-events.js';

export interface NewSession {
  /** The publishable key, `pk_…`. */
  key: string;
  /** A former token of the same visitor, to stay that visitor. It may have expired. */
  visitorToken?: string | undefined;
  /** A JWT of the tenant's server that says who the visitor is: see `IdentityClaims`. */
  identityToken?: string | undefined;
}

export interface Session {
  token: string;
  expiresAt: string;
  /** `verified`: an identity token says who it is, and the visitor is the same one on each device. */
  visitor: { id: string; verified: boolean };
}

export interface Conversation {
  id: string;
  title: string | null;
  createdAt: string;
  updatedAt: string;
  /** Answers that came after the visitor last read here; `PUT /v1/conversations/:id/read` sets it to 0. */
  unread?: number;
  /** An open wish to talk to a person. */
  handoff?: HandoffNotice | null;
}

/** Body of `PATCH /v1/conversations/:id`. */
export interface ConversationChanges {
  title: string;
}

export const messageStatuses = ['streaming', 'complete', 'stopped', 'interrupted', 'failed'] as const;
export type MessageStatus = (typeof messageStatuses)[number];

export const ratings = ['up', 'down'] as const;
export type Rating = (typeof ratings)[number];

export interface Feedback {
  rating: Rating;
  comment?: string | undefined;
}

export interface UserMessage {
  id: string;
  role: 'user';
  text: string;
  clientMessageId: string;
  /** Only where there are any. */
  attachments?: Attachment[];
  createdAt: string;
}

export interface AssistantMessage {
  id: string;
  role: 'assistant';
  text: string;
  status: MessageStatus;
  runId: string;
  answered: boolean;
  finishReason: FinishReason | null;
  citations: Citation[];
  sources: AnswerSource[];
  feedback: Feedback | null;
  error: StreamError | null;
  /** Questions that may follow, once `GET /v1/messages/:id/suggestions` was asked for them. */
  suggestions?: string[];
  /** Only where there were any. */
  toolCalls?: ToolCall[];
  createdAt: string;
}

export type Message = UserMessage | AssistantMessage;

/** Body of `POST /v1/conversations/:id/messages`. */
export interface NewMessage {
  text: string;
  /** Chosen by the client; the same id again replays the same answer. */
  clientMessageId: string;
  /**
   * The id of the conversation's last question, or of its answer: both leave the transcript and what the model is told,
   * and this question takes their place. The same text regenerates the answer, another text edits the question.
   */
  replaces?: string | undefined;
  /** Ids of this conversation's attachments that the question is about. */
  attachments?: string[] | undefined;
  /** Dropped unless the assistant's `pageContext` is on. */
  page?: PageContext | undefined;
  /** What the model may call; dropped unless the assistant's `pageTools` is on and a model answers. */
  tools?: PageTool[] | undefined;
}
