import type { ChatFailure, ChatItem, ChatState } from '../chat/chat-types.js';

/** What a page hears of a question that was stored, or of an answer that has ended. */
export interface MessageNews {
  id: string;
  role: 'user' | 'assistant';
  text: string;
  /** Of an answer: false where the knowledge base does not cover the question. */
  answered: boolean | null;
}

/** What has been told of each item: its state when last looked at. */
export type SeenItems = ReadonlyMap<string, string>;

export interface TranscriptNews {
  messages: MessageNews[];
  failures: ChatFailure[];
  seen: SeenItems;
}

const sessionKey = 'session';

/** What a page that listens has to hear since it last heard: questions sent, answers ended, failures. */
export function findNews(former: SeenItems, state: ChatState): TranscriptNews {
  const messages: MessageNews[] = [];
  const failures: ChatFailure[] = [];
  const seen = new Map<string, string>();
  for (const item of state.items) {
    const key = item.kind === 'question' ? item.clientMessageId : item.runId || item.id;
    seen.set(`${item.kind}:${key}`, item.state);
    if (former.get(`${item.kind}:${key}`) === item.state) continue;
    if (isSettled(item)) messages.push({ id: item.id, role: roleOf(item), text: item.text, answered: answeredOf(item) });
    if (item.failure) failures.push(item.failure);
  }
  if (state.failure) {
    seen.set(sessionKey, state.failure.code);
    if (former.get(sessionKey) !== state.failure.code) failures.push(state.failure);
  }
  return { messages, failures, seen };
}

function isSettled(item: ChatItem): boolean {
  return item.kind === 'question' ? item.state === 'sent' : item.state === 'complete' || item.state === 'stopped';
}

function roleOf(item: ChatItem): MessageNews['role'] {
  return item.kind === 'question' ? 'user' : 'assistant';
}

function answeredOf(item: ChatItem): boolean | null {
  return item.kind === 'question' ? null : item.answered;
}
