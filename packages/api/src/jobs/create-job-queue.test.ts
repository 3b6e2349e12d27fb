import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTenant, migrate, openDatabase, type Database } from '../db/index.js';
import { createJobQueue, type JobQueueOptions } from './create-job-queue.js';
import type { JobHandlers, JobPayloads, JobQueue } from './job-queue.js';

type Payload = JobPayloads['ingest-document'];

let database: Database;
beforeAll(async () => {
  database = await openDatabase({});
  await migrate(database);
}, 30_000);
afterAll(() => database.close());

async function withQueue(options: JobQueueOptions, use: (queue: JobQueue) => Promise<void>): Promise<void> {
  const queue = await createJobQueue(database, { pollMilliseconds: 20, retrySeconds: 0, ...options });
  try {
    await use(queue);
  } finally {
    await queue.stop(500);
    await database.sql`delete from askwell_jobs.job`;
  }
}

const handlers = (handle: JobHandlers['ingest-document']): JobHandlers => ({
  'ingest-document': handle,
  'start-sync': async () => {},
  'sync-step': async () => {},
  'delete-source': async () => {},
  'deliver-webhook': async () => {},
  'arrange-vectors': async () => {},
});
const job = (revision: number): Payload => ({ tenantId: 'ten_1', documentId: 'doc_1', revision });

describe('createJobQueue', () => {
  it('does added jobs at once and in order', async () => {
    await withQueue({ pollMilliseconds: 60_000 }, async (queue) => {
      const seen: number[] = [];
      await queue.work(handlers(async ({ revision }) => void seen.push(revision)));
      await queue.add('ingest-document', [1, 2, 3].map(job));
      await expect.poll(() => seen).toEqual([1, 2, 3]);
      await queue.add('ingest-document', [job(4)]);
      await expect.poll(() => seen).toEqual([1, 2, 3, 4]);
    });
  });

  it('retries what throws, says which try is the last, and then stops', async () => {
    await withQueue({ tries: 3 }, async (queue) => {
      const tries: boolean[] = [];
      await queue.work(
        handlers(async (_payload, { isLast }) => {
          tries.push(isLast);
          throw new Error('no');
        }),
      );
      await queue.add('ingest-document', [job(1)]);
      await expect.poll(() => tries, { timeout: 8000 }).toEqual([false, false, true]);
      await expect.poll(states).toEqual(['cancelled']);
    });
  }, 15_000);

  it('adds jobs with a tenant transaction or not at all', async () => {
    await withQueue({}, async (queue) => {
      const seen: number[] = [];
      await queue.work(handlers(async ({ revision }) => void seen.push(revision)));
      const rolledBack = inTenant(database, 'ten_1', async (tx) => {
        await queue.add('ingest-document', [job(1)], tx);
        throw new Error('roll back');
      });
      await expect(rolledBack).rejects.toThrow('roll back');
      await inTenant(database, 'ten_1', (tx) => queue.add('ingest-document', [job(2)], tx));
      queue.wake();
      await expect.poll(() => seen).toEqual([2]);
    });
  });

  it('does what a dead process held as soon as the next one starts', async () => {
    await withQueue({}, async (queue) => {
      await queue.add('ingest-document', [job(1)]);
      await database.sql`update askwell_jobs.job set state = 'active', started_on = now()`;
      const seen: number[] = [];
      await queue.work(handlers(async ({ revision }) => void seen.push(revision)));
      await expect.poll(() => seen).toEqual([1]);
    });
  });

  it('tells a handler when every try died', async () => {
    await withQueue({ tries: 2 }, async (queue) => {
      await queue.add('ingest-document', [job(1)]);
      await database.sql`update askwell_jobs.job set state = 'active', started_on = now(), retry_count = 1`;
      const seen: boolean[] = [];
      await queue.work(handlers(async (_payload, { isExhausted }) => void seen.push(isExhausted)));
      await expect.poll(() => seen).toEqual([true]);
    });
  });

  it('hands unfinished jobs back when it stops, without counting the try', async () => {
    const queue = await createJobQueue(database, { pollMilliseconds: 20, concurrency: 1 });
    let started = 0;
    await queue.work(
      handlers(async (_payload, { signal }) => {
        started++;
        await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
      }),
    );
    await queue.add('ingest-document', [job(1), job(2)]);
    await expect.poll(() => started).toBe(1);
    await queue.stop(10);
    const rows = await database.sql`select state, retry_count, started_on from askwell_jobs.job`;
    expect(rows.map((row) => ({ ...row }))).toEqual([1, 2].map(() => ({ state: 'created', retry_count: 0, started_on: null })));
    await database.sql`delete from askwell_jobs.job`;
  });
});

async function states(): Promise<unknown[]> {
  return (await database.sql`select state from askwell_jobs.job`).map((row) => row['state']);
}
