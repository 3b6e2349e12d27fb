import type { AcceptedDocument, NewQuestionAnswer, Page, QuestionFilter, QuestionGroup } from '@askwell/contract';
import { requestJson, type Transport } from '../request.js';
import type { PageOptions } from '../resources/conversations.js';
import type { CallOptions } from './admin-client.js';

export interface QuestionPageOptions extends PageOptions {
  /** @default 'false' */
  answered?: QuestionFilter | undefined;
  /** A date or a time, such as `2026-01-31`, from which on questions count. */
  from?: string | undefined;
  /** A date or a time before which questions count. */
  to?: string | undefined;
}

/** What visitors ask, like questions together, the commonest first. */
export interface QuestionsResource {
  /** Every group; pages are fetched as the loop reaches them. */
  list(options?: QuestionPageOptions): AsyncIterable<QuestionGroup>;
  /** One page. */
  page(options?: QuestionPageOptions): Promise<Page<QuestionGroup>>;
  /** Adds a question and its answer to the knowledge base; the same question again replaces its answer. */
  answer(pair: NewQuestionAnswer, options?: CallOptions): Promise<AcceptedDocument>;
}

export function createQuestions(transport: Transport): QuestionsResource {
  const page: QuestionsResource['page'] = ({ signal, ...query } = {}) =>
    requestJson(transport, { method: 'GET', path: '/v1/questions', query: { ...query }, signal, repeatable: true });
  return {
    page,
    async *list(options = {}) {
      let cursor = options.cursor;
      for (;;) {
        const { data, nextCursor } = await page({ ...options, cursor });
        yield* data;
        if (nextCursor === null) return;
        cursor = nextCursor;
      }
    },
    answer: (body, options) =>
      requestJson(transport, {
        method: 'POST',
        path: '/v1/questions/answer',
        body,
        signal: options?.signal,
        repeatable: true,
      }),
  };
}
