import type { Usage } from '@askwell/contract';
import type { Deps } from '../deps.js';
import type { BookedUsage } from './store.js';
import type { UsageMeter } from './usage-meter.js';

/** The usage with its model and cost, counted in the metrics. */
export function bookUsage({ prices, metrics }: Pick<Deps, 'prices' | 'metrics'>, meter: UsageMeter, usage: Usage): BookedUsage {
  metrics.tokens.inc({ kind: 'prompt' }, usage.promptTokens);
  metrics.tokens.inc({ kind: 'completion' }, usage.completionTokens);
  const model = meter.model();
  return { ...usage, model: model ?? null, cost: prices.costOf(model, usage) };
}
