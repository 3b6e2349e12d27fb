import type { Budget, Tenant, TenantChanges, Usage } from '@askwell/contract';
import { eq, sql as statement } from 'drizzle-orm';
import { inTenant, type Database, type OrmTransaction } from '../db/index.js';
import { budgets, tenants } from '../db/schema/index.js';
import type { FullBudget, Reservation } from './reserve.js';

/** Usage with what it is booked under. `cost` is in billionths of a US dollar. */
export interface BookedUsage extends Usage {
  model: string | null;
  cost: number | null;
}

/** Takes room for what is asked of a model beside a conversation's turn; tells the budget that has none. */
export async function reserve(
  database: Database,
  { tenantId, answerId, visitorId = null }: { tenantId: string; answerId: string; visitorId?: string | null },
  { tokens, cost }: Reservation,
): Promise<FullBudget | undefined> {
  const [row] = await database.sql<
    { full: FullBudget | null }[]
  >`select askwell_reserve(${tenantId}, ${answerId}, ${visitorId}, ${tokens}, ${cost}) as full`;
  return row?.full ?? undefined;
}

/** Books the usage of an answer outside of conversations, and ends its reservation. */
export async function settle(
  database: Database,
  input: { tenantId: string; answerId: string; assistantId: string; usage: BookedUsage },
): Promise<void> {
  const { sql } = database;
  await sql`select askwell_settle(${input.tenantId}, ${input.answerId}, ${input.assistantId}, null, ${sql.json(input.usage as never)})`;
}

/** Adds to the usage of an answer that has ended, and ends the reservation `reservedAs` that was made for it. */
export async function addUsage(
  database: Database,
  input: { tenantId: string; runId: string; reservedAs: string; usage: BookedUsage },
): Promise<void> {
  const { sql } = database;
  await sql`select askwell_add_usage(${input.tenantId}, ${input.runId}, ${input.reservedAs}, ${sql.json(input.usage as never)})`;
}

/** Undefined if there is no such tenant. New budgets count what the current day and month have used already. */
export async function updateTenant(database: Database, id: string, changes: TenantChanges): Promise<Tenant | undefined> {
  return inTenant(database, id, async (tx) => {
    const [tenant] = await tx.select().from(tenants).where(eq(tenants.tenantId, id)).for('update');
    if (tenant === undefined) return undefined;
    const name = changes.name ?? tenant.name;
    if (changes.name !== undefined) await tx.update(tenants).set({ name }).where(eq(tenants.tenantId, id));
    if (changes.budgets !== undefined) await replaceBudgets(tx, id, changes.budgets);
    const rows = await tx
      .select()
      .from(budgets)
      .where(eq(budgets.tenantId, id))
      .orderBy(budgets.scope, budgets.period, budgets.unit);
    return { id, name, budgets: rows.map(toBudget) };
  });
}

const nanoPerDollar = 1e9;

async function replaceBudgets(tx: OrmTransaction, tenantId: string, given: readonly Budget[]): Promise<void> {
  await tx.delete(budgets).where(eq(budgets.tenantId, tenantId));
  if (given.length > 0) {
    await tx.insert(budgets).values(
      given.map(({ amount, ...budget }) => ({
        tenantId,
        ...budget,
        amount: Math.round(budget.unit === 'usd' ? amount * nanoPerDollar : amount),
      })),
    );
  }
  await tx.execute(statement`delete from budget_counters where tenant_id = ${tenantId}`);
  await tx.execute(statement`
    insert into budget_counters (tenant_id, scope, subject, period, starts_on, tokens, cost)
    select u.tenant_id, b.scope, case b.scope when 'tenant' then '' else u.visitor_id end, b.period,
        askwell_period_start(b.period)::date, sum(u.prompt_tokens + u.completion_tokens), coalesce(sum(u.cost), 0)
      from (select distinct scope, period from budgets where tenant_id = ${tenantId}) b
      join usage_records u on u.tenant_id = ${tenantId} and (b.scope = 'tenant' or u.visitor_id is not null)
        and u.created_at >= timezone('utc', askwell_period_start(b.period))
      group by 1, 2, 3, 4`);
}

function toBudget({ scope, period, unit, amount }: typeof budgets.$inferSelect): Budget {
  return { scope, period, unit, amount: unit === 'usd' ? amount / nanoPerDollar : amount };
}
