import type { LoggedRun } from './answer-log.js';

/** The answers that this node is writing: how to stop one, and how long nobody has listened. */
export interface LiveAnswers {
  /** While it drains, no new answer may begin. */
  readonly isDraining: boolean;
  begin(run: LoggedRun): LiveAnswer;
  runs(): LoggedRun[];
  /** A run that may be stored, or may not: the word of it was lost. `goOn` begins it. */
  doubt(run: LoggedRun, goOn: () => void): void;
  doubted(): LoggedRun[];
  /** What the database knows of the doubted: those in `stored` go on, and the others are soon forgotten. */
  settleDoubts(stored: ReadonlySet<string>): void;
  find(runId: string): LoggedRun | undefined;
  /** True if the run was running here. */
  stop(runId: string): boolean;
  /** Another node has ended the run, because this one's lease was over. */
  lose(runId: string): void;
  readersChanged(runId: string, readers: number): void;
  /** Resolves when none is left, or after `milliseconds` with those that remain stopped. */
  drain(milliseconds: number): Promise<void>;
}

export type StopReason = 'stopped' | 'nobody-listening' | 'restarting' | 'lease-lost';

export interface LiveAnswer {
  signal: AbortSignal;
  end(): void;
}

export class AnswerStopped extends Error {
  override readonly name = 'AnswerStopped';
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super(`The answer was ended: ${reason}`);
    this.reason = reason;
  }
}

export interface LiveAnswersOptions {
  unheardMilliseconds: number;
  /** Whether other nodes have readers of the run. */
  isHeardElsewhere: (runId: string) => Promise<boolean>;
}

interface Running {
  run: LoggedRun;
  controller: AbortController;
  readers: number;
  heardAt: number;
  timer: NodeJS.Timeout | undefined;
}

interface Doubted {
  run: LoggedRun;
  goOn: () => void;
  since: number;
}

/** A statement whose connection broke may still be running. */
const doubtMilliseconds = 5000;
const maxDoubted = 1000;

/** How many times in the unheard time other nodes are asked for readers. */
const looks = 6;

export function createLiveAnswers(options: LiveAnswersOptions): LiveAnswers {
  const { unheardMilliseconds } = options;
  const running = new Map<string, Running>();
  const inDoubt = new Map<string, Doubted>();
  const waiting: (() => void)[] = [];
  let isDraining = false;

  function abort(runId: string, reason: StopReason): boolean {
    const answer = running.get(runId);
    answer?.controller.abort(new AnswerStopped(reason));
    return answer !== undefined;
  }

  function watch(answer: Running): void {
    clearTimeout(answer.timer);
    const left = answer.heardAt + unheardMilliseconds - performance.now();
    answer.timer = setTimeout(() => void look(answer), Math.min(left, unheardMilliseconds / looks)).unref();
  }

  async function look(answer: Running): Promise<void> {
    const { runId } = answer.run;
    // Without an answer from the shared store nobody can be reading there.
    const isHeard = await options.isHeardElsewhere(runId).catch(() => false);
    if (answer.readers > 0 || running.get(runId) !== answer) return;
    if (isHeard) answer.heardAt = performance.now();
    if (performance.now() - answer.heardAt >= unheardMilliseconds) abort(runId, 'nobody-listening');
    else watch(answer);
  }

  return {
    get isDraining() {
      return isDraining;
    },
    begin(run) {
      const controller = new AbortController();
      const answer: Running = { run, controller, readers: 0, heardAt: performance.now(), timer: undefined };
      running.set(run.runId, answer);
      watch(answer);
      return {
        signal: controller.signal,
        end() {
          clearTimeout(answer.timer);
          running.delete(run.runId);
          if (running.size === 0) for (const done of waiting.splice(0)) done();
        },
      };
    },
    runs: () => [...running.values()].map(({ run }) => run),
    doubt(run, goOn) {
      if (inDoubt.size < maxDoubted) inDoubt.set(run.runId, { run, goOn, since: performance.now() });
    },
    doubted: () => [...inDoubt.values()].map(({ run }) => run),
    settleDoubts(stored) {
      for (const [runId, { goOn, since }] of inDoubt) {
        const isStored = stored.has(runId);
        if (!isStored && performance.now() - since < doubtMilliseconds) continue;
        inDoubt.delete(runId);
        if (isStored && !isDraining) goOn();
      }
    },
    find: (runId) => running.get(runId)?.run,
    stop: (runId) => abort(runId, 'stopped'),
    lose: (runId) => void abort(runId, 'lease-lost'),
    readersChanged(runId, readers) {
      const answer = running.get(runId);
      if (answer === undefined) return;
      answer.readers = readers;
      answer.heardAt = performance.now();
      clearTimeout(answer.timer);
      if (readers === 0) watch(answer);
    },
    async drain(milliseconds) {
      isDraining = true;
      if (running.size === 0) return;
      const drained = new Promise<void>((resolve) => waiting.push(resolve));
      const timer = setTimeout(() => {
        for (const runId of running.keys()) abort(runId, 'restarting');
      }, milliseconds);
      await drained;
      clearTimeout(timer);
    },
  };
}
