import type { AcceptedDocument, NewQuestionAnswer } from '@askwell/contract';
import { createHash } from 'node:crypto';
import type { Context } from '../context.js';
import { NotFoundError } from '../errors.js';
import { addDocuments } from '../knowledge/index.js';
import { fold } from '../retrieval/index.js';
import { hasQuestion } from './store.js';

/**
 * Adds the pair to the knowledge base, under the question as title and heading, so that it is found by the question.
 * The same question again replaces its answer.
 * @throws NotFoundError where `questionId` is no question of the tenant
 */
export async function answerAskedQuestion(ctx: Context, input: NewQuestionAnswer): Promise<AcceptedDocument> {
  const { answer, url, questionId } = input;
  if (questionId !== undefined && !(await hasQuestion(ctx.deps.database, ctx.tenantId, questionId))) {
    throw new NotFoundError('question');
  }
  const question = input.question.replaceAll(/\s+/gu, ' ').trim();
  const [accepted] = await addDocuments(ctx, [
    {
      title: question,
      text: `# ${question}\n\n${answer}`,
      externalId: externalIdOf(question),
      metadata: { kind: 'faq', ...(questionId === undefined ? {} : { questionId }) },
      ...(url === undefined ? {} : { url }),
    },
  ]);
  if (accepted === undefined) throw new Error('The pair was not accepted');
  return accepted;
}

/** Case, punctuation and spaces make no other question. */
function externalIdOf(question: string): string {
  const words =
    fold(question)
      .match(/[\p{L}\p{N}\p{M}]+/gu)
      ?.join(' ') ?? question;
  return `faq:${createHash('sha256').update(words).digest('hex').slice(0, 32)}`;
}
