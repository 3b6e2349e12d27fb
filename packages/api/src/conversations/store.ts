import type {
  AnswerSource,
  Citation,
  Conversation,
  Feedback,
  FinishReason,
  HistoryTurn,
  Message,
  MessageStatus,
  ModelSettings,
  StreamError,
  Usage,
} from '@askwell/contract';
import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import type { Database } from '../db/index.js';
import { inTenant, untilBack } from '../db/index.js';
import { conversations, feedback, messages, runs } from '../db/schema/index.js';
import type { BookedUsage, FullBudget, Reservation } from '../usage/index.js';
import { conversationColumns, toConversation } from './conversation-store.js';

export async function insertConversation(
  database: Database,
  row: { tenantId: string; id: string; assistantId: string; visitorId: string },
): Promise<Conversation> {
  const [stored] = await inTenant(database, row.tenantId, (tx) => tx.insert(conversations).values(row).returning());
  if (stored === undefined) throw new Error('The conversation was not stored');
  return toConversation(stored);
}

export interface ConversationsQuery {
  tenantId: string;
  visitorId: string;
  limit: number;
  /** The place after which to go on: epoch milliseconds and id of the last row seen. */
  after: { updatedAt: Date; id: string } | undefined;
}

export async function selectConversations(
  database: Database,
  query: ConversationsQuery,
): Promise<(Conversation & { updated: Date })[]> {
  const { after } = query;
  const rows = await inTenant(database, query.tenantId, (tx) =>
    tx
      .select(conversationColumns)
      .from(conversations)
      .where(
        and(
          eq(conversations.tenantId, query.tenantId),
          eq(conversations.visitorId, query.visitorId),
          after &&
            sql`(date_trunc('milliseconds', ${conversations.updatedAt}), ${conversations.id}) < (${after.updatedAt.toISOString()}::timestamptz, ${after.id})`,
        ),
      )
      .orderBy(desc(sql`date_trunc('milliseconds', ${conversations.updatedAt})`), desc(conversations.id))
      .limit(query.limit),
  );
  return rows.map((row) => ({ ...toConversation(row), updated: row.updatedAt }));
}

export interface MessagesQuery {
  tenantId: string;
  visitorId: string;
  conversationId: string;
  limit: number;
  /** Only messages before this position. */
  before: number | undefined;
}

/** The newest `limit` messages before a place, oldest first; undefined if the conversation is not the visitor's. */
export async function selectMessages(
  database: Database,
  query: MessagesQuery,
): Promise<{ messages: Message[]; firstPosition: number | undefined } | undefined> {
  const { tenantId, conversationId } = query;
  return inTenant(database, tenantId, async (tx) => {
    const [conversation] = await tx
      .select({ id: conversations.id })
      .from(conversations)
      .where(
        and(
          eq(conversations.tenantId, tenantId),
          eq(conversations.id, conversationId),
          eq(conversations.visitorId, query.visitorId),
        ),
      );
    if (conversation === undefined) return undefined;
    const rows = await tx
      .select({ message: messages, rating: feedback.rating, comment: feedback.comment })
      .from(messages)
      .leftJoin(feedback, and(eq(feedback.tenantId, messages.tenantId), eq(feedback.messageId, messages.id)))
      .where(
        and(
          eq(messages.tenantId, tenantId),
          eq(messages.conversationId, conversationId),
          eq(messages.superseded, false),
          query.before === undefined ? undefined : lt(messages.position, query.before),
        ),
      )
      .orderBy(desc(messages.position))
      .limit(query.limit);
    rows.reverse();
    return { messages: rows.map(toMessage), firstPosition: rows[0]?.message.position };
  });
}

function toMessage(row: {
  message: typeof messages.$inferSelect;
  rating: 'up' | 'down' | null;
  comment: string | null;
}): Message {
  const { message } = row;
  const createdAt = message.createdAt.toISOString();
  if (message.role === 'user') {
    return {
      id: message.id,
      role: 'user',
      text: message.text,
      clientMessageId: message.clientMessageId ?? message.id,
      ...(message.attachments === null ? {} : { attachments: message.attachments }),
      createdAt,
    };
  }
  return {
    id: message.id,
    role: 'assistant',
    text: message.text,
    status: message.status ?? 'complete',
    runId: message.runId ?? '',
    answered: message.answered ?? false,
    finishReason: message.finishReason,
    citations: message.citations ?? [],
    sources: message.sources ?? [],
    feedback: row.rating === null ? null : { rating: row.rating, ...(row.comment === null ? {} : { comment: row.comment }) },
    error: message.error,
    ...(message.suggestions === null ? {} : { suggestions: message.suggestions }),
    ...(message.toolCalls === null ? {} : { toolCalls: message.toolCalls }),
    createdAt,
  };
}

export interface TurnStart {
  tenantId: string;
  visitorId: string;
  conversationId: string;
  clientMessageId: string;
  text: string;
  questionId: string;
  answerId: string;
  runId: string;
  historyTurns: number;
  reservation: Reservation;
  /** A message of the last turn, whose place this one takes. */
  replaces?: string | undefined;
}

export interface TurnAssistant {
  id: string;
  name: string;
  instructions: string;
  model: ModelSettings;
}

export type StartedTurn =
  | { outcome: 'not_found' }
  | { outcome: 'over_budget'; full: FullBudget }
  | { outcome: 'not_last' }
  | { outcome: 'replay' | 'conflict'; runId: string; answerId: string }
  | {
      outcome: 'started';
      runId: string;
      answerId: string;
      history: HistoryTurn[];
      assistant: TurnAssistant;
      /** An earlier question of the conversation brought a file. */
      hasFiles: boolean;
      /** The run of the turn that it replaced. */
      replacedRun?: string | undefined;
    };

