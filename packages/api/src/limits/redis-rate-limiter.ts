import { Ratelimit } from '@upstash/ratelimit';
import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Clock } from '../deps.js';
import { createMemoryRateLimiter } from './memory-rate-limiter.js';
import type { RateDecision, RateLimiter, RateRule } from './rate-limiter.js';

const decisionMilliseconds = 40;
const pauseAfterFailureMilliseconds = 1000;

/**
 * Limits shared by all nodes. Every request is counted in process as well, so that when Redis does not answer in time
 * the decision is made from this node's own counts at once; a second later Redis is tried again.
 */
export function createRedisRateLimiter(url: string, clock: Clock, onFallback: (error: unknown) => void): RateLimiter {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2000,
    retryStrategy: (attempt) => Math.min(100 * attempt, 1000),
  });
  redis.on('error', ignoreConnectionError);
  const scripts = createScriptAdapter(redis);
  const limits = new Map<string, Ratelimit>();
  const memory = createMemoryRateLimiter(clock);
  let pausedUntil = 0;

  function limitOf(rule: RateRule): Ratelimit {
    const known = limits.get(rule.name);
    if (known !== undefined) return known;
    const limit = new Ratelimit({
      redis: scripts as unknown as ConstructorParameters<typeof Ratelimit>[0]['redis'],
      limiter: Ratelimit.slidingWindow(rule.requests, `${rule.seconds} s`),
      prefix: `askwell:limit:${rule.name}`,
      ephemeralCache: false,
      timeout: 0,
    });
    limits.set(rule.name, limit);
    return limit;
  }

  return {
    async check(rule) {
      const local = memory.checkNow(rule);
      // This node's own count is part of the whole: where it is over, the whole is, whatever Redis has missed.
      if (!local.allowed || clock.now() < pausedUntil) return local;
      try {
        const shared = decision(await within(decisionMilliseconds, limitOf(rule).limit(rule.subject)), clock.now());
        if (!shared.allowed) memory.takeBack(rule);
        return shared;
      } catch (error) {
        pausedUntil = clock.now() + pauseAfterFailureMilliseconds;
        onFallback(error);
        return local;
      }
    },
    close() {
      redis.disconnect();
      return Promise.resolve();
    },
  };
}

// The limiter reports what it did without Redis; the connection itself comes back by `retryStrategy`.
function ignoreConnectionError(): void {}

function decision(shared: { success: boolean; limit: number; remaining: number; reset: number }, now: number): RateDecision {
  return {
    allowed: shared.success,
    limit: shared.limit,
    remaining: shared.remaining,
    resetSeconds: Math.max(1, Math.ceil((shared.reset - now) / 1000)),
  };
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Redis gave no decision within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What @upstash/ratelimit needs of its Redis. Its scripts begin with a shebang that only newer servers know
 * (`flags=allow-key-locking`; Redis 7.0 refuses it), so that line is dropped and the hash it asks for is mapped to the rest's.
 */
function createScriptAdapter(
  redis: Redis,
): Record<'evalsha' | 'eval', (script: string, keys: string[], args: unknown[]) => Promise<unknown>> {
  const hashes = new Map<string, string>();
  return {
    evalsha(hash, keys, args) {
      const known = hashes.get(hash);
      if (known === undefined) return Promise.reject(new Error('NOSCRIPT No matching script'));
      return redis.evalsha(known, keys.length, ...keys, ...args.map(String));
    },
    async eval(script, keys, args) {
      const body = script.replace(/^#!lua[^\n]*\n/, '');
      const result = await redis.eval(body, keys.length, ...keys, ...args.map(String));
      hashes.set(sha1(script), sha1(body));
      return result;
    },
  };
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
