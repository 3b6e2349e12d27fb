import type { Message } from '@askwell/contract';
import type { ChatAnswer, ChatItem, ChatQuestion } from './chat-types.js';
import { toChatItem } from './to-chat-item.js';

export interface StoredMessages {
  messages: readonly Message[];
  /** The run that this chat reads; what it shows of it is newer than what is stored. */
  reading: string | null;
  /** What was shown when the messages were asked for. */
  shown: readonly ChatItem[];
}

/**
 * The transcript after the newest stored messages were read again. What is older than they are stays before them, what came
 * meanwhile or is not stored yet stays after them, and what was stored and is not any more leaves.
 */
export function mergeMessages(items: readonly ChatItem[], { messages, reading, shown }: StoredMessages): readonly ChatItem[] {
  const matched = new Set<ChatItem>();
  const merged = messages.map((message) => {
    const stored = toChatItem(message);
    const existing = items.find((item) => isSame(item, stored));
    if (existing === undefined) return stored;
    matched.add(existing);
    return mergeItem(existing, stored, reading);
  });
  const first = items.findIndex((item) => matched.has(item));
  const before = first === -1 ? [] : items.slice(0, first);
  const after = items
    .slice(before.length)
    .filter((item) => !matched.has(item) && !(messages.length > 0 && isStored(item) && shown.includes(item)));
  const next = [...before, ...merged, ...after];
  return next.length === items.length && next.every((item, index) => item === items[index]) ? items : next;
}

/** The last answer that is still being written. */
export function findOpenAnswer(items: readonly ChatItem[]): ChatAnswer | undefined {
  return items.findLast((item): item is ChatAnswer => item.kind === 'answer' && isOpen(item));
}

export function isOpen({ state }: ChatAnswer): boolean {
  return state === 'pending' || state === 'streaming';
}

function isSame(item: ChatItem, stored: ChatItem): boolean {
  if (item.kind === 'question') return stored.kind === 'question' && item.clientMessageId === stored.clientMessageId;
  return stored.kind === 'answer' && item.runId === stored.runId;
}

function isStored(item: ChatItem): boolean {
  return item.kind === 'question' ? item.state === 'sent' : !isOpen(item);
}

function mergeItem(existing: ChatItem, stored: ChatItem, reading: string | null): ChatItem {
  if (existing.kind === 'question') return existing.state === 'sent' ? existing : sentQuestion(existing);
  return stored.kind === 'answer' && existing.runId !== reading ? mergeAnswer(existing, stored) : existing;
}

export function sentQuestion(question: ChatQuestion): ChatQuestion {
  return { ...question, state: 'sent', failure: null };
}

function mergeAnswer(existing: ChatAnswer, stored: ChatAnswer): ChatAnswer {
  const wasLost = existing.failure?.code === 'NETWORK';
  if (isOpen(stored)) return wasLost ? { ...existing, state: stored.state, failure: null } : existing;
  if (wasLost || existing.state !== stored.state || existing.text !== stored.text) return stored;
  const { rating, comment } = stored.feedback ?? {};
  const isRatedAlike = existing.feedback?.rating === rating && existing.feedback?.comment === comment;
  return isRatedAlike ? existing : { ...existing, feedback: stored.feedback };
}