interface StartedRow {
  outcome: string;
  run_id: string;
  answer_id: string;
  history: HistoryTurn[];
  assistant: TurnAssistant & FullBudget & { hasFiles: boolean };
  replaced_run?: string | null;
}

/** Stores the question and an empty answer, once for each client message id, and reads what the answer needs: one round trip. */
export async function startTurn(database: Database, turn: TurnStart): Promise<StartedTurn> {
  const [row] = await (turn.replaces === undefined
    ? database.sql<StartedRow[]>`select outcome, run_id, answer_id, history, assistant from askwell_start_turn(${turn.tenantId},
        ${turn.visitorId}, ${turn.conversationId}, ${turn.clientMessageId}, ${turn.text}, ${turn.questionId}, ${turn.answerId},
        ${turn.runId}, ${turn.historyTurns}, ${turn.reservation.tokens}, ${turn.reservation.cost})`
    : database.sql<StartedRow[]>`select outcome, run_id, answer_id, history, assistant, replaced_run from askwell_replace_turn(
        ${turn.tenantId}, ${turn.visitorId}, ${turn.conversationId}, ${turn.clientMessageId}, ${turn.text}, ${turn.questionId},
        ${turn.answerId}, ${turn.runId}, ${turn.historyTurns}, ${turn.reservation.tokens}, ${turn.reservation.cost}, ${turn.replaces})`);
  if (row === undefined || row.outcome === 'not_found') return { outcome: 'not_found' };
  if (row.outcome === 'not_last') return { outcome: 'not_last' };
  if (row.outcome === 'over_budget') return { outcome: 'over_budget', full: row.assistant };
  const { run_id: runId, answer_id: answerId } = row;
  if (row.outcome === 'replay' || row.outcome === 'conflict') return { outcome: row.outcome, runId, answerId };
  const history = row.history.map((turnRow) => ({ ...turnRow, role: turnRow.role }));
  const { hasFiles, ...assistant } = row.assistant;
  return { outcome: 'started', runId, answerId, history, assistant, hasFiles, replacedRun: row.replaced_run ?? undefined };
}

export interface TurnEnd {
  tenantId: string;
  runId: string;
  status: Exclude<MessageStatus, 'streaming'>;
  text: string;
  answered: boolean;
  finishReason: FinishReason | null;
  citations: Citation[];
  sources: AnswerSource[];
  usage: BookedUsage | null;
  error: StreamError | null;
}

/** Stores the answer and its usage in one transaction; false if the run had ended already. */
export async function finishTurn(database: Database, end: TurnEnd): Promise<boolean> {
  const { sql: query } = database;
  const [row] = await untilBack(
    async () => query<{ stored: boolean }[]>`select askwell_finish_turn(${end.tenantId}, ${end.runId}, ${end.status}, ${end.text},
    ${end.answered}, ${end.finishReason}, ${query.json(end.citations as never)}, ${query.json(end.sources as never)},
    ${end.usage && query.json(end.usage as never)}, ${end.error && query.json(end.error as never)}) as stored`,
  );
  return row?.stored === true;
}

export interface StoredRun {
  runId: string;
  tenantId: string;
  visitorId: string;
  conversationId: string;
  status: MessageStatus;
  usage: Usage | null;
  answer: Extract<Message, { role: 'assistant' }>;
}

export async function selectRun(
  database: Database,
  tenantId: string,
  visitorId: string,
  runId: string,
): Promise<StoredRun | undefined> {
  const [row] = await inTenant(database, tenantId, (tx) =>
    tx
      .select({ run: runs, message: messages })
      .from(runs)
      .innerJoin(messages, and(eq(messages.tenantId, runs.tenantId), eq(messages.id, runs.answerId)))
      .where(and(eq(runs.tenantId, tenantId), eq(runs.id, runId), eq(runs.visitorId, visitorId))),
  );
  if (row === undefined) return undefined;
  const answer = toMessage({ message: row.message, rating: null, comment: null });
  if (answer.role !== 'assistant') return undefined;
  return {
    runId,
    tenantId,
    visitorId,
    conversationId: row.run.conversationId,
    status: row.run.status,
    usage: row.run.usage,
    answer,
  };
}

/** Gives the rated answer's conversation; undefined if the message is not an answer of this visitor. */
export async function upsertFeedback(
  database: Database,
  row: { tenantId: string; visitorId: string; messageId: string } & Feedback,
): Promise<{ conversationId: string } | undefined> {
  const { tenantId, visitorId, messageId } = row;
  return inTenant(database, tenantId, async (tx) => {
    const [message] = await tx
      .select({ conversationId: messages.conversationId })
      .from(messages)
      .innerJoin(conversations, and(eq(conversations.tenantId, messages.tenantId), eq(conversations.id, messages.conversationId)))
      .where(
        and(
          eq(messages.tenantId, tenantId),
          eq(messages.id, messageId),
          eq(messages.role, 'assistant'),
          eq(conversations.visitorId, visitorId),
        ),
      )
      .orderBy(asc(messages.position));
    if (message === undefined) return undefined;
    const values = { rating: row.rating, comment: row.comment ?? null };
    await tx
      .insert(feedback)
      .values({ tenantId, visitorId, messageId, ...values })
      .onConflictDoUpdate({ target: [feedback.tenantId, feedback.messageId], set: { ...values, updatedAt: sql`now()` } });
    return message;
  });
}
