import type { Message, VisitorEvent } from '@askwell/contract';
import type { AskwellClient } from '../client.js';
import type { Clock } from '../clock.js';
import { followVisitor } from '../events/index.js';
import type { ChatEvent } from './chat-state.js';
import type { ChatState } from './chat-types.js';
import { isOpen } from './merge-messages.js';

export interface InStepOptions {
  client: AskwellClient;
  clock: Clock;
  getState(): ChatState;
  dispatch(event: ChatEvent): void;
  /** The run that this chat reads now. */
  reading(): string | null;
  /** The visitor's own word on an answer is under way. */
  isRating(messageId: string): boolean;
  /** Enough of the conversation's newest messages to join what is shown. */
  newestMessages(conversationId: string): Promise<Message[]>;
  isGone(error: unknown): boolean;
  /** Answers may be there that nobody here reads. */
  readOpenAnswer(): void;
  /** The conversation was deleted elsewhere. */
  leaveConversation(): void;
}

/** Keeps a chat in step with the visitor's other tabs and devices (SPEC rules 31 to 37). */
export interface InStep {
  /** Follows the visitor from the first conversation on. */
  begin(): void;
  end(): void;
}

export function stayInStep(options: InStepOptions): InStep {
  const { client, clock, getState, dispatch } = options;
  let following: AbortController | null = null;
  /** The conversation in which the server did not let the visitor be followed. */
  let refused: string | null = null;
  let catching = false;
  let again = false;

  const catchUp = async (): Promise<void> => {
    const { conversationId, items: shown } = getState();
    again = catching;
    if (catching || conversationId === null) return;
    catching = true;
    try {
      const messages = await options.newestMessages(conversationId);
      if (getState().conversationId === conversationId)
        dispatch({ type: 'caught-up', messages, shown, reading: options.reading() });
    } catch (error) {
      // what cannot be read now is read after the next connection
      if (options.isGone(error) && getState().conversationId === conversationId) options.leaveConversation();
    } finally {
      catching = false;
    }
    options.readOpenAnswer();
    if (again) await catchUp();
  };

  const hear = (event: VisitorEvent): void => {
    if (event.type === 'ready') return void catchUp();
    if (event.type === 'conversation-changed' || event.conversationId !== getState().conversationId) return undefined;
    switch (event.type) {
      case 'answer-started':
        dispatch({ type: 'question-heard', question: event.question, answer: event.answer, replaces: event.replaces ?? null });
        return options.readOpenAnswer();
      case 'answer-ended':
        return isShown(event.answer.runId) ? undefined : void catchUp();
      case 'feedback-changed':
        if (!options.isRating(event.messageId)) dispatch({ type: 'rated', messageId: event.messageId, feedback: event.feedback });
        return undefined;
      case 'conversation-deleted':
        return options.leaveConversation();
      default:
        return unknownEvent(event);
    }
  };

  /** Whether this chat reads the answer to its end, or has. */
  const isShown = (runId: string): boolean =>
    options.reading() === runId ||
    getState().items.some(
      (item) => item.kind === 'answer' && item.runId === runId && !isOpen(item) && item.failure?.code !== 'NETWORK',
    );

  return {
    begin() {
      if (following !== null || refused === getState().conversationId) return;
      const controller = new AbortController();
      following = controller;
      const { signal } = controller;
      const onEvent = (event: VisitorEvent): void => {
        if (!signal.aborted) hear(event);
      };
      // a server or a session that does not let it be followed: the chat works on, and the next conversation tries again
      followVisitor(client, { onEvent, signal, clock }).catch(() => {
        refused = getState().conversationId;
        if (following === controller) following = null;
      });
    },
    end() {
      following?.abort();
      following = null;
    },
  };
}

function unknownEvent(_event: never): void {}
