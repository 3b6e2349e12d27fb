import type { AnswerSource } from './knowledge.js';
import type { Citation, FinishReason, StreamError } from './stream-events.js';

export interface NewSession {
  /** The publishable key, `pk_…`. */
  key: string;
  /** A former token of the same visitor, to stay that visitor. It may have expired. */
  visitorToken?: string | undefined;
  identityToken?: string | undefined;
}

export interface Session {
  token: string;
  expiresAt: string;
  visitor: { id: string };
}

export interface Conversation {
  id: string;
  title: string | null;
  createdAt: string;
  updatedAt: string;
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
  createdAt: string;
}

export type Message = UserMessage | AssistantMessage;

/** Body of `POST /v1/conversations/:id/messages`. */
export interface NewMessage {
  text: string;
  /** Chosen by the client; the same id again replays the same answer. */
  clientMessageId: string;
}
