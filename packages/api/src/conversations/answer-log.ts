import type { StreamPart } from '@askwell/contract';

/** One event of a run. `id` counts 1, 2, 3 …; `data` is the part as JSON. */
export interface LoggedEvent {
  id: number;
  data: string;
}

export interface LogReader {
  event(event: LoggedEvent): void;
  /** After the last event; nothing follows. */
  end(): void;
}

export interface RunOwner {
  tenantId: string;
  visitorId: string;
}

export interface LoggedRun extends RunOwner {
  runId: string;
  answerId: string;
  conversationId: string;
}

/** The events of each run, kept while it runs and for at least ten minutes after. Memory on one node; a shared store on many. */
export interface AnswerLog {
  open(run: LoggedRun): LogWriter;
  /** Undefined once the run was forgotten: then the stored message serves. */
  find(runId: string): LoggedRun | undefined;
  /** Gives the events after `after`, then each new one as it comes, in order. Undefined if the run is not known. */
  read(runId: string, after: number, reader: LogReader): LogReading | undefined;
}

export interface LogWriter {
  append(part: StreamPart): void;
  end(): void;
}

export interface LogReading {
  /** Ends the reading; the run goes on. */
  close(): void;
}
