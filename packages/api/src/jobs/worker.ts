import { setTimeout } from 'node:timers/promises';
import type { JobAttempt } from './job-queue.js';

export interface LeasedJob<Payload> {
  id: string;
  payload: Payload;
  isLast: boolean;
  isExhausted: boolean;
}

/** Where a worker takes jobs and where it says how they ended. */
export interface JobSource<Payload> {
  lease(count: number): Promise<LeasedJob<Payload>[]>;
  renew(ids: string[]): Promise<void>;
  release(ids: string[]): Promise<void>;
  complete(ids: string[]): Promise<void>;
  fail(job: LeasedJob<Payload>): Promise<void>;
}

export interface WorkerOptions<Payload> {
  source: JobSource<Payload>;
  handle: (payload: Payload, attempt: JobAttempt) => Promise<void>;
  onError: (error: unknown) => void;
  concurrency: number;
  pollMilliseconds: number;
  renewMilliseconds: number;
}

export interface Worker {
  wake(): void;
  stop(milliseconds: number): Promise<void>;
}

/** Jobs taken at once: small enough to share with other processes, large enough that taking them costs little. */
const jobsPerLane = 8;

/** Lanes that take jobs from one small buffer; the buffer is filled, and what was done is recorded, in one go. */
export function startWorker<Payload>(options: WorkerOptions<Payload>): Worker {
  const { source, concurrency } = options;
  const buffer: LeasedJob<Payload>[] = [];
  const running = new Map<string, LeasedJob<Payload>>();
  const abort = new AbortController();
  let done: string[] = [];
  const stopping = new AbortController();
  let wakes = 0;
  let filling: Promise<boolean> | undefined;
  let wakeSleepers = new AbortController();

  const renewal = setInterval(() => {
    const ids = [...buffer.map((job) => job.id), ...running.keys()];
    if (ids.length > 0) source.renew(ids).catch(options.onError);
    record().catch(options.onError);
  }, options.renewMilliseconds);

  async function record(): Promise<void> {
    const ids = done;
    done = [];
    if (ids.length === 0) return;
    try {
      await source.complete(ids);
    } catch (error) {
      done.push(...ids);
      throw error;
    }
  }

  async function fill(): Promise<boolean> {
    try {
      await record();
      if (stopping.signal.aborted) return false;
      buffer.push(...(await source.lease(concurrency * jobsPerLane)));
    } catch (error) {
      options.onError(error);
    }
    return buffer.length > 0;
  }

  async function lane(): Promise<void> {
    while (!stopping.signal.aborted) {
      const seen = wakes;
      const job = buffer.shift();
      if (job !== undefined) {
        await run(job);
        continue;
      }
      filling ??= fill().finally(() => (filling = undefined));
      if (!(await filling) && seen === wakes) await sleep(options.pollMilliseconds, wakeSleepers.signal);
    }
  }

  async function run(job: LeasedJob<Payload>): Promise<void> {
    running.set(job.id, job);
    try {
      await options.handle(job.payload, { signal: abort.signal, isLast: job.isLast, isExhausted: job.isExhausted });
      done.push(job.id);
    } catch (error) {
      if (abort.signal.aborted) return;
      options.onError(error);
      await source.fail(job).catch(options.onError);
    } finally {
      if (!abort.signal.aborted) running.delete(job.id);
    }
  }

  function wake(): void {
    wakes++;
    wakeSleepers.abort();
    wakeSleepers = new AbortController();
  }

  const lanes = Promise.all(Array.from({ length: concurrency }, lane));
  return {
    wake,
    async stop(milliseconds) {
      stopping.abort();
      const untouched = buffer.splice(0);
      wake();
      await Promise.race([lanes, sleep(milliseconds)]);
      abort.abort(new Error('The server is stopping.'));
      await Promise.race([lanes, sleep(1000)]);
      clearInterval(renewal);
      const left = [...untouched, ...buffer, ...running.values()].map((job) => job.id).filter((id) => !done.includes(id));
      await record();
      if (left.length > 0) await source.release(left);
    },
  };
}

async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, signal === undefined ? { ref: false } : { ref: false, signal });
  } catch {
    // Woken early.
  }
}
