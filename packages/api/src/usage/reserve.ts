import type { Budget } from '@askwell/contract';
import type { Deps } from '../deps.js';
import { AppError } from '../errors.js';

/** What an answer takes from its budgets before anyone knows its length. Without a model it takes nothing. */
export interface Reservation {
  tokens: number;
  /** Billionths of a US dollar. */
  cost: number;
}

/** Why there was no room. `retryAfter` is in seconds. */
export type FullBudget = Pick<Budget, 'scope' | 'period' | 'unit'> & { retryAfter: number };

/** Most of an answer's tokens are its passages. */
const promptShare = 0.8;

export function reservationOf({ completion, reservationTokens, prices }: Deps): Reservation {
  if (completion === undefined) return { tokens: 0, cost: 0 };
  const promptTokens = Math.round(reservationTokens * promptShare);
  const completionTokens = reservationTokens - promptTokens;
  const usage = { promptTokens, completionTokens, totalTokens: reservationTokens, estimated: true };
  return { tokens: reservationTokens, cost: prices.costOf(completion.name, usage) ?? 0 };
}

export function budgetExceeded({ scope, period, retryAfter }: FullBudget): AppError {
  const whose = scope === 'visitor' ? 'What one visitor may ask' : 'What this site may answer';
  const detail = `${whose} in a ${period} is used up. Try again later, or let the platform’s owner raise the budget.`;
  return new AppError('BUDGET_EXCEEDED', detail, { retryAfter });
}
