export { createMemoryRateLimiter } from './memory-rate-limiter.js';
export { createUnlimitedRateLimiter } from './unlimited-rate-limiter.js';
export type { RateDecision, RateLimiter, RateRule } from './rate-limiter.js';
