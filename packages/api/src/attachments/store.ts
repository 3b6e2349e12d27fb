import type { Attachment, AttachmentKind } from '@askwell/contract';
import { and, desc, eq, inArray, isNotNull, isNull, notInArray } from 'drizzle-orm';
import { inTenant, type Database } from '../db/index.js';
import { attachments, conversations, messages } from '../db/schema/index.js';

export interface NewAttachment {
  tenantId: string;
  visitorId: string;
  conversationId: string;
  id: string;
  kind: AttachmentKind;
  name: string;
  mediaType: string;
  size: number;
  text: string;
  image: Uint8Array | null;
}

/** `full`: the conversation holds `most` already. Undefined if it is not the visitor's. */
export async function insertAttachment(
  database: Database,
  { visitorId, ...row }: NewAttachment,
  most: number,
): Promise<Attachment | 'full' | undefined> {
  const { tenantId, conversationId } = row;
  return inTenant(database, tenantId, async (tx) => {
    const isOwn = and(
      eq(conversations.tenantId, tenantId),
      eq(conversations.id, conversationId),
      eq(conversations.visitorId, visitorId),
    );
    // Uploads at once take turns.
    const [own] = await tx.select({ id: conversations.id }).from(conversations).where(isOwn).for('update');
    if (own === undefined) return undefined;
    const inIt = and(eq(attachments.tenantId, tenantId), eq(attachments.conversationId, conversationId));
    if ((await tx.$count(attachments, inIt)) >= most) return 'full';
    await tx.insert(attachments).values(row);
    return toAttachment(row);
  });
}

export interface StoredFile extends Attachment {
  text: string;
  image: Uint8Array | null;
}

/** Those of the ids that are a conversation's of the visitor, in the order given. */
export async function selectFiles(
  database: Database,
  own: { tenantId: string; visitorId: string; conversationId: string; ids: readonly string[] },
): Promise<StoredFile[]> {
  const rows = await inTenant(database, own.tenantId, (tx) =>
    tx
      .select({ file: attachments })
      .from(attachments)
      .innerJoin(
        conversations,
        and(eq(conversations.tenantId, attachments.tenantId), eq(conversations.id, attachments.conversationId)),
      )
      .where(
        and(
          eq(attachments.tenantId, own.tenantId),
          eq(attachments.conversationId, own.conversationId),
          eq(conversations.visitorId, own.visitorId),
          inArray(attachments.id, [...own.ids]),
        ),
      ),
  );
  const files = new Map(rows.map(({ file }) => [file.id, toStoredFile(file)]));
  return own.ids.flatMap((id) => files.get(id) ?? []);
}

/** What earlier questions of a conversation brought, the newest first. */
export async function selectEarlierFiles(
  database: Database,
  {
    tenantId,
    conversationId,
    except,
    most,
  }: { tenantId: string; conversationId: string; except: readonly string[]; most: number },
): Promise<StoredFile[]> {
  if (most <= 0) return [];
  const rows = await inTenant(database, tenantId, (tx) =>
    tx
      .select()
      .from(attachments)
      .where(
        and(
          eq(attachments.tenantId, tenantId),
          eq(attachments.conversationId, conversationId),
          isNotNull(attachments.messageId),
          notInArray(attachments.id, [...except]),
        ),
      )
      .orderBy(desc(attachments.createdAt), desc(attachments.id))
      .limit(most),
  );
  return rows.map(toStoredFile);
}

/** Deletes one that no question has named. False if there is none of this id of the visitor's. */
export async function removeAttachment(
  database: Database,
  own: { tenantId: string; visitorId: string; id: string },
): Promise<boolean> {
  const { tenantId, visitorId, id } = own;
  return inTenant(database, tenantId, async (tx) => {
    const mine = tx
      .select({ id: conversations.id })
      .from(conversations)
      .where(and(eq(conversations.tenantId, tenantId), eq(conversations.visitorId, visitorId)));
    const rows = await tx
      .delete(attachments)
      .where(
        and(
          eq(attachments.tenantId, tenantId),
          eq(attachments.id, id),
          isNull(attachments.messageId),
          inArray(attachments.conversationId, mine),
        ),
      )
      .returning({ id: attachments.id });
    return rows.length > 0;
  });
}

/** Notes with a question what it brought, and that a file is no longer to be taken back. */
export async function nameFiles(
  database: Database,
  tenantId: string,
  questionId: string,
  files: readonly Attachment[],
): Promise<void> {
  await inTenant(database, tenantId, async (tx) => {
    await tx
      .update(messages)
      .set({ attachments: [...files] })
      .where(and(eq(messages.tenantId, tenantId), eq(messages.id, questionId)));
    const ids = files.map(({ id }) => id);
    await tx
      .update(attachments)
      .set({ messageId: questionId })
      .where(and(eq(attachments.tenantId, tenantId), inArray(attachments.id, ids), isNull(attachments.messageId)));
  });
}

function toStoredFile(row: Parameters<typeof toAttachment>[0] & Pick<NewAttachment, 'image'>): StoredFile {
  return { ...toAttachment(row), text: row.text, image: row.image };
}

function toAttachment(row: Pick<NewAttachment, 'id' | 'kind' | 'name' | 'mediaType' | 'size' | 'text'>): Attachment {
  const { id, kind, name, mediaType, size, text } = row;
  return { id, kind, name, mediaType, bytes: size, characters: text.length };
}
