import type { Document, DocumentWithText, ErrorCode, Metadata } from '@askwell/contract';
import { and, desc, eq, getTableColumns, inArray, lt, sql, type SQL } from 'drizzle-orm';
import { inTenant, inTenantSql, type Database, type OrmTransaction } from '../db/index.js';
import { documentInputs, documents } from '../db/schema/index.js';

export interface InputToSave {
  id: string;
  kind: 'text' | 'file' | 'page';
  externalId: string | undefined;
  title: string | undefined;
  url: string | undefined;
  metadata: Metadata;
  fileName: string | undefined;
  mediaType: string | undefined;
  bytes: Uint8Array | undefined;
}

export interface Revision {
  id: string;
  revision: number;
}

/** Queues new documents and new revisions of those whose externalId is there; answers in the order of `inputs`. */
export async function saveInputs(tx: OrmTransaction, tenantId: string, inputs: InputToSave[]): Promise<Revision[]> {
  if (inputs.length === 0) return [];
  const replaced = await replaceExisting(tx, tenantId, inputs);
  const isAbsent = (input: InputToSave): boolean => !replaced.has(input.externalId ?? '');
  const added = await insertDocuments(tx, tenantId, inputs.filter(isAbsent));
  // Another request may have added the same externalId in between: its row is there now.
  const raced = inputs.filter((input) => isAbsent(input) && !added.has(input.id));
  for (const [externalId, row] of await replaceExisting(tx, tenantId, raced)) replaced.set(externalId, row);

  const saved = inputs.map((input) => replaced.get(input.externalId ?? '') ?? { id: input.id, revision: 1 });
  await saveBytes(
    tx,
    tenantId,
    inputs.map((input, index) => ({ input, revision: saved[index] ?? { id: input.id, revision: 1 } })),
  );
  return saved;
}

async function insertDocuments(tx: OrmTransaction, tenantId: string, inputs: InputToSave[]): Promise<Set<string>> {
  if (inputs.length === 0) return new Set();
  const rows = inputs.map((input) => ({
    tenantId,
    id: input.id,
    externalId: input.externalId ?? null,
    title: input.title ?? input.fileName ?? input.url ?? '',
    url: input.url ?? null,
    mediaType: input.mediaType ?? 'text/html',
    status: 'queued' as const,
    metadata: input.metadata,
  }));
  const inserted = await tx.insert(documents).values(rows).onConflictDoNothing().returning({ id: documents.id });
  return new Set(inserted.map((row) => row.id));
}

/** By externalId. Locks in one order, so that two batches of the same documents cannot wait for each other. */
async function replaceExisting(tx: OrmTransaction, tenantId: string, inputs: InputToSave[]): Promise<Map<string, Revision>> {
  const byExternalId = new Map<string, InputToSave>();
  for (const input of inputs) if (input.externalId !== undefined) byExternalId.set(input.externalId, input);
  const replaced = new Map<string, Revision>();
  if (byExternalId.size === 0) return replaced;
  const existing = await tx
    .select({ id: documents.id, externalId: documents.externalId })
    .from(documents)
    .where(and(eq(documents.tenantId, tenantId), inArray(documents.externalId, [...byExternalId.keys()])))
    .orderBy(documents.id)
    .for('update');
  for (const { id, externalId } of existing) {
    const input = byExternalId.get(externalId ?? '');
    if (externalId === null || input === undefined) continue;
    const [row] = await tx
      .update(documents)
      .set({
        ...(input.title === undefined ? {} : { title: input.title }),
        url: input.url ?? null,
        metadata: input.metadata,
        status: 'queued',
        errorCode: null,
        errorDetail: null,
        revision: sql`${documents.revision} + 1`,
        updatedAt: sql`now()`,
      })
      .where(isDocument(tenantId, id))
      .returning({ id: documents.id, revision: documents.revision });
    if (row !== undefined) replaced.set(externalId, row);
  }
  return replaced;
}

async function saveBytes(
  tx: OrmTransaction,
  tenantId: string,
  rows: { input: InputToSave; revision: Revision }[],
): Promise<void> {
  await tx
    .insert(documentInputs)
    .values(
      rows.map(({ input, revision }) => ({
        tenantId,
        documentId: revision.id,
        revision: revision.revision,
        kind: input.kind,
        title: input.title ?? null,
        fileName: input.fileName ?? null,
        mediaType: input.mediaType ?? null,
        bytes: input.bytes === undefined ? null : byteaOf(input.bytes),
      })),
    )
    .onConflictDoUpdate({
      target: [documentInputs.tenantId, documentInputs.documentId],
      set: {
        revision: sql`excluded.revision`,
        kind: sql`excluded.kind`,
        title: sql`excluded.title`,
        fileName: sql`excluded.file_name`,
        mediaType: sql`excluded.media_type`,
        bytes: sql`excluded.bytes`,
      },
    });
}

/** The driver would write bytes as hexadecimal digits: for 49 MB that takes half a second and as much memory again. */
function byteaOf(bytes: Uint8Array): SQL<Uint8Array> {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return sql<Uint8Array>`decode(${base64}, 'base64')`;
}

