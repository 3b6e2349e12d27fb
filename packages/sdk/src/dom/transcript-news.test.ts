import { initialChatState } from '../chat/chat-state.js';
import type { ChatAnswer, ChatItem, ChatQuestion, ChatState } from '../chat/chat-types.js';
import { describe, expect, it } from 'vitest';
import { findNews } from './transcript-news.js';

const question: ChatQuestion = {
  kind: 'question',
  id: 'm1',
  clientMessageId: 'c1',
  text: 'How?',
  state: 'sending',
  failure: null,
  attachments: [],
  replaces: null,
};
const answer: ChatAnswer = {
  kind: 'answer',
  id: 'm2',
  runId: 'r1',
  text: 'So.',
  state: 'streaming',
  status: null,
  answered: null,
  citations: [],
  sources: [],
  feedback: null,
  failure: null,
  suggestions: [],
  toolCalls: [],
};
const state = (...items: ChatItem[]): ChatState => ({ ...initialChatState(true), items });

describe('news of the transcript', () => {
  it('tells a question when it is stored and an answer when it has ended, once each', () => {
    let news = findNews(new Map(), state(question));
    expect(news.messages).toEqual([]);
    news = findNews(news.seen, state({ ...question, state: 'sent' }, answer));
    expect(news.messages).toEqual([{ id: 'm1', role: 'user', text: 'How?', answered: null }]);
    const done = state({ ...question, state: 'sent' }, { ...answer, state: 'complete', answered: true });
    news = findNews(news.seen, done);
    expect(news.messages).toEqual([{ id: 'm2', role: 'assistant', text: 'So.', answered: true }]);
    expect(findNews(news.seen, done).messages).toEqual([]);
  });

  it('tells each failure once, and again after another attempt', () => {
    const failure = { code: 'NETWORK', retryable: true } as const;
    const failed = state({ ...question, state: 'failed', failure });
    let news = findNews(new Map(), failed);
    expect(news.failures).toEqual([failure]);
    expect(findNews(news.seen, failed).failures).toEqual([]);
    news = findNews(news.seen, state(question));
    expect(findNews(news.seen, failed).failures).toEqual([failure]);
  });
});
