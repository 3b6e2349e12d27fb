import type { AnswerSource, Citation } from '@askwell/contract';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { inTenant, type Database } from '../db/index.js';
import { chunks, conversations, messages } from '../db/schema/index.js';

export interface AnswerToFollow {
  /** As they were made before; null where they were not. */
  suggestions: string[] | null;
  citations: Citation[];
  sources: AnswerSource[];
  isEnded: boolean;
  isAnswered: boolean;
  runId: string;
  text: string;
  /** What it answers. */
  question: string;
  /** What the visitor has asked in the conversation. */
  asked: string[];
}

/** Undefined if it is no answer of the visitor's. */
export async function selectAnswerToFollow(
  database: Database,
  own: { tenantId: string; visitorId: string; messageId: string },
): Promise<AnswerToFollow | undefined> {
  const { tenantId } = own;
  return inTenant(database, tenantId, async (tx) => {
    const [row] = await tx
      .select({ message: messages })
      .from(messages)
      .innerJoin(conversations, and(eq(conversations.tenantId, messages.tenantId), eq(conversations.id, messages.conversationId)))
      .where(
        and(
          eq(messages.tenantId, tenantId),
          eq(messages.id, own.messageId),
          eq(messages.role, 'assistant'),
          eq(conversations.visitorId, own.visitorId),
        ),
      );
    if (row === undefined) return undefined;
    const { suggestions, citations, sources, status, conversationId, position } = row.message;
    const asked = await tx
      .select({ text: messages.text, position: messages.position })
      .from(messages)
      .where(and(eq(messages.tenantId, tenantId), eq(messages.conversationId, conversationId), eq(messages.role, 'user')))
      .orderBy(asc(messages.position));
    return {
      suggestions,
      citations: citations ?? [],
      sources: sources ?? [],
      isEnded: status === 'complete',
      isAnswered: row.message.answered === true,
      runId: row.message.runId ?? '',
      text: row.message.text,
      question: asked.findLast((other) => other.position < position)?.text ?? '',
      asked: asked.map(({ text }) => text),
    };
  });
}

const readChunks = 300;

export interface Heading {
  documentId: string;
  start: number;
  path: string[];
}

/** The headings of some documents, in reading order. */
export async function selectHeadings(database: Database, tenantId: string, documentIds: readonly string[]): Promise<Heading[]> {
  if (documentIds.length === 0) return [];
  return inTenant(database, tenantId, (tx) =>
    tx
      .select({ documentId: chunks.documentId, start: chunks.start, path: chunks.headingPath })
      .from(chunks)
      .where(and(eq(chunks.tenantId, tenantId), inArray(chunks.documentId, [...documentIds])))
      .orderBy(asc(chunks.documentId), asc(chunks.ordinal))
      .limit(readChunks),
  );
}

export async function keepSuggestions(database: Database, tenantId: string, messageId: string, texts: string[]): Promise<void> {
  await inTenant(database, tenantId, (tx) =>
    tx
      .update(messages)
      .set({ suggestions: texts })
      .where(and(eq(messages.tenantId, tenantId), eq(messages.id, messageId))),
  );
}
