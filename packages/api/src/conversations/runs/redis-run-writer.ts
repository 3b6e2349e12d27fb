import type { Redis } from 'ioredis';
import type { LoggedRun } from './answer-log.js';
import { fieldOf, runChannel, streamKey, toBatch, type Batch } from './redis-run-keys.js';

/** Copies the events of this node's runs to Redis, one batch per tick, and again from the start where Redis lost them. */
export interface RedisRunWriter {
  /** False while Redis takes nothing. */
  readonly isHealthy: boolean;
  open(run: LoggedRun): { append(data: string): void; end(): void };
  retry(): void;
  /** Writes what is left, for at most `milliseconds`. */
  close(milliseconds: number): Promise<void>;
}

export interface RedisRunWriterOptions {
  redis: Redis;
  /** Marks this process's entries. */
  writerId: string;
  keepMilliseconds: number;
  /** Another node has ended the run. */
  onRefused: (runId: string) => void;
  onError: (error: unknown) => void;
}

interface Copy {
  run: LoggedRun;
  data: string[];
  /** How many events Redis has. */
  sent: number;
  isEnded: boolean;
  isCreated: boolean;
  isSending: boolean;
}

const tickMilliseconds = 25;
const retryMilliseconds = 250;
const runningMilliseconds = 3_600_000;

export function createRedisRunWriter(options: RedisRunWriterOptions): RedisRunWriter {
  const { redis, writerId, keepMilliseconds } = options;
  const copies = new Set<Copy>();
  const dirty = new Set<Copy>();
  let timer: NodeJS.Timeout | undefined;
  let isHealthy = true;

  function touch(copy: Copy, milliseconds = tickMilliseconds): void {
    dirty.add(copy);
    timer ??= setTimeout(() => void flush(), milliseconds);
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const sending = [...dirty].filter((copy) => !copy.isSending);
    dirty.clear();
    if (sending.length > 0) await Promise.all(sending.map(send));
  }

  async function send(copy: Copy): Promise<void> {
    const { run, data } = copy;
    const batch: Batch = { last: data.length, data: data.slice(copy.sent), isEnd: copy.isEnded };
    const text = JSON.stringify(batch);
    const isNew = !copy.isCreated;
    copy.isSending = true;
    try {
      const written = redis.xadd(
        streamKey(run.runId),
        ...(isNew ? [] : ['NOMKSTREAM']),
        // An end without events of its own still needs a higher id.
        `${batch.last}-${batch.data.length === 0 ? 1 : 0}`,
        'batch',
        text,
        'writer',
        writerId,
        ...(isNew ? ['run', JSON.stringify(run)] : []),
      );
      const told = redis.publish(runChannel(run.runId), text);
      const kept =
        isNew || batch.isEnd ? redis.pexpire(streamKey(run.runId), batch.isEnd ? keepMilliseconds : runningMilliseconds) : 0;
      const [id] = await Promise.all([written, told, kept]);
      isHealthy = true;
      // Without the stream that was there before, Redis has lost its data: all of it goes there again.
      copy.isCreated = id !== null;
      copy.sent = id === null ? 0 : batch.last;
      if (id !== null && batch.isEnd) copies.delete(copy);
    } catch (error) {
      await settleFailure(copy, error);
    } finally {
      copy.isSending = false;
    }
    if (copies.has(copy) && (copy.sent < data.length || copy.isEnded))
      touch(copy, isHealthy ? tickMilliseconds : retryMilliseconds);
  }

  /** A write that seemed to fail may have arrived; and an id that is taken by somebody else means that the run was ended. */
  async function settleFailure(copy: Copy, error: unknown): Promise<void> {
    if (!(error instanceof Error && error.message.includes('equal or smaller'))) {
      isHealthy = false;
      options.onError(error);
      return;
    }
    const [newest] = await redis.xrevrange(streamKey(copy.run.runId), '+', '-', 'COUNT', 1).catch(() => []);
    if (newest === undefined) return;
    const { last, isEnd } = toBatch(newest[1]);
    const isOurs = fieldOf(newest[1], 'writer') === writerId;
    copy.isCreated = true;
    copy.sent = last;
    if (!isOurs || isEnd) copies.delete(copy);
    if (!isOurs) options.onRefused(copy.run.runId);
  }

  return {
    get isHealthy() {
      return isHealthy;
    },
    open(run) {
      const copy: Copy = { run, data: [], sent: 0, isEnded: false, isCreated: false, isSending: false };
      copies.add(copy);
      return {
        append(text) {
          copy.data.push(text);
          if (copies.has(copy)) touch(copy);
        },
        end() {
          copy.isEnded = true;
          if (!copies.has(copy)) return;
          touch(copy);
          // What Redis has not taken by then is of no use to anyone.
          setTimeout(() => copies.delete(copy), keepMilliseconds).unref();
        },
      };
    },
    retry() {
      for (const copy of copies) if (copy.sent < copy.data.length || copy.isEnded) dirty.add(copy);
      void flush();
    },
    async close(milliseconds) {
      const until = performance.now() + milliseconds;
      while (copies.size > 0 && performance.now() < until) {
        await flush();
        await new Promise((resolve) => {
          setTimeout(resolve, 10);
        });
      }
      clearTimeout(timer);
    },
  };
}
