/** The answers that this node is writing: how to stop one, and how long nobody has listened. */
export interface LiveAnswers {
  begin(runId: string): LiveAnswer;
  /** True if the run was running here. */
  stop(runId: string): boolean;
  readersChanged(runId: string, readers: number): void;
  /** Resolves when none is left, or after `milliseconds` with those that remain stopped. */
  drain(milliseconds: number): Promise<void>;
}

export type StopReason = 'stopped' | 'nobody-listening' | 'restarting';

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

interface Running {
  controller: AbortController;
  unheardTimer: NodeJS.Timeout | undefined;
}

export function createLiveAnswers(options: { unheardMilliseconds: number }): LiveAnswers {
  const running = new Map<string, Running>();
  const waiting: (() => void)[] = [];

  function abort(runId: string, reason: StopReason): boolean {
    const answer = running.get(runId);
    answer?.controller.abort(new AnswerStopped(reason));
    return answer !== undefined;
  }

  return {
    begin(runId) {
      const answer: Running = { controller: new AbortController(), unheardTimer: undefined };
      running.set(runId, answer);
      return {
        signal: answer.controller.signal,
        end() {
          clearTimeout(answer.unheardTimer);
          running.delete(runId);
          if (running.size === 0) for (const done of waiting.splice(0)) done();
        },
      };
    },
    stop: (runId) => abort(runId, 'stopped'),
    readersChanged(runId, readers) {
      const answer = running.get(runId);
      if (answer === undefined) return;
      clearTimeout(answer.unheardTimer);
      answer.unheardTimer = undefined;
      if (readers === 0)
        answer.unheardTimer = setTimeout(() => abort(runId, 'nobody-listening'), options.unheardMilliseconds).unref();
    },
    async drain(milliseconds) {
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
