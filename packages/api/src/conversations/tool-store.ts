import type { ToolCall } from '@askwell/contract';
import { and, eq } from 'drizzle-orm';
import { inTenant, type Database } from '../db/index.js';
import { messages, runs, toolCalls } from '../db/schema/index.js';
import type { ToolOutcome } from './page-tools.js';

interface CallKey {
  tenantId: string;
  runId: string;
  id: string;
}

export async function insertToolCall(database: Database, row: CallKey & { name: string }): Promise<void> {
  await inTenant(database, row.tenantId, (tx) =>
    tx
      .insert(toolCalls)
      .values({ ...row, state: 'waiting' })
      .onConflictDoNothing(),
  );
}

/** Undefined while it waits. */
export async function selectToolCall(database: Database, key: CallKey): Promise<ToolOutcome | undefined> {
  const [row] = await inTenant(database, key.tenantId, (tx) => tx.select().from(toolCalls).where(isCall(key)));
  if (row === undefined || row.state === 'waiting') return undefined;
  return { state: row.state, ...(row.output as object) } as ToolOutcome;
}

/** Sets the outcome of a call that waits: for a visitor only of its own run, and while an answer waits for it. */
export async function settleToolCall(
  database: Database,
  { visitorId, outcome, ...key }: CallKey & { visitorId: string | undefined; outcome: ToolOutcome },
): Promise<'settled' | 'same' | 'late' | 'unknown'> {
  const { state, ...output } = outcome;
  return inTenant(database, key.tenantId, async (tx) => {
    const isRun = and(eq(runs.tenantId, key.tenantId), eq(runs.id, key.runId));
    const [run] = await tx
      .select({ status: runs.status })
      .from(runs)
      .where(visitorId === undefined ? isRun : and(isRun, eq(runs.visitorId, visitorId)));
    if (run === undefined) return 'unknown';
    const [row] = await tx.select().from(toolCalls).where(isCall(key)).for('update');
    if (row === undefined) return 'unknown';
    if (row.state !== 'waiting') return row.state === state ? 'same' : 'late';
    if (run.status !== 'streaming') return 'late';
    await tx.update(toolCalls).set({ state, output }).where(isCall(key));
    return 'settled';
  });
}

function isCall({ tenantId, runId, id }: CallKey) {
  return and(eq(toolCalls.tenantId, tenantId), eq(toolCalls.runId, runId), eq(toolCalls.id, id));
}

/** The transcript tells what an answer asked the page to do. */
export async function keepToolCalls(
  database: Database,
  tenantId: string,
  answerId: string,
  calls: readonly ToolCall[],
): Promise<void> {
  await inTenant(database, tenantId, (tx) =>
    tx
      .update(messages)
      .set({ toolCalls: [...calls] })
      .where(and(eq(messages.tenantId, tenantId), eq(messages.id, answerId))),
  );
}
