import { randomUUID } from 'node:crypto';
import PgBoss from 'pg-boss';
import type { Database } from '../db/index.js';
import { createBossSource } from './boss-source.js';
import { createJobStore } from './job-store.js';
import { jobNames, type JobHandler, type JobName, type JobQueue } from './job-queue.js';
import { executeOn, executeWith } from './execute-sql.js';
import { startWorker, type Worker } from './worker.js';

export interface JobQueueOptions {
  /** Jobs of each name at the same time in this process. @default 2, embedded 1, and more where jobs wait or share their transactions */
  concurrency?: number;
  /** How often an idle process looks for jobs that others added or that are due again. @default 1500 */
  pollMilliseconds?: number;
  /** A job whose process has died is done again after this and at most 20 seconds more. @default 30 */
  leaseSeconds?: number;
  /** @default 5 */
  tries?: number;
  /** Wait before the first retry; it doubles with each. @default 2 */
  retrySeconds?: number;
  /** Gets what handlers threw and what the database answered. */
  onError?: (error: unknown, name: JobName | undefined) => void;
}

const schema = 'askwell_jobs';
const setUpLock = 7_225_119;
/** These wait for other servers most of the time, or, documents, are stored together: see `createIngestion`. */
const lanes: Partial<Record<JobName, number>> = { 'ingest-document': 8, 'sync-step': 4, 'deliver-webhook': 4 };

/** pg-boss keeps the jobs; leases that live as long as their process, and batches, are ours. */
export async function createJobQueue(database: Database, options: JobQueueOptions = {}): Promise<JobQueue> {
  const { leaseSeconds = 30, tries = 5, retrySeconds = 2, onError = () => {} } = options;
  const client = database.createClient({ max: 1 });
  const boss = new PgBoss({
    db: { executeSql: executeOn(client) },
    schema,
    schedule: false,
    maintenanceIntervalSeconds: 20,
    archiveCompletedAfterSeconds: 600,
    deleteAfterDays: 3,
  });
  boss.on('error', (error) => onError(error, undefined));
  const store = createJobStore(client, schema);
  // Nodes that start together on a new database would lock each other's tables in turn.
  await client`select pg_advisory_lock(${setUpLock})`;
  await boss.start();
  await store.allowApp();
  for (const name of jobNames) {
    const settings = { retryLimit: tries, retryDelay: retrySeconds, retryBackoff: true, expireInSeconds: leaseSeconds };
    if ((await boss.getQueue(name)) === null) await boss.createQueue(name, { name, ...settings });
    else await boss.updateQueue(name, { name, ...settings });
  }
  await client`select pg_advisory_unlock(${setUpLock})`;

  let workers = new Map<JobName, Worker>();
  const wake = (...names: JobName[]): void => {
    for (const name of names.length === 0 ? jobNames : names) workers.get(name)?.wake();
  };
  return {
    async add(name, payloads, transaction) {
      if (payloads.length === 0) return;
      const jobs = payloads.map((data, index) => ({ id: orderedId(index), name, data }));
      await boss.insert(jobs, { db: { executeSql: executeWith(transaction ?? database.orm) } });
      if (transaction === undefined) wake(name);
    },
    async addAt(name, data, { at, transaction }) {
      const job = { id: orderedId(0), name, data, startAfter: at };
      await boss.insert([job], { db: { executeSql: executeWith(transaction) } });
    },
    wake,
    async work(handlers) {
      await store.resumeAfterCrash();
      const start = <Name extends JobName>(name: Name, handle: JobHandler<Name>): [JobName, Worker] => [
        name,
        startWorker({
          source: createBossSource(boss, store, name, tries),
          handle,
          onError: (error) => onError(error, name),
          concurrency: options.concurrency ?? lanes[name] ?? (database.kind === 'pglite' ? 1 : 2),
          pollMilliseconds: options.pollMilliseconds ?? 1500,
          renewMilliseconds: (leaseSeconds * 1000) / 3,
        }),
      ];
      workers = new Map([
        start('ingest-document', handlers['ingest-document']),
        start('start-sync', handlers['start-sync']),
        start('sync-step', handlers['sync-step']),
        start('delete-source', handlers['delete-source']),
        start('arrange-vectors', handlers['arrange-vectors']),
        start('deliver-webhook', handlers['deliver-webhook']),
      ]);
    },
    async stop(milliseconds) {
      await Promise.all([...workers.values()].map((worker) => worker.stop(milliseconds)));
      await boss.stop({ graceful: false, close: false });
      await client.end({ timeout: 5 });
    },
  };
}

/** A version 7 UUID: jobs that were added together have the same time, and the id keeps their order. */
function orderedId(index: number): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const order = (index % 4096).toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${randomUUID().slice(19)}`;
}
