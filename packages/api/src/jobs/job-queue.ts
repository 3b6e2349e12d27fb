import type { OrmTransaction } from '../db/index.js';

/** The work that is done outside requests. Payloads carry ids, never content. */
export interface JobPayloads {
  'ingest-document': { tenantId: string; documentId: string; revision: number };
}

export type JobName = keyof JobPayloads;
export const jobNames = ['ingest-document'] as const satisfies readonly JobName[];

export interface JobAttempt {
  /** Aborted when the queue stops and the job has not ended in time; the job is then done after the next start. */
  signal: AbortSignal;
  /** True on the last try: a failure must be settled now, for nobody tries again. */
  isLast: boolean;
  /** True when every try died with its process: settle the work without doing it. */
  isExhausted: boolean;
}

export type JobHandler<Name extends JobName> = (payload: JobPayloads[Name], attempt: JobAttempt) => Promise<void>;
export type JobHandlers = { [Name in JobName]: JobHandler<Name> };

/** A durable queue in PostgreSQL: what was added is done at least once, also after a crash. */
export interface JobQueue {
  /** Given a transaction, the jobs are there when and only when it commits; call `wake` after it. */
  add<Name extends JobName>(name: Name, payloads: JobPayloads[Name][], transaction?: OrmTransaction): Promise<void>;
  /** Looks for jobs at once instead of at the next poll. */
  wake(): void;
  /** Begins to work; each handler is retried with backoff when it throws. */
  work(handlers: JobHandlers): Promise<void>;
  /** Lets running jobs end, for at most `milliseconds`; what is left is done after the next start. */
  stop(milliseconds: number): Promise<void>;
}
