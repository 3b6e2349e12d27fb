import type { MiddlewareHandler } from 'hono';
import type { Deps } from '../../deps.js';
import { AppError } from '../../errors.js';
import type { RateDecision, RateRule } from '../../limits/index.js';
import type { HttpContext, HttpEnv } from '../router.js';

type Subject = (c: HttpContext) => string;

const address: Subject = (c) => c.get('address');
const visitor: Subject = (c) => c.get('visitor').actor.visitorId;
const tenant: Subject = (c) => c.get('visitor').tenantId;
const secretKey: Subject = (c) => {
  const { actor } = c.get('secret');
  return actor.kind === 'secret-key' ? actor.keyId : actor.kind;
};

/** What each group of routes counts against: subject, requests, seconds. The docs show this table. */
const rules = {
  public: [{ name: 'public', subject: address, requests: 300, seconds: 60 }],
  platform: [{ name: 'platform', subject: address, requests: 600, seconds: 60 }],
  session: [{ name: 'session', subject: address, requests: 60, seconds: 60 }],
  secret: [{ name: 'secret', subject: secretKey, requests: 30_000, seconds: 60 }],
  visitor: [{ name: 'visitor', subject: visitor, requests: 240, seconds: 60 }],
  upload: [
    { name: 'upload-visitor', subject: visitor, requests: 20, seconds: 60 },
    { name: 'upload-tenant', subject: tenant, requests: 600, seconds: 60 },
  ],
  message: [
    { name: 'message-visitor', subject: visitor, requests: 20, seconds: 60 },
    { name: 'message-address', subject: address, requests: 120, seconds: 60 },
    { name: 'message-tenant', subject: tenant, requests: 3000, seconds: 60 },
  ],
} as const satisfies Record<string, readonly (Omit<RateRule, 'subject'> & { subject: Subject })[]>;

/** Counts the request; over a limit it ends as 429 with Retry-After. The headers tell of the tightest rule. */
export function rateLimit(deps: Deps, group: keyof typeof rules): MiddlewareHandler<HttpEnv> {
  return async function rateLimit(c, next) {
    const decisions = await Promise.all(rules[group].map((rule) => deps.limiter.check({ ...rule, subject: rule.subject(c) })));
    const tightest = decisions.reduce(tighter);
    c.header('ratelimit-limit', String(tightest.limit));
    c.header('ratelimit-remaining', String(tightest.remaining));
    c.header('ratelimit-reset', String(tightest.resetSeconds));
    if (!tightest.allowed) {
      const wait = tightest.resetSeconds;
      throw new AppError('RATE_LIMITED', `Too many requests. Try again in ${wait} s.`, { retryAfter: wait });
    }
    await next();
  };
}

function tighter(one: RateDecision, other: RateDecision): RateDecision {
  if (one.allowed !== other.allowed) return one.allowed ? other : one;
  return other.remaining < one.remaining ? other : one;
}
