import { setTimeout as sleep } from 'node:timers/promises';
import type { VisitorContext } from '../../context.js';
import { selectStreamingRuns } from './run-store.js';
import { stopRun } from './stop-run.js';

const settleMilliseconds = 2000;
const lookMilliseconds = 40;

/** Stops a visitor's answers, in one conversation or in all, and waits a moment until they are stored and their usage is booked. */
export async function stopRuns(ctx: VisitorContext, conversationId?: string): Promise<void> {
  const { database } = ctx.deps;
  const which = { tenantId: ctx.tenantId, visitorId: ctx.actor.visitorId, conversationId };
  const until = performance.now() + settleMilliseconds;
  let left = await selectStreamingRuns(database, which);
  // One that cannot be reached ends by itself, and finds nothing to store.
  await Promise.all(left.map((runId) => stopRun(ctx, { runId }).catch(() => {})));
  while (left.length > 0 && performance.now() < until) {
    await sleep(lookMilliseconds);
    left = await selectStreamingRuns(database, which);
  }
}
