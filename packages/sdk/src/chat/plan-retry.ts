import type { ChatAnswer, ChatState } from './chat-types.js';

export type RetryPlan =
  | { kind: 'none' }
  | { kind: 'restore' }
  /** Reads on in the answer that exists. */
  | { kind: 'resume'; answer: ChatAnswer }
  /** Asks; with the former `clientMessageId` the server answers at most once. */
  | { kind: 'ask'; text: string; clientMessageId: string | null };

/** What "try again" means for what the transcript ends with (SPEC rules 12 to 15). */
export function planRetry(state: ChatState): RetryPlan {
  const last = state.items.at(-1);
  if (last === undefined) return state.failure === null || state.conversationId === null ? { kind: 'none' } : { kind: 'restore' };
  if (last.kind === 'question') return { kind: 'ask', text: last.text, clientMessageId: last.clientMessageId };
  if (last.state !== 'failed' && last.state !== 'interrupted') return { kind: 'none' };
  if (last.failure?.code === 'NETWORK') return { kind: 'resume', answer: last };
  const question = state.items.findLast((item) => item.kind === 'question');
  return question === undefined ? { kind: 'none' } : { kind: 'ask', text: question.text, clientMessageId: null };
}
