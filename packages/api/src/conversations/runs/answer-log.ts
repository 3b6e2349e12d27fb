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
  /** The events cannot be followed any longer, though the run may go on: the client comes back for the rest. */
  cut(): void;
}

/** What a log tells its reader. */
export interface LogListener {
  event(event: LoggedEvent): void;
  end(): void;
  /** Nothing has come for some seconds: whoever writes may be slow, or dead. */
  quiet(): void;
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
  /** Whether another process could read on now if this one died. */
  readonly isShared: boolean;
  open(run: LoggedRun): LogWriter;
  /** Undefined if the run is not known, was forgotten, or the shared store does not answer. */
  find(runId: string): Promise<LoggedRun | undefined>;
  /** Gives the events after `after`, then each new one as it comes, in order. Undefined if the run is not known. */
  read(runId: string, after: number, listener: LogListener): LogReading | undefined;
  /** All events so far; none if the run is not known. */
  events(runId: string): Promise<LoggedEvent[]>;
  /** Adds the last parts to a run whose node has died. */
  endLeftRun(run: LoggedRun, parts: readonly StreamPart[]): Promise<void>;
  /** Tells the other nodes to stop a run. */
  stopElsewhere(runId: string): Promise<void>;
  isReadElsewhere(runId: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface LogWriter {
  append(part: StreamPart): void;
  end(): void;
}

export interface LogReading {
  /** Ends the reading; the run goes on. */
  close(): void;
}
