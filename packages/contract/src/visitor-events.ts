import type { Conversation, Feedback, MessageStatus, UserMessage } from './conversation.js';
import { isRecord } from './guards.js';

/**
 * What moves in a visitor's conversations, on whichever device, as `GET /v1/events` and `GET /v1/conversations/:id/events` tell it.
 * The answers themselves stream at their runs.
 */
export type VisitorEvent =
  /** Nothing is missed from here on: read again what you show. Comes first, and again after a gap. */
  | { type: 'ready' }
  /** It is new, or has another title. */
  | { type: 'conversation-changed'; conversation: Conversation }
  | { type: 'conversation-deleted'; conversationId: string }
  /** A question is stored and its answer has begun: read it at `/v1/runs/:id/events`. */
  | {
      type: 'answer-started';
      conversationId: string;
      question: UserMessage;
      answer: { id: string; runId: string };
      /** The id of the question, or of its answer, whose turn this one takes the place of. */
      replaces?: string;
    }
  | {
      type: 'answer-ended';
      conversationId: string;
      answer: { id: string; runId: string; status: Exclude<MessageStatus, 'streaming'> };
    }
  | { type: 'feedback-changed'; conversationId: string; messageId: string; feedback: Feedback | null };

export type VisitorEventType = VisitorEvent['type'];

export const visitorEventTypes = [
  'ready',
  'conversation-changed',
  'conversation-deleted',
  'answer-started',
  'answer-ended',
  'feedback-changed',
] as const satisfies readonly VisitorEventType[];

const known: ReadonlySet<string> = new Set(visitorEventTypes);

/** True for an event this version knows; readers skip the others. */
export function isVisitorEvent(value: unknown): value is VisitorEvent {
  return isRecord(value) && typeof value['type'] === 'string' && known.has(value['type']);
}
