import type { VisitorEvent } from '@askwell/contract';
import type { LogReading, RunOwner } from '../runs/answer-log.js';

export type FeedListener = (event: VisitorEvent) => void;

/** Tells what moves in a visitor's conversations to whoever follows them. Nothing is kept: who joins, or had a gap, reads the state again. */
export interface VisitorFeed {
  /** Reaches followers on every node. Never throws and never waits. */
  publish(visitor: RunOwner, event: VisitorEvent): void;
  /** `ready` comes as soon as nothing can be missed any more, and again whenever something may have been. */
  follow(visitor: RunOwner, listener: FeedListener): LogReading;
  close(): void;
}

export function feedKey({ tenantId, visitorId }: RunOwner): string {
  return `${tenantId}:${visitorId}`;
}

/** The feed of one process. */
export function createMemoryVisitorFeed(): VisitorFeed {
  const followers = new Map<string, Set<FeedListener>>();
  return {
    publish(visitor, event) {
      for (const listener of followers.get(feedKey(visitor)) ?? []) listener(event);
    },
    follow(visitor, listener) {
      const key = feedKey(visitor);
      const others = followers.get(key) ?? new Set();
      followers.set(key, others.add(listener));
      listener({ type: 'ready' });
      return {
        close() {
          others.delete(listener);
          if (others.size === 0 && followers.get(key) === others) followers.delete(key);
        },
      };
    },
    close: () => followers.clear(),
  };
}
