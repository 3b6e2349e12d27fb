import type { VisitorContext } from '../../context.js';
import { AppError, NotFoundError } from '../../errors.js';
import { selectRun } from '../store.js';

/** Ends an answer and the provider's request, on whichever node it runs; a run that has ended stays as it is. */
export async function stopRun(ctx: VisitorContext, input: { runId: string }): Promise<void> {
  const { liveAnswers, answerLog, database } = ctx.deps;
  const here = liveAnswers.find(input.runId);
  const run = here ?? (await selectRun(database, ctx.tenantId, ctx.actor.visitorId, input.runId));
  if (run?.tenantId !== ctx.tenantId || run.visitorId !== ctx.actor.visitorId) throw new NotFoundError('run');
  if (liveAnswers.stop(input.runId) || !('status' in run) || run.status !== 'streaming') return;
  try {
    await answerLog.stopElsewhere(input.runId);
  } catch (error) {
    throw new AppError('SERVICE_UNAVAILABLE', 'The answer could not be stopped right now. Try again in a few seconds.', {
      cause: error,
      retryAfter: 2,
    });
  }
}
