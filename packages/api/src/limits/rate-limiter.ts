/** At most `requests` in any `seconds`, for one `subject` (a key, a visitor, an address). */
export interface RateRule {
  name: string;
  subject: string;
  requests: number;
  seconds: number;
}

export interface RateDecision {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Whole seconds until the window turns. */
  resetSeconds: number;
}

export interface RateLimiter {
  /** Counts one request against the rule. Never throws; decides within 50 ms. */
  check(rule: RateRule): Promise<RateDecision>;
  close(): Promise<void>;
}
