export const usageGroupings = ['day', 'assistant', 'model'] as const;
export type UsageGrouping = (typeof usageGroupings)[number];

export interface UsageTotals {
  answers: number;
  promptTokens: number;
  completionTokens: number;
  totalTokens: number;
  /** US dollars, of the answers whose model has a price; null where none has. */
  cost: number | null;
  /** Answers whose model has no price. */
  unpricedAnswers: number;
  /** Answers whose tokens were counted here, since the provider gave no figures. */
  estimatedAnswers: number;
}

export interface UsageGroup extends UsageTotals {
  /** A day in UTC like `2026-11-20`, an assistant's id, or a model's name; `built-in` where no model was asked. */
  key: string;
}

/** Answer of `GET /v1/usage`. */
export interface UsageReport {
  from: string;
  /** The first moment after the time reported. */
  to: string;
  groupBy: UsageGrouping;
  data: UsageGroup[];
  total: UsageTotals;
}

export const budgetScopes = ['tenant', 'visitor'] as const;
export const budgetPeriods = ['day', 'month'] as const;
export const budgetUnits = ['tokens', 'usd'] as const;

/** What all answers of a tenant, or those to one visitor, may use in a day or a month of UTC. */
export interface Budget {
  scope: (typeof budgetScopes)[number];
  period: (typeof budgetPeriods)[number];
  unit: (typeof budgetUnits)[number];
  amount: number;
}

/** Body of `PATCH /v1/tenants/:id`: only what is given changes; `budgets` replaces all budgets. */
export interface TenantChanges {
  name?: string | undefined;
  budgets?: Budget[] | undefined;
}

export interface Tenant {
  id: string;
  name: string;
  budgets: Budget[];
}
