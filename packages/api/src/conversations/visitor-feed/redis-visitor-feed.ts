import type { VisitorEvent } from '@askwell/contract';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunOwner } from '../runs/answer-log.js';
import { connectRedis, pingSubscriber, type RedisConnectionOptions } from '../runs/redis-connection.js';
import { feedKey, type FeedListener, type VisitorFeed } from './visitor-feed.js';

interface Channel {
  listeners: Set<FeedListener>;
  /** Whether subscribing has succeeded, or failed for now. */
  isSettled: boolean;
}

interface Told {
  /** The node that says it, which has told its own followers. */
  node: string;
  event: VisitorEvent;
}

/** After Redis was away all followers read their state again, spread over this time. */
const spreadMilliseconds = 2000;
const maxUntold = 10_000;

/** The feed of many nodes, by Redis pub/sub. Without Redis each node tells its own followers; when it is back, all read again. */
export function createRedisVisitorFeed(options: RedisConnectionOptions): VisitorFeed {
  const node = randomUUID();
  const commands = connectRedis(options);
  const subscriber = connectRedis(options);
  const endPings = pingSubscriber(subscriber);
  const channels = new Map<string, Channel>();
  /** Channels to which something could not be told; their followers read again once Redis takes it. */
  const untold = new Set<string>();
  const channelOf = (visitor: RunOwner): string => `askwell:visitor:${feedKey(visitor)}`;

  function tellHere(name: string, event: VisitorEvent): void {
    for (const listener of channels.get(name)?.listeners ?? []) listener(event);
  }

  function tellOthers(name: string, event: VisitorEvent): void {
    commands.publish(name, JSON.stringify({ node, event } satisfies Told)).catch(() => {
      if (untold.size < maxUntold) untold.add(name);
    });
  }

  async function hear(name: string, channel: Channel, milliseconds: number): Promise<void> {
    try {
      await subscriber.subscribe(name);
    } catch {
      // The next connection tries again; meanwhile this node's own events are told.
    }
    if (milliseconds > 0) await sleep(milliseconds, undefined, { ref: false });
    channel.isSettled = true;
    if (channels.get(name) === channel) tellHere(name, { type: 'ready' });
  }

  subscriber.on('ready', () => {
    for (const [name, channel] of channels) void hear(name, channel, Math.random() * spreadMilliseconds);
  });
  subscriber.on('message', (name, text) => {
    const told = JSON.parse(text) as Told;
    if (told.node !== node) tellHere(name, told.event);
  });
  commands.on('ready', () => {
    const names = [...untold];
    untold.clear();
    for (const name of names) tellOthers(name, { type: 'ready' });
  });

  return {
    publish(visitor, event) {
      const name = channelOf(visitor);
      tellHere(name, event);
      tellOthers(name, event);
    },
    follow(visitor, listener) {
      const name = channelOf(visitor);
      const known = channels.get(name);
      const channel = known ?? { listeners: new Set<FeedListener>(), isSettled: false };
      channel.listeners.add(listener);
      channels.set(name, channel);
      if (known === undefined) void hear(name, channel, 0);
      else if (known.isSettled) listener({ type: 'ready' });
      return {
        close() {
          channel.listeners.delete(listener);
          if (channel.listeners.size > 0 || channels.get(name) !== channel) return;
          channels.delete(name);
          subscriber.unsubscribe(name).catch(() => {}); // A lost connection has no subscriptions.
        },
      };
    },
    close() {
      endPings();
      channels.clear();
      commands.disconnect();
      subscriber.disconnect();
    },
  };
}
