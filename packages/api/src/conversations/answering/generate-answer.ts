import type { Context } from '../../context.js';
import { bookUsage, budgetExceeded, createUsageMeter, reservationOf, reserve, settle } from '../../usage/index.js';
import type { CitationBook } from './citation-book.js';
import { writeAnswer, type AnswerEvent, type Question } from './write-answer.js';

export type { AnswerEvent, Question } from './write-answer.js';

/** An answer outside of conversations: only its usage is stored, within the tenant's budgets. */
export async function* generateAnswer(ctx: Context, question: Question, book: CitationBook): AsyncGenerator<AnswerEvent> {
  const { deps, tenantId } = ctx;
  const answerId = deps.newId('run');
  const reservation = reservationOf(deps);
  if (reservation.tokens > 0) {
    const full = await reserve(deps.database, { tenantId, answerId }, reservation);
    if (full !== undefined) throw budgetExceeded(full);
  }
  const meter = createUsageMeter();
  let hasFailed = false;
  let isBooked = false;

  async function settleUsage(): Promise<void> {
    isBooked = true;
    const usage = await (hasFailed && !ctx.signal.aborted ? meter.totalOfFailure() : meter.total());
    await settle(deps.database, { tenantId, answerId, assistantId: question.assistant.id, usage: bookUsage(deps, meter, usage) });
  }

  try {
    for await (const event of writeAnswer(ctx, question, book, meter)) {
      if (event.type === 'end') await settleUsage();
      yield event;
    }
  } catch (error) {
    hasFailed = true;
    throw error;
  } finally {
    // Also where the reader left in the middle.
    if (!isBooked) await settleUsage();
  }
}
