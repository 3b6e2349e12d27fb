import type PgBoss from 'pg-boss';
import type { JobName, JobPayloads } from './job-queue.js';
import type { JobStore } from './job-store.js';
import type { JobSource } from './worker.js';

/** One queue of pg-boss, as a worker sees it. pg-boss allows one retry more than `tries`: it only settles what kept dying. */
export function createBossSource<Name extends JobName>(
  boss: PgBoss,
  store: JobStore,
  name: Name,
  tries: number,
): JobSource<JobPayloads[Name]> {
  return {
    async lease(count) {
      const jobs = await boss.fetch<JobPayloads[Name]>(name, { batchSize: count, includeMetadata: true, priority: false });
      jobs.sort((a, b) => a.createdOn.getTime() - b.createdOn.getTime() || (a.id < b.id ? -1 : 1));
      return jobs.map((job) => {
        const attempt = job.retryCount + 1;
        return { id: job.id, payload: job.data, isLast: attempt >= tries, isExhausted: attempt > tries };
      });
    },
    renew: (ids) => store.renew(ids),
    release: (ids) => store.release(ids),
    complete: (ids) => boss.complete(name, ids),
    fail: (job) => (job.isLast ? boss.cancel(name, job.id) : boss.fail(name, job.id)),
  };
}
