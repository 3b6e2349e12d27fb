import type { Clock } from '../deps.js';
import type { AnswerLog, LoggedEvent, LoggedRun, LogReader } from './answer-log.js';

interface Entry {
  run: LoggedRun;
  events: LoggedEvent[];
  readers: Set<LogReader>;
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
    open(run) {
      forgetOld();
      const entry: Entry = { run, events: [], readers: new Set(), endedAt: undefined };
      entries.set(run.runId, entry);
      return {
        append(part) {
          const event = { id: entry.events.length + 1, data: JSON.stringify(part) };
          entry.events.push(event);
          for (const reader of entry.readers) reader.event(event);
        },
        end() {
          entry.endedAt = options.clock.now();
          for (const reader of entry.readers) reader.end();
          entry.readers.clear();
        },
      };
    },
    find: (runId) => entries.get(runId)?.run,
    read(runId, after, reader) {
      const entry = entries.get(runId);
      if (entry === undefined) return undefined;
      for (const event of entry.events.slice(Math.max(0, after))) reader.event(event);
      if (entry.endedAt !== undefined) {
        reader.end();
        return { close() {} };
      }
      entry.readers.add(reader);
      options.onReaders?.(runId, entry.readers.size);
      return {
        close() {
          if (entry.readers.delete(reader) && entry.endedAt === undefined) options.onReaders?.(runId, entry.readers.size);
        },
      };
    },
  };
}
