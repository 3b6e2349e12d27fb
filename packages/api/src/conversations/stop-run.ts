import type { VisitorContext } from '../context.js';
import { NotFoundError } from '../errors.js';
import { selectRun } from './store.js';

/** Ends an answer and the provider's request; a run that has ended stays as it is. */
export async function stopRun(ctx: VisitorContext, input: { runId: string }): Promise<void> {
  const { answerLog, liveAnswers, database } = ctx.deps;
  const run = answerLog.find(input.runId) ?? (await selectRun(database, ctx.tenantId, ctx.actor.visitorId, input.runId));
  if (run?.tenantId !== ctx.tenantId || run.visitorId !== ctx.actor.visitorId) throw new NotFoundError('run');
  liveAnswers.stop(input.runId);
}
