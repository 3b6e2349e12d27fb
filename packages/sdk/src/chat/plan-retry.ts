import type { AskedQuestion } from './chat-state.js';
import type { ChatAnswer, ChatQuestion, ChatState } from './chat-types.js';

export type RetryPlan =
  | { kind: 'none' }
  | { kind: 'restore' }
  /** Reads on in the answer that exists. */
  | { kind: 'resume'; answer: ChatAnswer }
  /** Asks; with the former `clientMessageId` the server answers at most once. */
  | { kind: 'ask'; question: AskedQuestion };

/** What "try again" means for what the transcript ends with (SPEC rules 12 to 15). */
export function planRetry(state: ChatState): RetryPlan {
  const last = state.items.at(-1);
  if (last === undefined) return state.failure === null || state.conversationId === null ? { kind: 'none' } : { kind: 'restore' };
  if (last.kind === 'question') return { kind: 'ask', question: last };
  if (last.state !== 'failed' && last.state !== 'interrupted') return { kind: 'none' };
  if (last.failure?.code === 'NETWORK') return { kind: 'resume', answer: last };
  const question = state.items.findLast((item) => item.kind === 'question');
  return question === undefined ? { kind: 'none' } : { kind: 'ask', question: askAnew(question) };
}

/** The same question under an id of its own. */
export function askAnew({ text, attachments, replaces }: ChatQuestion): AskedQuestion {
  return { clientMessageId: crypto.randomUUID(), text, attachments, replaces };
}
