import type { OrmTransaction } from '../db/index.js';

/** The work that is done outside requests. Payloads carry ids, never content. */
export interface JobPayloads {
  'ingest-document': { tenantId: string; documentId: string; revision: number };
  /** Begins a sync that a schedule asked for; `dueAt` in epoch milliseconds tells a schedule that was changed since. */
  'start-sync': { tenantId: string; sourceId: string; dueAt: number };
  /** A few pages of a sync; each step queues the next. */
  'sync-step': { tenantId: string; sourceId: string; sync: number; step: number };
  'delete-source': { tenantId: string; sourceId: string };
  /** For processes with this embedding model; `passes` counts how often others have left it. */
  'arrange-vectors': { tenantId: string; model?: string | undefined; dimensions?: number | undefined; passes: number };
  /** One attempt at a delivery; each that fails queues the next. */
  'deliver-webhook': { tenantId: string; deliveryId: string; attempt: number };
}

export type JobName = keyof JobPayloads;
export const jobNames = [
  'ingest-document',
  'start-sync',
  'sync-step',
  'delete-source',
  'arrange-vectors',
  'deliver-webhook',
] as const satisfies readonly JobName[];

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

export interface JobTime {
  at: Date;
  transaction: OrmTransaction;
}

/** A durable queue in PostgreSQL: what was added is done at least once, also after a crash. */
export interface JobQueue {
  /** Given a transaction, the jobs are there when and only when it commits; call `wake` after it. */
  add<Name extends JobName>(name: Name, payloads: JobPayloads[Name][], transaction?: OrmTransaction): Promise<void>;
  /** The same for a later time. */
  addAt<Name extends JobName>(name: Name, payload: JobPayloads[Name], options: JobTime): Promise<void>;
  /** Looks for jobs of these names, or of all, at once instead of at the next poll. */
  wake(...names: JobName[]): void;
  /** Begins to work; each handler is retried with backoff when it throws. */
  work(handlers: JobHandlers): Promise<void>;
  /** Lets running jobs end, for at most `milliseconds`; what is left is done after the next start. */
  stop(milliseconds: number): Promise<void>;
}
