import { z } from '@hono/zod-openapi';
import type { Budget, Tenant, TenantChanges, UsageReport } from '@askwell/contract';
import { budgetPeriods, budgetScopes, budgetUnits, usageGroupings } from '@askwell/contract';
import { filledTextSchema } from './text.js';

const dayMilliseconds = 86_400_000;
const defaultDays = 30;
const maxDays = 400;

const momentSchema = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'must be a day like 2026-11-01 or a time like 2026-11-01T12:00:00Z',
  })
  .transform((text) => new Date(text))
  .openapi({ type: 'string', example: '2026-11-01' });

export const usageQuerySchema = z
  .object({ from: momentSchema.optional(), to: momentSchema.optional(), groupBy: z.enum(usageGroupings).default('day') })
  .transform(({ from, to = new Date(), groupBy }) => ({
    from: from ?? new Date(to.getTime() - defaultDays * dayMilliseconds),
    to,
    groupBy,
  }))
  .refine(({ from, to }) => from < to, { path: ['from'], message: 'must be before to' })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= maxDays * dayMilliseconds, {
    path: ['from'],
    message: `must be at most ${maxDays} days before to`,
  });

const totals = {
  answers: z.number(),
  promptTokens: z.number(),
  completionTokens: z.number(),
  totalTokens: z.number(),
  cost: z.number().nullable(),
  unpricedAnswers: z.number(),
  estimatedAnswers: z.number(),
};

export const usageReportSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    groupBy: z.enum(usageGroupings),
    data: z.array(z.object({ key: z.string(), ...totals })),
    total: z.object(totals),
  })
  .openapi('UsageReport') satisfies z.ZodType<UsageReport>;

const budgetSchema = z
  .strictObject({
    scope: z.enum(budgetScopes),
    period: z.enum(budgetPeriods),
    unit: z.enum(budgetUnits),
    amount: z.number().nonnegative().max(1_000_000_000_000),
  })
  .refine(({ unit, amount }) => unit === 'tokens' || amount <= 1_000_000, {
    path: ['amount'],
    message: 'must be at most 1000000 dollars',
  })
  .openapi('Budget') satisfies z.ZodType<Budget>;

export const tenantChangesSchema = z
  .strictObject({
    name: filledTextSchema(200).optional(),
    budgets: z
      .array(budgetSchema)
      .max(8)
      .refine(
        (budgets) => new Set(budgets.map(({ scope, period, unit }) => `${scope} ${period} ${unit}`)).size === budgets.length,
        {
          message: 'must hold one budget at most for each scope, period and unit',
        },
      )
      .optional(),
  })
  .openapi('TenantChanges') satisfies z.ZodType<TenantChanges>;

export const tenantSchema = z
  .object({ id: z.string(), name: z.string(), budgets: z.array(budgetSchema) })
  .openapi('Tenant') satisfies z.ZodType<Tenant>;
