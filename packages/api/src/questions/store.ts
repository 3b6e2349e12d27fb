import type { AnswerSource, Metadata, NearestDocument } from '@askwell/contract';
import { and, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { inTenant, type Database } from '../db/index.js';
import { documents, messages, runs } from '../db/schema/index.js';

/** Run ids sort by time, so the newest are read from the end of the key, and no more of them than this. */
const examinedRuns = 20_000;

export interface AskedQuestion {
  id: string;
  text: string;
  askedAt: Date;
  /** What was near, of the answer it got. */
  sources: readonly AnswerSource[];
}

export interface AskedQuestionsQuery {
  tenantId: string;
  /** Undefined: both. */
  answered: boolean | undefined;
  from: Date | undefined;
  to: Date | undefined;
  limit: number;
}

/** The newest questions whose answer came to its end, newest first. Who asked is not read. */
export async function selectAskedQuestions(database: Database, query: AskedQuestionsQuery): Promise<AskedQuestion[]> {
  const { tenantId, answered, from, to } = query;
  const question = alias(messages, 'question');
  const answer = alias(messages, 'answer');
  return inTenant(database, tenantId, async (tx) => {
    const newest = tx
      .select({ id: runs.id, questionId: runs.questionId, answerId: runs.answerId })
      .from(runs)
      .where(
        and(
          eq(runs.tenantId, tenantId),
          eq(runs.status, 'complete'),
          from && gte(runs.createdAt, from),
          to && lt(runs.createdAt, to),
        ),
      )
      .orderBy(desc(runs.id))
      .limit(examinedRuns)
      .as('newest');
    const rows = await tx
      .select({ id: question.id, text: question.text, askedAt: question.createdAt, sources: answer.sources })
      .from(newest)
      .innerJoin(question, and(eq(question.tenantId, tenantId), eq(question.id, newest.questionId)))
      .innerJoin(answer, and(eq(answer.tenantId, tenantId), eq(answer.id, newest.answerId)))
      .where(and(eq(question.superseded, false), answered === undefined ? undefined : eq(answer.answered, answered)))
      .orderBy(desc(newest.id))
      .limit(query.limit);
    return rows.map((row) => ({ ...row, sources: row.sources ?? [] }));
  });
}

export interface ReadyPair {
  question: string;
  questionId: string | undefined;
  readyAt: Date;
}

/** The pairs of question and answer that are searchable. */
export async function selectReadyPairs(database: Database, tenantId: string): Promise<ReadyPair[]> {
  const rows = await inTenant(database, tenantId, (tx) =>
    tx
      .select({ question: documents.title, metadata: documents.metadata, readyAt: documents.updatedAt })
      .from(documents)
      .where(
        and(
          eq(documents.tenantId, tenantId),
          eq(documents.status, 'ready'),
          sql`${documents.metadata} @> ${JSON.stringify({ kind: 'faq' } satisfies Metadata)}::jsonb`,
        ),
      )
      .orderBy(documents.id),
  );
  return rows.map(({ question, metadata, readyAt }) => ({
    question,
    questionId: typeof metadata['questionId'] === 'string' ? metadata['questionId'] : undefined,
    readyAt,
  }));
}

/** Those that are still there, as they are now, by id. */
export async function selectNearest(
  database: Database,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, NearestDocument>> {
  if (ids.length === 0) return new Map();
  const rows = await inTenant(database, tenantId, (tx) =>
    tx
      .select({ documentId: documents.id, title: documents.title, url: documents.url })
      .from(documents)
      .where(and(eq(documents.tenantId, tenantId), inArray(documents.id, [...ids]))),
  );
  return new Map(rows.map((row) => [row.documentId, row]));
}

export async function hasQuestion(database: Database, tenantId: string, id: string): Promise<boolean> {
  const rows = await inTenant(database, tenantId, (tx) =>
    tx
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.tenantId, tenantId), eq(messages.id, id), eq(messages.role, 'user'))),
  );
  return rows.length > 0;
}
