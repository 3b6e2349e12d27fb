import type { Clock } from '../../deps.js';
import type { AnswerLog, LoggedEvent, LoggedRun, LogListener } from './answer-log.js';

interface Entry {
  run: LoggedRun;
  events: LoggedEvent[];
  listeners: Set<LogListener>;
  endedAt: number | undefined;
}

export interface MemoryAnswerLogOptions {
  clock: Clock;
  /** How long an ended run stays. @default 600_000 */
  keepMilliseconds?: number;
  /** Called when the number of readers of a run changes. */
  onReaders?: (runId: string, readers: number) => void;
}

export function createMemoryAnswerLog(options: MemoryAnswerLogOptions): AnswerLog {
  const keepMilliseconds = options.keepMilliseconds ?? 600_000;
  const entries = new Map<string, Entry>();

  /** Entries stand in the order in which they were opened, so the first that must stay ends the walk. */
  function forgetOld(): void {
    const before = options.clock.now() - keepMilliseconds;
    for (const [runId, entry] of entries) {
      if (entry.endedAt === undefined || entry.endedAt > before) return;
      entries.delete(runId);
    }
  }

  return {
    isShared: false,
    open(run) {
      forgetOld();
      const entry: Entry = { run, events: [], listeners: new Set(), endedAt: undefined };
      entries.set(run.runId, entry);
      return {
        append(part) {
          const event = { id: entry.events.length + 1, data: JSON.stringify(part) };
          entry.events.push(event);
          for (const listener of entry.listeners) listener.event(event);
        },
        end() {
          entry.endedAt = options.clock.now();
          for (const listener of entry.listeners) listener.end();
          entry.listeners.clear();
        },
      };
    },
    find: (runId) => Promise.resolve(entries.get(runId)?.run),
    read(runId, after, listener) {
      const entry = entries.get(runId);
      if (entry === undefined) return undefined;
      for (const event of entry.events.slice(Math.max(0, after))) listener.event(event);
      if (entry.endedAt !== undefined) {
        listener.end();
        return { close() {} };
      }
      entry.listeners.add(listener);
      options.onReaders?.(runId, entry.listeners.size);
      return {
        close() {
          if (entry.listeners.delete(listener) && entry.endedAt === undefined) options.onReaders?.(runId, entry.listeners.size);
        },
      };
    },
    events: (runId) => Promise.resolve(entries.get(runId)?.events.slice() ?? []),
    endLeftRun: () => Promise.resolve(),
    stopElsewhere: () => Promise.resolve(),
    isReadElsewhere: () => Promise.resolve(false),
    close: () => Promise.resolve(),
  };
}
