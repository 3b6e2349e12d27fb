/** The work that is done outside requests. Payloads carry ids, never content. */
export interface JobPayloads {
  'ingest-document': { tenantId: string; documentId: string; revision: number };
}

export type JobName = keyof JobPayloads;
export type JobHandler<Name extends JobName> = (payload: JobPayloads[Name], signal: AbortSignal) => Promise<void>;
export type JobHandlers = { [Name in JobName]: JobHandler<Name> };

/** A durable queue in PostgreSQL: what was added is done at least once, also after a crash. */
export interface JobQueue {
  add<Name extends JobName>(name: Name, payloads: JobPayloads[Name][]): Promise<void>;
  /** Begins to work; each handler is retried with backoff when it throws. */
  work(handlers: JobHandlers): Promise<void>;
  /** Lets running jobs end, for at most `milliseconds`; what is left is done after the next start. */
  stop(milliseconds: number): Promise<void>;
}
