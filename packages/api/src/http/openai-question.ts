import type { Assistant, HistoryTurn } from '@askwell/contract';
import { limits } from '@askwell/contract';
import type { Question } from '../conversations/index.js';
import { AppError } from '../errors.js';
import type { ChatCompletionRequest } from './schemas/chat-completions.js';

const extraInstructionsCharacters = 8000;
const outputTokens = { min: 16, max: 16_000 };

/** The last message of the user is the question, what stands before it the history; system messages add instructions. */
export function toQuestion(request: ChatCompletionRequest, assistant: Assistant): Question {
  const messages = request.messages.map(({ role, content }, index) => ({ role, text: toText(content, index) }));
  const last = messages.findLastIndex(({ role }) => role === 'user');
  const text = messages[last]?.text ?? '';
  if (text.trim() === '') throw invalid('messages', 'Add a message with the role "user" that holds the question.');
  if (text.length > limits.questionCharacters) {
    throw invalid(`messages.${last}.content`, `A question may have at most ${limits.questionCharacters} characters.`);
  }
  const extra = messages.filter(({ role }) => role === 'system' || role === 'developer').map((message) => message.text);
  return {
    text,
    history: messages.slice(0, last).flatMap(toTurn).slice(-limits.historyTurns),
    assistant: {
      id: assistant.id,
      name: assistant.name,
      instructions: [assistant.instructions, extra.join('\n').slice(0, extraInstructionsCharacters)].filter(Boolean).join('\n'),
      model: { ...assistant.model, ...toSettings(request) },
    },
  };
}

function toSettings(request: ChatCompletionRequest): Question['assistant']['model'] {
  const { temperature } = request;
  const tokens = request.max_completion_tokens ?? request.max_tokens ?? undefined;
  return {
    ...(temperature === undefined || temperature === null ? {} : { temperature }),
    ...(tokens === undefined ? {} : { maxOutputTokens: Math.min(Math.max(tokens, outputTokens.min), outputTokens.max) }),
  };
}

function toTurn({ role, text }: { role: string; text: string }): HistoryTurn[] {
  if ((role !== 'user' && role !== 'assistant') || text === '') return [];
  return [{ role, text: text.slice(0, limits.answerCharacters) }];
}

function toText(content: ChatCompletionRequest['messages'][number]['content'], index: number): string {
  if (content === undefined || content === null) return '';
  if (typeof content === 'string') return content;
  return content
    .map((part, place) => {
      // A refusal is a turn without content.
      if (part.type === 'refusal') return '';
      if (part.type === 'text' && part.text !== undefined) return part.text;
      throw invalid(
        `messages.${index}.content.${place}`,
        `Askwell reads text only, no ${JSON.stringify(part.type)} part. Send parts of the type "text".`,
      );
    })
    .join('');
}

function invalid(path: string, message: string): AppError {
  return new AppError('INVALID_REQUEST', `${path}: ${message}`, { fields: [{ path, message }] });
}