export interface StoredInput {
  kind: 'text' | 'file' | 'page';
  /** The document's title, which stands until its own is known. */
  currentTitle: string;
  title: string | null;
  url: string | null;
  fileName: string | null;
  mediaType: string | null;
  /** Of the bytes, which are absent where they are many: see `readInputBytes`. */
  size: number | null;
  bytes: Uint8Array | null;
}

/** Larger inputs are held in memory one at a time. */
const smallBytes = 1024 * 1024;

/** Marks revisions as being processed and gives what each is made from, by id; those that are done, replaced or deleted are missing. */
export async function startRevisions(
  database: Database,
  tenantId: string,
  revisions: readonly Revision[],
): Promise<Map<string, StoredInput>> {
  return inTenantSql(database, tenantId, async (tx) => {
    const inputs = await tx<(StoredInput & { id: string })[]>`
      with wanted as materialized (
        select d.id, w.revision from unnest(${revisions.map(({ id }) => id)}::text[], ${revisions.map(({ revision }) => revision)}::integer[])
            as w(id, revision)
          join documents d on d.tenant_id = ${tenantId} and d.id = w.id and d.revision = w.revision and d.status in ('queued', 'processing')
          order by d.id for update of d
      ), started as (
        update documents d set status = 'processing', updated_at = now() from wanted w where d.tenant_id = ${tenantId} and d.id = w.id
          returning d.id, d.revision, d.title, d.url
      )
      select s.id, i.kind, s.title as "currentTitle", i.title, s.url, i.file_name as "fileName", i.media_type as "mediaType",
        octet_length(i.bytes) as size, case when octet_length(i.bytes) <= ${smallBytes} then i.bytes end as bytes
      from started s join document_inputs i on i.tenant_id = ${tenantId} and i.document_id = s.id and i.revision = s.revision`;
    return new Map(inputs.map(({ id, ...input }) => [id, input]));
  });
}

/** The driver reads this many at once without holding up the event loop. */
const bytesPerRead = 4 * 1024 * 1024;

/** What of an input was too large to be given at once; empty where it has been replaced or deleted meanwhile. */
export async function readInputBytes(
  database: Database,
  tenantId: string,
  { id, revision, size }: Revision & { size: number },
): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  for (let from = 0; from < size; from += bytesPerRead) {
    const [row] = await inTenantSql(
      database,
      tenantId,
      (tx) => tx<{ part: Uint8Array }[]>`select substring(bytes from ${from + 1} for ${bytesPerRead}) as part from document_inputs
        where tenant_id = ${tenantId} and document_id = ${id} and revision = ${revision}`,
    );
    if (row === undefined) return new Uint8Array();
    bytes.set(row.part, from);
  }
  return bytes;
}

export async function setFailed(
  database: Database,
  tenantId: string,
  { id, revision }: Revision,
  error: { code: ErrorCode; detail: string },
): Promise<void> {
  await inTenant(database, tenantId, async (tx) => {
    const [row] = await tx
      .update(documents)
      .set({ status: 'failed', errorCode: error.code, errorDetail: error.detail, updatedAt: sql`now()` })
      .where(and(isDocument(tenantId, id), eq(documents.revision, revision)))
      .returning({ id: documents.id });
    if (row !== undefined) await deleteInput(tx, tenantId, id);
  });
}

async function deleteInput(tx: OrmTransaction, tenantId: string, id: string): Promise<void> {
  await tx.delete(documentInputs).where(and(eq(documentInputs.tenantId, tenantId), eq(documentInputs.documentId, id)));
}

const { text: _text, ...columnsWithoutText } = getTableColumns(documents);

export async function selectDocuments(
  database: Database,
  tenantId: string,
  query: { limit: number; before: string | undefined },
): Promise<Document[]> {
  const rows = await inTenant(database, tenantId, (tx) =>
    tx
      .select(columnsWithoutText)
      .from(documents)
      .where(and(eq(documents.tenantId, tenantId), query.before === undefined ? undefined : lt(documents.id, query.before)))
      .orderBy(desc(documents.id))
      .limit(query.limit),
  );
  return rows.map(toDocument);
}

export async function findDocument(database: Database, tenantId: string, id: string): Promise<DocumentWithText | undefined> {
  const [row] = await inTenant(database, tenantId, (tx) => tx.select().from(documents).where(isDocument(tenantId, id)));
  return row === undefined ? undefined : { ...toDocument(row), text: row.text };
}

function isDocument(tenantId: string, id: string): SQL | undefined {
  return and(eq(documents.tenantId, tenantId), eq(documents.id, id));
}

function toDocument(row: Omit<typeof documents.$inferSelect, 'text'>): Document {
  return {
    id: row.id,
    externalId: row.externalId,
    title: row.title,
    url: row.url,
    mediaType: row.mediaType,
    status: row.status,
    ...(row.status === 'failed' && row.errorCode !== null
      ? { error: { code: row.errorCode, detail: row.errorDetail ?? '' } }
      : {}),
    characters: row.characters,
    chunks: row.chunkCount,
    language: row.language,
    metadata: row.metadata,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
