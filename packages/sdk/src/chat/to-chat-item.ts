import type { Message, MessageStatus } from '@askwell/contract';
import type { ChatAnswer, ChatFailure, ChatItem } from './chat-types.js';

/** A stored message as an item of the transcript. */
export function toChatItem(message: Message): ChatItem {
  if (message.role === 'user') {
    const { id, clientMessageId, text, attachments = [] } = message;
    return { kind: 'question', id, clientMessageId, text, state: 'sent', failure: null, attachments, replaces: null };
  }
  const { id, runId, text, status, answered, citations, sources, feedback, suggestions = [], toolCalls = [] } = message;
  return {
    kind: 'answer',
    id,
    runId,
    text,
    state: toAnswerState(status, text),
    status: null,
    answered: status === 'complete' ? answered : null,
    citations,
    sources,
    feedback,
    failure: toFailure(message.error),
    suggestions,
    toolCalls,
  };
}

function toAnswerState(status: MessageStatus, text: string): ChatAnswer['state'] {
  return status === 'streaming' && text === '' ? 'pending' : status;
}

/** A stored `retryAfter` counts from a moment that is past. */
function toFailure(error: Extract<Message, { role: 'assistant' }>['error']): ChatFailure | null {
  return error === null ? null : { code: error.code, retryable: error.retryable, requestId: error.requestId };
}
