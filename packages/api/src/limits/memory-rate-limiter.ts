import type { Clock } from '../deps.js';
import type { RateDecision, RateLimiter, RateRule } from './rate-limiter.js';

export interface MemoryRateLimiter extends RateLimiter {
  checkNow(rule: RateRule): RateDecision;
  /** Uncounts a request that was refused elsewhere. */
  takeBack(rule: RateRule): void;
}

interface Window {
  number: number;
  current: number;
  previous: number;
}

const maxSubjects = 50_000;

/**
 * Sliding windows by two counters: what is left of the previous window counts in proportion,
 * as @upstash/ratelimit does it, so both limiters decide alike.
 */
export function createMemoryRateLimiter(clock: Clock): MemoryRateLimiter {
  const windows = new Map<string, Window>();

  function checkNow(rule: RateRule): RateDecision {
    const length = rule.seconds * 1000;
    const now = clock.now();
    const number = Math.floor(now / length);
    const key = `${rule.name}:${rule.subject}`;
    const window = roll(windows.get(key), number);
    const elapsed = (now % length) / length;
    const used = Math.floor((1 - elapsed) * window.previous) + window.current;
    const allowed = used < rule.requests;
    if (allowed) window.current++;
    // Oldest first, so that the map stays bounded under a flood of subjects.
    windows.delete(key);
    windows.set(key, window);
    if (windows.size > maxSubjects) windows.delete(windows.keys().next().value ?? key);
    return {
      allowed,
      limit: rule.requests,
      remaining: Math.max(0, rule.requests - used - (allowed ? 1 : 0)),
      resetSeconds: Math.max(1, Math.ceil(((number + 1) * length - now) / 1000)),
    };
  }

  function takeBack(rule: RateRule): void {
    const window = windows.get(`${rule.name}:${rule.subject}`);
    if (window !== undefined && window.current > 0) window.current--;
  }

  return { checkNow, takeBack, check: (rule) => Promise.resolve(checkNow(rule)), close: () => Promise.resolve() };
}

function roll(window: Window | undefined, number: number): Window {
  if (window === undefined || number - window.number > 1) return { number, current: 0, previous: 0 };
  if (number === window.number) return window;
  return { number, current: 0, previous: window.current };
}
