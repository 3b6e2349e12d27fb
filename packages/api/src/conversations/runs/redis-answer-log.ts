import { randomUUID } from 'node:crypto';
import type { AnswerLog, LoggedEvent, LoggedRun } from './answer-log.js';
import { connectRedis, pingSubscriber } from './redis-connection.js';
import { eventsOf, fieldOf, leftEntryId, runChannel, stopChannel, streamKey, toBatch, type Batch } from './redis-run-keys.js';
import { createRedisRunReader } from './redis-run-reader.js';
import { createRedisRunWriter } from './redis-run-writer.js';

export interface RedisAnswerLogOptions {
  url: string;
  /** Holds the runs that this node writes, so that its own readers never wait for Redis. */
  local: AnswerLog;
  /** Another node asks to stop a run that may be here. */
  onStop: (runId: string) => void;
  /** Another node has ended a run of this one. */
  onLost: (runId: string) => void;
  onError: (error: unknown) => void;
  /** How long an ended run stays. @default 660_000 */
  keepMilliseconds?: number;
}

const lastWritesMilliseconds = 1500;

/** The answer log of many nodes. When Redis is away, each node goes on with what it writes itself. */
export function createRedisAnswerLog(options: RedisAnswerLogOptions): AnswerLog {
  const { local } = options;
  const keepMilliseconds = options.keepMilliseconds ?? 660_000;
  const commands = connectRedis(options);
  const subscriber = connectRedis(options);
  const reader = createRedisRunReader({ commands, subscriber });
  const writer = createRedisRunWriter({
    redis: commands,
    writerId: randomUUID(),
    keepMilliseconds,
    onRefused: options.onLost,
    onError: options.onError,
  });

  const hearStops = (): void => {
    subscriber.subscribe(stopChannel).catch(() => {}); // The next connection tries again.
  };
  subscriber.on('ready', hearStops);
  subscriber.on('message', (channel, runId) => {
    if (channel === stopChannel) options.onStop(runId);
  });
  commands.on('ready', () => writer.retry());
  const endPings = pingSubscriber(subscriber);

  async function findRun(runId: string): Promise<LoggedRun | undefined> {
    const [first] = await commands.xrange(streamKey(runId), '-', '+', 'COUNT', 1);
    const run = first && fieldOf(first[1], 'run');
    return run === undefined ? undefined : (JSON.parse(run) as LoggedRun);
  }

  return {
    get isShared() {
      return commands.status === 'ready' && writer.isHealthy;
    },
    open(run) {
      const here = local.open(run);
      const copy = writer.open(run);
      return {
        append(part) {
          here.append(part);
          copy.append(JSON.stringify(part));
        },
        end() {
          here.end();
          copy.end();
        },
      };
    },
    // What Redis does not answer, the database does.
    find: async (runId) => (await local.find(runId)) ?? findRun(runId).catch(() => undefined),
    read: (runId, after, listener) => local.read(runId, after, listener) ?? reader.read(runId, after, listener),
    async events(runId) {
      const here = await local.events(runId);
      if (here.length > 0) return here;
      const entries = await commands.xrange(streamKey(runId), '-', '+');
      return entries.flatMap(([, fields]): LoggedEvent[] => eventsOf(toBatch(fields)));
    },
    async endLeftRun({ runId }, parts) {
      const [newest] = await commands.xrevrange(streamKey(runId), '+', '-', 'COUNT', 1);
      if (newest === undefined) return;
      const data = parts.map((part) => JSON.stringify(part));
      const last = toBatch(newest[1]).last + data.length;
      const text = JSON.stringify({ last, data, isEnd: true, isLeft: true } satisfies Batch);
      // A node that only slept is refused from now on.
      await commands.xadd(streamKey(runId), 'NOMKSTREAM', leftEntryId, 'batch', text, 'writer', 'sweep');
      await commands.publish(runChannel(runId), text);
      await commands.pexpire(streamKey(runId), keepMilliseconds);
    },
    async stopElsewhere(runId) {
      await commands.publish(stopChannel, runId);
    },
    async isReadElsewhere(runId) {
      const [, count] = await commands.pubsub('NUMSUB', runChannel(runId));
      return Number(count) > 0;
    },
    async close() {
      await writer.close(lastWritesMilliseconds);
      endPings();
      reader.close();
      commands.disconnect();
      subscriber.disconnect();
    },
  };
}
