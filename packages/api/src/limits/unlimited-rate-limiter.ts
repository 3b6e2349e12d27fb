import type { RateLimiter } from './rate-limiter.js';

/** For benchmarks: `ASKWELL_LIMITS=off`. */
export function createUnlimitedRateLimiter(): RateLimiter {
  return {
    check: (rule) =>
      Promise.resolve({ allowed: true, limit: rule.requests, remaining: rule.requests, resetSeconds: rule.seconds }),
    close: () => Promise.resolve(),
  };
}
