import { describe, expect, it } from 'vitest';
import { createMemoryRateLimiter } from './memory-rate-limiter.js';

const rule = { name: 'test', subject: 'a', requests: 10, seconds: 60 };

describe('createMemoryRateLimiter', () => {
  it('admits exactly the limit in a window, for each subject apart', () => {
    const limiter = createMemoryRateLimiter({ now: () => 0 });
    const admitted = Array.from({ length: 15 }, () => limiter.checkNow(rule)).filter(({ allowed }) => allowed);
    expect(admitted).toHaveLength(10);
    expect(admitted.map(({ remaining }) => remaining)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(limiter.checkNow({ ...rule, subject: 'b' }).allowed).toBe(true);
    expect(limiter.checkNow(rule)).toMatchObject({ allowed: false, remaining: 0, resetSeconds: 60 });
  });

  it('lets the previous window count in proportion', () => {
    let now = 0;
    const limiter = createMemoryRateLimiter({ now: () => now });
    for (let count = 0; count < 10; count++) limiter.checkNow(rule);
    now = 90_000;
    const admitted = Array.from({ length: 10 }, () => limiter.checkNow(rule)).filter(({ allowed }) => allowed);
    expect(admitted).toHaveLength(5);
    now = 240_000;
    expect(limiter.checkNow(rule).remaining).toBe(9);
  });
});
