import type { AnswerSource, Citation, StreamError } from '@askwell/contract';
import { inTenantSql, type Database, type SqlTransaction } from '../../db/index.js';
import type { LoggedRun } from './answer-log.js';

/** Runs of all tenants, as the maintenance role: it may read and update runs and messages, and nothing else. */
async function asMaintenance<T>(database: Database, work: (tx: SqlTransaction) => Promise<T>): Promise<T> {
  const result = await database.sql.begin(async (tx) => {
    await tx`select set_config('role', 'askwell_maintenance', true)`;
    return { value: await work(tx) };
  });
  return result.value;
}

/** Renews this node's leases; answers the ids of the runs that are still its own. */
export async function renewLeases(database: Database, runs: readonly LoggedRun[]): Promise<Set<string>> {
  const rows = await asMaintenance(
    database,
    (tx) => tx<{ id: string }[]>`
      update runs set lease_until = now() + interval '15 seconds'
      from unnest(${runs.map((run) => run.tenantId)}::text[], ${runs.map((run) => run.runId)}::text[]) as own (tenant_id, id)
      where runs.tenant_id = own.tenant_id and runs.id = own.id and runs.status = 'streaming'
      returning runs.id`,
  );
  return new Set(rows.map(({ id }) => id));
}

export interface KeptAnswer {
  run: LoggedRun;
  text: string;
  citations: readonly Citation[];
  sources: readonly AnswerSource[];
}

/** Keeps what streaming answers say so far. */
export async function keepPartialAnswers(database: Database, answers: readonly KeptAnswer[]): Promise<void> {
  const rows = answers.map(({ run, text, citations, sources }) => ({
    tenant_id: run.tenantId,
    id: run.answerId,
    text,
    citations,
    sources,
  }));
  await asMaintenance(
    database,
    (tx) => tx`
      update messages m set text = kept.text, citations = kept.citations, sources = kept.sources
      from jsonb_to_recordset(${tx.json(rows as never)}) as kept (tenant_id text, id text, text text, citations jsonb, sources jsonb)
      where m.tenant_id = kept.tenant_id and m.id = kept.id and m.status = 'streaming'`,
  );
}

/** Streaming runs whose lease is over; on a database of one process, all. */
export async function selectLeftRuns(database: Database, which: 'lease-over' | 'all'): Promise<LoggedRun[]> {
  return asMaintenance(
    database,
    (tx) => tx<LoggedRun[]>`
      select tenant_id as "tenantId", visitor_id as "visitorId", id as "runId", answer_id as "answerId",
        conversation_id as "conversationId"
      from runs where status = 'streaming' and (${which === 'all'} or lease_until < now()) limit 500`,
  );
}

/** Ends a run that its node left. The stored text stays unless `kept` says more. False if somebody else was first. */
export async function interruptRun(
  database: Database,
  run: LoggedRun,
  input: { which: 'lease-over' | 'all'; kept: KeptAnswer | undefined; error: StreamError },
): Promise<boolean> {
  const { which, kept, error } = input;
  return asMaintenance(database, async (tx) => {
    const ended = await tx`
      update runs set status = 'interrupted', ended_at = now()
      where tenant_id = ${run.tenantId} and id = ${run.runId} and status = 'streaming'
        and (${which === 'all'} or lease_until < now())`;
    if (ended.count === 0) return false;
    await tx`
      update messages set status = 'interrupted', answered = false, error = ${tx.json(error as never)}
      where tenant_id = ${run.tenantId} and id = ${run.answerId}`;
    if (kept !== undefined) {
      await tx`
        update messages set text = ${kept.text}, citations = ${tx.json(kept.citations as never)},
          sources = ${tx.json(kept.sources as never)}
        where tenant_id = ${run.tenantId} and id = ${run.answerId} and length(text) <= ${kept.text.length}`;
    }
    return true;
  });
}

/** Ids of a visitor's answers that are being written, in one conversation or in all. */
export async function selectStreamingRuns(
  database: Database,
  { tenantId, visitorId, conversationId }: { tenantId: string; visitorId: string; conversationId: string | undefined },
): Promise<string[]> {
  const rows = await inTenantSql(
    database,
    tenantId,
    (tx) => tx<{ id: string }[]>`
      select id from runs where tenant_id = ${tenantId} and visitor_id = ${visitorId} and status = 'streaming'
        ${conversationId === undefined ? tx`` : tx`and conversation_id = ${conversationId}`}`,
  );
  return rows.map(({ id }) => id);
}
