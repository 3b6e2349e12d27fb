import type { StreamPart, ToolCall } from '@askwell/contract';
import { toAnswerSource } from '../collect-answer.js';
import type { ChatAnswer } from './chat-types.js';

/** The answer after one part of its stream. */
export function applyPart(answer: ChatAnswer, part: StreamPart): ChatAnswer {
  switch (part.type) {
    case 'start':
      // a replay begins again from the first part
      return { ...answer, text: '', citations: [], sources: [], toolCalls: [], status: null, failure: null, state: 'pending' };
    case 'data-status':
      return { ...answer, status: part.data };
    case 'text-start':
      return { ...answer, state: 'streaming' };
    case 'text-delta':
      return { ...answer, state: 'streaming', text: answer.text + part.delta };
    case 'text-end':
      return answer;
    case 'source-url':
    case 'source-document':
      return { ...answer, sources: [...answer.sources, toAnswerSource(part)] };
    case 'data-citation':
      return { ...answer, citations: [...answer.citations, part.data] };
    case 'tool-input-available': {
      const { toolCallId, toolName, input } = part;
      return { ...answer, toolCalls: [...answer.toolCalls, { toolCallId, toolName, input, state: 'waiting' }] };
    }
    case 'tool-output-available':
      return settleTool(answer, part.toolCallId, 'done');
    case 'tool-output-denied':
      return settleTool(answer, part.toolCallId, 'denied');
    case 'tool-output-error':
      return settleTool(answer, part.toolCallId, 'failed');
    case 'data-error': {
      const { code, retryable, requestId } = part.data;
      return { ...answer, failure: { code, retryable, requestId } };
    }
    case 'finish':
      return { ...answer, state: 'complete', status: null, answered: part.messageMetadata.answered, failure: null };
    case 'abort':
      return { ...answer, state: 'stopped', status: null, failure: null };
    case 'error':
      return {
        ...answer,
        state: answer.text === '' ? 'failed' : 'interrupted',
        status: null,
        failure: answer.failure ?? { code: 'INTERNAL', retryable: true },
      };
    default:
      return unknownPart(part, answer);
  }
}

function settleTool(answer: ChatAnswer, toolCallId: string, state: ToolCall['state']): ChatAnswer {
  return { ...answer, toolCalls: answer.toolCalls.map((call) => (call.toolCallId === toolCallId ? { ...call, state } : call)) };
}

function unknownPart(_part: never, answer: ChatAnswer): ChatAnswer {
  return answer;
}
