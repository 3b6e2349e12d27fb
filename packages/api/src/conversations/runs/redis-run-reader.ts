import type { Redis } from 'ioredis';
import type { LogListener, LogReading } from './answer-log.js';
import { eventsOf, runChannel, streamKey, toBatch, type Batch } from './redis-run-keys.js';

/** Follows runs that other nodes write: one connection hears all of them, and the streams fill in what it missed. */
export interface RedisRunReader {
  read(runId: string, after: number, listener: LogListener): LogReading;
  close(): void;
}

/** A run that has readers here. They share what is read of it. */
interface Tail {
  runId: string;
  readings: Set<Reading>;
  heardAt: number;
  /** When it is looked at next if nothing is heard. */
  nextBeat: number;
  isCatchingUp: boolean;
  /** Somebody has joined since the stream was read. */
  isBehind: boolean;
  /** Batches heard while the stream is being read. */
  waiting: Batch[];
}

interface Reading {
  /** The id of the last event given. */
  seen: number;
  listener: LogListener;
}

const beatMilliseconds = 1000;
const quietMilliseconds = 3000;
const longestPauseMilliseconds = 4000;
/** Where Redis has the run, whoever ends it for a dead node says so there; only the loss of that word is left. */
const distrustMilliseconds = 12_000;

export function createRedisRunReader(options: { commands: Redis; subscriber: Redis }): RedisRunReader {
  const { commands, subscriber } = options;
  const tails = new Map<string, Tail>();

  /** Subscribing comes first: in the other order, what is written in between is lost. */
  async function join(tail: Tail): Promise<void> {
    try {
      await subscriber.subscribe(runChannel(tail.runId));
    } catch {
      // The stream is still read, now and at each beat.
    }
    await catchUp(tail);
  }

  /** True if Redis has the run. */
  async function catchUp(tail: Tail): Promise<boolean> {
    if (tail.isCatchingUp) {
      tail.isBehind = true;
      return true;
    }
    tail.isCatchingUp = true;
    let isThere = false;
    try {
      do {
        tail.isBehind = false;
        let seen = Infinity;
        for (const reading of tail.readings) seen = Math.min(seen, reading.seen);
        if (seen === Infinity) break;
        // From the last event seen, so that a run without news is there as well.
        const entries = await commands.xrange(streamKey(tail.runId), seen === 0 ? '-' : `${seen}-0`, '+');
        isThere = entries.length > 0;
        for (const [, fields] of entries) take(tail, toBatch(fields));
      } while (tail.isBehind);
    } catch {
      isThere = false; // The next beat tries again, and the listeners look elsewhere when it stays quiet.
    } finally {
      tail.isCatchingUp = false;
      for (const batch of tail.waiting.splice(0)) take(tail, batch);
    }
    return isThere;
  }

  /** False where somebody misses events before the batch. */
  function take(tail: Tail, batch: Batch): boolean {
    let isWhole = true;
    let isNews = batch.isEnd;
    for (const reading of tail.readings) {
      if (batch.last - batch.data.length > reading.seen) {
        isWhole = false;
        continue;
      }
      isNews ||= batch.last > reading.seen;
      for (const { id, data } of eventsOf(batch)) {
        if (id <= reading.seen && batch.isLeft !== true) continue;
        reading.seen = Math.max(id, reading.seen + 1);
        reading.listener.event({ id: reading.seen, data });
      }
      if (!batch.isEnd) continue;
      leave(tail, reading);
      reading.listener.end();
    }
    if (isNews) {
      tail.heardAt = performance.now();
      tail.nextBeat = tail.heardAt + beatMilliseconds;
    }
    return isWhole;
  }

  function leave(tail: Tail, reading: Reading): void {
    if (!tail.readings.delete(reading) || tail.readings.size > 0) return;
    tails.delete(tail.runId);
    subscriber.unsubscribe(runChannel(tail.runId)).catch(() => {}); // A lost connection has no subscriptions.
  }

  function onMessage(channel: string, text: string): void {
    const runId = channel.split(':')[2] ?? '';
    const tail = channel === runChannel(runId) ? tails.get(runId) : undefined;
    if (tail === undefined) return;
    const batch = JSON.parse(text) as Batch;
    if (tail.isCatchingUp) tail.waiting.push(batch);
    else if (!take(tail, batch)) void catchUp(tail);
  }

  function rejoin(): void {
    for (const tail of tails.values()) void join(tail);
  }

  /** Messages can get lost, and writers can die. */
  async function beat(tail: Tail, now: number): Promise<void> {
    const idle = now - tail.heardAt;
    tail.nextBeat = now + beatMilliseconds;
    const isThere = await catchUp(tail);
    if (performance.now() - tail.heardAt < idle) return;
    if (isThere) tail.nextBeat = now + Math.min(Math.max(idle, beatMilliseconds), longestPauseMilliseconds);
    const isSuspect = idle >= (isThere ? distrustMilliseconds : quietMilliseconds);
    if (isSuspect) for (const { listener } of tail.readings) listener.quiet();
  }

  function beatAll(): void {
    const now = performance.now();
    for (const tail of tails.values()) if (now >= tail.nextBeat) void beat(tail, now);
  }

  subscriber.on('message', onMessage);
  subscriber.on('ready', rejoin);
  const timer = setInterval(beatAll, beatMilliseconds).unref();

  return {
    read(runId, after, listener) {
      const now = performance.now();
      const known = tails.get(runId);
      const tail: Tail = known ?? {
        runId,
        readings: new Set(),
        heardAt: now,
        nextBeat: now + beatMilliseconds,
        isCatchingUp: false,
        isBehind: false,
        waiting: [],
      };
      tails.set(runId, tail);
      const reading: Reading = { seen: after, listener };
      tail.readings.add(reading);
      void (known === undefined ? join(tail) : catchUp(tail));
      return { close: () => leave(tail, reading) };
    },
    close() {
      clearInterval(timer);
      subscriber.off('message', onMessage);
      subscriber.off('ready', rejoin);
    },
  };
}
