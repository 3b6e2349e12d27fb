import type { VisitorContext } from '../../context.js';
import type { LogListener, LogReader, LogReading } from './answer-log.js';
import { selectRun, type StoredRun } from '../store.js';

export interface FollowedRun {
  runId: string;
  after: number;
  /** Whether the log knows the run. Else it may know it soon: another request has just begun it, or Redis was away. */
  isLogged: boolean;
  /** Gives the events of a run that has ended. */
  replay(stored: StoredRun, after: number, reader: LogReader): void;
}

const firstLookMilliseconds = 20;
const lookMilliseconds = 250;
const cutAfterMilliseconds = 8000;

/** Reads a run that is not over, and finds its end also when whoever writes it has died or Redis is away. */
export function followRun(ctx: VisitorContext, run: FollowedRun, reader: LogReader): LogReading {
  // Not `ctx`: it would keep the whole request for as long as the stream is open.
  const { tenantId, actor, deps } = ctx;
  const { visitorId } = actor;
  const { answerLog, database } = deps;
  let { after } = run;
  let pause = firstLookMilliseconds;
  let reading: LogReading | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  let isAsking = false;
  let wasEnded = false;
  let failingSince: number | undefined;

  function close(): void {
    isOver = true;
    clearTimeout(timer);
    reading?.close();
  }

  const listener: LogListener = {
    event(event) {
      after = event.id;
      reader.event(event);
    },
    end() {
      isOver = true;
      reader.end();
    },
    quiet: () => void ask(),
  };

  function attach(): boolean {
    reading = answerLog.read(run.runId, after, listener);
    return reading !== undefined;
  }

  /** The end is stored a moment before it is told, so a run counts as ended when it was so the time before. */
  async function ask(): Promise<void> {
    if (isAsking || isOver) return;
    isAsking = true;
    try {
      const stored = await selectRun(database, tenantId, visitorId, run.runId);
      failingSince = undefined;
      const isEnded = stored !== undefined && stored.status !== 'streaming';
      if (isEnded && wasEnded && !isOver) {
        close();
        run.replay(stored, after, reader);
      }
      wasEnded = isEnded;
    } catch {
      // The reader comes back when the database does.
      failingSince ??= performance.now();
      if (isOver || performance.now() - failingSince < cutAfterMilliseconds) return;
      close();
      reader.cut();
    } finally {
      isAsking = false;
    }
  }

  async function look(): Promise<void> {
    const isKnown = (await answerLog.find(run.runId)) !== undefined;
    if (isOver || (isKnown && attach())) return;
    await ask();
    waitForLog();
  }

  function waitForLog(): void {
    if (isOver) return;
    timer = setTimeout(() => void look(), pause).unref();
    pause = Math.min(2 * pause, lookMilliseconds);
  }

  if (!run.isLogged || !attach()) waitForLog();
  return { close };
}
