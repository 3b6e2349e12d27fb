import type { UsageGroup, UsageGrouping, UsageReport, UsageTotals } from '@askwell/contract';
import type { Context } from '../context.js';
import { inTenantSql } from '../db/index.js';

interface UsageRow {
  key: string;
  answers: number;
  prompt: number;
  completion: number;
  cost: number | null;
  unpriced: number;
  estimated: number;
}

export interface UsageQuery {
  from: Date;
  /** The first moment after. */
  to: Date;
  groupBy: UsageGrouping;
}

/** What the tenant's answers used between two moments, in groups. */
export async function getUsage(ctx: Context, { from, to, groupBy }: UsageQuery): Promise<UsageReport> {
  const rows = await inTenantSql(ctx.deps.database, ctx.tenantId, (tx) => {
    const keys = {
      day: tx`to_char(created_at at time zone 'utc', 'YYYY-MM-DD')`,
      assistant: tx`assistant_id`,
      model: tx`coalesce(model, 'built-in')`,
    };
    return tx<UsageRow[]>`
      select ${keys[groupBy]} as key, count(*)::integer as answers, sum(prompt_tokens)::float8 as prompt,
        sum(completion_tokens)::float8 as completion, sum(cost)::float8 as cost,
        (count(*) filter (where cost is null))::integer as unpriced, (count(*) filter (where estimated))::integer as estimated
      from usage_records
      where tenant_id = ${ctx.tenantId} and created_at >= ${from} and created_at < ${to}
      group by 1 order by 1`;
  });
  const data = rows.map((row): UsageGroup => ({ key: row.key, ...toTotals([row]) }));
  return { from: from.toISOString(), to: to.toISOString(), groupBy, data, total: toTotals(rows) };
}

function toTotals(rows: readonly UsageRow[]): UsageTotals {
  const sum = (of: (row: UsageRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const promptTokens = sum((row) => row.prompt);
  const completionTokens = sum((row) => row.completion);
  return {
    answers: sum((row) => row.answers),
    promptTokens,
    completionTokens,
    totalTokens: promptTokens + completionTokens,
    cost: rows.length > 0 && rows.every((row) => row.cost === null) ? null : sum((row) => row.cost ?? 0) / 1e9,
    unpricedAnswers: sum((row) => row.unpriced),
    estimatedAnswers: sum((row) => row.estimated),
  };
}
