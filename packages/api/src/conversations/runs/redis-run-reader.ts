import type { Redis } from 'ioredis';
import type { LogListener, LogReading } from './answer-log.js';
import { eventsOf, runChannel, streamKey, toBatch, type Batch } from './redis-run-keys.js';

/** Follows runs that other nodes write: one connection hears all of them, and the streams fill in what it missed. */
export interface RedisRunReader {
  read(runId: string, after: number, listener: LogListener): LogReading;
  close(): void;
}

interface Tail {
  runId: string;
  /** The id of the last event given. */
  seen: number;
  heardAt: number;
  isCatchingUp: boolean;
  /** Batches heard while the stream is being read. */
  waiting: Batch[];
  listener: LogListener;
}

const beatMilliseconds = 1000;
const quietMilliseconds = 3000;

export function createRedisRunReader(options: { commands: Redis; subscriber: Redis }): RedisRunReader {
  const { commands, subscriber } = options;
  const tails = new Map<string, Set<Tail>>();

  /** Subscribing comes first: in the other order, what is written in between is lost. */
  async function join(tail: Tail): Promise<void> {
    try {
      await subscriber.subscribe(runChannel(tail.runId));
    } catch {
      // The stream is still read, now and at each beat.
    }
    await catchUp(tail);
  }

  async function catchUp(tail: Tail): Promise<void> {
    if (tail.isCatchingUp) return;
    tail.isCatchingUp = true;
    try {
      for (const [, fields] of await commands.xrange(streamKey(tail.runId), `${tail.seen}-1`, '+')) take(tail, toBatch(fields));
    } catch {
      // The next beat tries again, and the listener looks elsewhere when it stays quiet.
    } finally {
      tail.isCatchingUp = false;
      for (const batch of tail.waiting.splice(0)) take(tail, batch);
    }
  }

  /** False where events before the batch are missing. */
  function take(tail: Tail, batch: Batch): boolean {
    if (tails.get(tail.runId)?.has(tail) !== true) return true;
    if (batch.last - batch.data.length > tail.seen) return false;
    tail.heardAt = performance.now();
    for (const { id, data } of eventsOf(batch)) {
      if (id <= tail.seen && batch.isLeft !== true) continue;
      tail.seen = Math.max(id, tail.seen + 1);
      tail.listener.event({ id: tail.seen, data });
    }
    if (batch.isEnd) {
      leave(tail);
      tail.listener.end();
    }
    return true;
  }

  function leave(tail: Tail): void {
    const others = tails.get(tail.runId);
    if (others?.delete(tail) !== true || others.size > 0) return;
    tails.delete(tail.runId);
    subscriber.unsubscribe(runChannel(tail.runId)).catch(() => {}); // A lost connection has no subscriptions.
  }

  function onMessage(channel: string, text: string): void {
    const runId = channel.split(':')[2] ?? '';
    const listening = channel === runChannel(runId) ? tails.get(runId) : undefined;
    if (listening === undefined) return;
    const batch = JSON.parse(text) as Batch;
    for (const tail of listening) {
      if (tail.isCatchingUp) tail.waiting.push(batch);
      else if (!take(tail, batch)) void catchUp(tail);
    }
  }

  function rejoin(): void {
    for (const listening of tails.values()) for (const tail of listening) void join(tail);
  }

  /** Messages can get lost, and writers can die. */
  function beat(): void {
    const now = performance.now();
    for (const listening of tails.values()) {
      for (const tail of listening) {
        if (now - tail.heardAt < beatMilliseconds) continue;
        void catchUp(tail);
        if (now - tail.heardAt >= quietMilliseconds) tail.listener.quiet();
      }
    }
  }

  subscriber.on('message', onMessage);
  subscriber.on('ready', rejoin);
  const timer = setInterval(beat, beatMilliseconds).unref();

  return {
    read(runId, after, listener) {
      const tail: Tail = { runId, seen: after, heardAt: performance.now(), isCatchingUp: false, waiting: [], listener };
      const others = tails.get(runId) ?? new Set();
      tails.set(runId, others.add(tail));
      void join(tail);
      return { close: () => leave(tail) };
    },
    close() {
      clearInterval(timer);
      subscriber.off('message', onMessage);
      subscriber.off('ready', rejoin);
    },
  };
}
