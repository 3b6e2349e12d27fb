import type { Answer, AnswerRequest } from '@askwell/contract';
import type { Context } from '../../context.js';
import { createCitationBook } from './citation-book.js';
import { generateAnswer } from './generate-answer.js';
import type { TurnAssistant } from '../store.js';

/** Answers a question outside any conversation; nothing of it is stored. */
export async function answerQuestion(ctx: Context, input: AnswerRequest & { assistant: TurnAssistant }): Promise<Answer> {
  const book = createCitationBook();
  const { question: text, history = [], assistant, filter, pageUrl } = input;
  const question = { text, history, assistant, filter, pageUrl };
  let written = '';
  for await (const event of generateAnswer(ctx, question, book)) {
    if (event.type === 'text') written += event.text;
    if (event.type === 'end') {
      return {
        answered: event.answered,
        text: written,
        citations: book.citations(),
        sources: book.sources(),
        usage: event.usage,
      };
    }
  }
  throw new Error('The answer had no end');
}
