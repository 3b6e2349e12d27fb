import type { StreamError, StreamPart } from '@askwell/contract';
import type { Database } from '../../db/index.js';
import type { Logger } from '../../observability/index.js';
import type { AnswerLog, LoggedRun } from './answer-log.js';
import type { LiveAnswers } from './live-answers.js';
import { addEvents, emptyPartial, type PartialAnswer } from './partial-answer.js';
import { interruptRun, keepPartialAnswers, renewLeases, selectLeftRuns, type KeptAnswer } from './run-store.js';
import type { VisitorFeed } from '../visitor-feed/visitor-feed.js';

/** Keeps this node's runs its own, and ends the runs of nodes that have died. */
export interface RunLeases {
  /** Ends what an earlier process left, then goes on by itself. */
  start(): Promise<void>;
  close(): void;
}

export interface RunLeasesOptions {
  database: Database;
  liveAnswers: LiveAnswers;
  answerLog: AnswerLog;
  visitorFeed: VisitorFeed;
  logger: Logger;
}

const roundMilliseconds = 1000;
const renewMilliseconds = 4000;
const leaseMilliseconds = 15_000;

export function createRunLeases(options: RunLeasesOptions): RunLeases {
  const { database, liveAnswers, answerLog, visitorFeed, logger } = options;
  // One process owns an embedded database, so its runs need no lease and nobody else's can be left in it.
  const isShared = database.kind === 'postgres';
  const partials = new Map<string, { partial: PartialAnswer; keptEvent: number }>();
  let timer: NodeJS.Timeout | undefined;
  let isBusy = false;
  let renewedAt = performance.now();
  let keptAt = 0;
  let sweepAfter = 0;

  async function renew(): Promise<void> {
    const runs = liveAnswers.runs();
    const doubted = liveAnswers.doubted();
    const all = [...runs, ...doubted];
    const own = all.length === 0 ? new Set<string>() : await renewLeases(database, all);
    for (const run of runs) if (!own.has(run.runId)) liveAnswers.lose(run.runId);
    liveAnswers.settleDoubts(own);
  }

  /** What was said so far outlives this process in the database; seldom where a shared log has it too. */
  async function keepPartials(): Promise<void> {
    const now = performance.now();
    if (answerLog.isShared && now - keptAt < renewMilliseconds) return;
    keptAt = now;
    const runs = liveAnswers.runs();
    const changed: KeptAnswer[] = [];
    const current = new Set(runs.map(({ runId }) => runId));
    for (const runId of partials.keys()) if (!current.has(runId)) partials.delete(runId);
    for (const run of runs) {
      const state = partials.get(run.runId) ?? { partial: emptyPartial(), keptEvent: 0 };
      partials.set(run.runId, state);
      const { partial } = state;
      addEvents(partial, await answerLog.events(run.runId));
      if (partial.lastEvent === state.keptEvent || partial.text === '') continue;
      state.keptEvent = partial.lastEvent;
      changed.push(keptAnswer(run, partial));
    }
    if (changed.length > 0) await keepPartialAnswers(database, changed);
  }

  async function sweep(which: 'lease-over' | 'all'): Promise<void> {
    for (const run of await selectLeftRuns(database, which)) {
      const error: StreamError = { code: 'ANSWER_INTERRUPTED', retryable: true, requestId: run.runId };
      const events = await answerLog.events(run.runId).catch(() => []); // The stored text serves then.
      const partial = addEvents(emptyPartial(), events);
      const kept = partial.text === '' ? undefined : keptAnswer(run, partial);
      if (!(await interruptRun(database, run, { which, kept, error }))) continue;
      logger.warn({ runId: run.runId }, 'a run was left by its node and is ended');
      // Readers that miss this find the run ended in the database.
      await answerLog.endLeftRun(run, lastParts(run, partial, error)).catch(() => {});
      const { conversationId, answerId: id, runId } = run;
      visitorFeed.publish(run, { type: 'answer-ended', conversationId, answer: { id, runId, status: 'interrupted' } });
    }
  }

  async function round(): Promise<void> {
    await keepPartials();
    const now = performance.now();
    const isDue = now - renewedAt >= renewMilliseconds || liveAnswers.doubted().length > 0;
    if (!isShared || !isDue) return;
    await renew();
    const renewed = performance.now();
    // The database was away, perhaps for all nodes: each may renew before anyone ends a run.
    if (renewed - renewedAt > leaseMilliseconds / 2) sweepAfter = renewed + 2 * renewMilliseconds;
    renewedAt = renewed;
    if (renewed >= sweepAfter) await sweep('lease-over');
  }

  async function tick(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    try {
      await round();
    } catch (error) {
      logger.warn({ err: error }, 'leases could not be renewed; trying again');
    } finally {
      isBusy = false;
    }
  }

  return {
    async start() {
      await sweep(isShared ? 'lease-over' : 'all');
      timer = setInterval(() => void tick(), roundMilliseconds).unref();
    },
    close: () => clearInterval(timer),
  };
}

function keptAnswer(run: LoggedRun, { text, citations, sources }: PartialAnswer): KeptAnswer {
  return { run, text, citations, sources };
}

function lastParts(run: LoggedRun, partial: PartialAnswer, error: StreamError): StreamPart[] {
  return [
    ...(partial.isTextOpen ? [{ type: 'text-end' as const, id: run.answerId }] : []),
    { type: 'data-error', data: error },
    { type: 'error', errorText: error.code },
  ];
}
