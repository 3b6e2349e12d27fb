import type { ErrorCode } from '@askwell/contract';
import type { Context } from '../context.js';
import { AppError } from '../errors.js';
import { analyseChunks, analyseDocumentLanguage, clearHiddenChunks, embedChunks, embeddingText } from '../retrieval/index.js';
import { cutPassages, type Passage } from './chunking/chunk-document.js';
import { createIngestion, type Ingestion } from './create-ingestion.js';
import { dropStaged } from './stage-document.js';
import { readInput, type ReadDocument } from './read-input.js';
import { readInputBytes, setFailed, type Revision, type StoredInput } from './store.js';

export interface IngestInput {
  documentId: string;
  revision: number;
  /** A failure must be settled now, for nobody tries again. @default false */
  isLast?: boolean;
  /** Every try died with its process: settle without trying. @default false */
  isExhausted?: boolean;
}

/**
 * Reads what was accepted and makes it searchable, all at once at the end. What cannot succeed ends as `failed`;
 * anything else is thrown, so that the queue tries again.
 */
export async function ingestDocument(ctx: Context, input: IngestInput, ingestion = createIngestion()): Promise<void> {
  const { database } = ctx.deps;
  const revision = { id: input.documentId, revision: input.revision };
  const stored = await ingestion.start(ctx, revision);
  // A process may have died when all was done but the removal of what was there before.
  if (stored === undefined) return clearHiddenChunks(ctx, input.documentId);
  try {
    if (input.isExhausted === true)
      throw new AppError('FILE_TOO_COMPLEX', 'Reading it stopped the server several times. Split the file, or send its text.');
    await makeSearchable(ctx, input, { stored, ingestion });
  } catch (error) {
    if (ctx.signal.aborted) throw error;
    const settled = toSettledError(error, input.isLast === true);
    if (settled === undefined) throw error;
    await setFailed(database, ctx.tenantId, revision, settled);
    await dropStaged(ctx, input.documentId);
  }
}

async function makeSearchable(
  ctx: Context,
  { documentId, revision }: IngestInput,
  { stored, ingestion }: { stored: StoredInput; ingestion: Ingestion },
): Promise<void> {
  const document = await read(ctx, { id: documentId, revision }, { stored, ingestion });
  const language = analyseDocumentLanguage(document.text);
  const passages = document.passages ?? (await cut(ctx, document));
  const chunks = passages.map((passage) => ({
    ...passage,
    text: document.text.slice(passage.start, passage.end),
    id: ctx.deps.newId('chunk'),
  }));
  if (chunks.length === 0) throw new AppError('NO_TEXT', 'There is no text in it. Send a document that contains text.');

  const { title, mediaType, text } = document;
  const embedded = await embedChunks(
    ctx,
    chunks.map((chunk) => embeddingText(title, chunk.headingPath, chunk.text)),
  );
  const analysed = await ingestion.compute(() => analyseChunks({ title, language, chunks }));
  await ingestion.index(ctx, {
    id: documentId,
    revision,
    title,
    mediaType,
    text,
    language,
    chunkCount: chunks.length,
    chunks: analysed,
    embedded,
  });
}

async function read(
  ctx: Context,
  revision: Revision,
  { stored, ingestion }: { stored: StoredInput; ingestion: Ingestion },
): Promise<ReadDocument> {
  const { size } = stored;
  if (size === null || stored.bytes !== null) return readInput(ctx, stored);
  return ingestion.alone(async () => {
    const bytes = await readInputBytes(ctx.deps.database, ctx.tenantId, { ...revision, size });
    return readInput(ctx, { ...stored, bytes });
  });
}

/** Longer texts are cut where files are read, so that they hold nobody up. */
const longText = 50_000;

async function cut(ctx: Context, { mediaType, text, pageStarts }: ReadDocument): Promise<Passage[]> {
  const document = { mediaType, text, pageStarts };
  const { parser } = ctx.deps;
  return text.length > longText && parser.cut !== undefined ? parser.cut(document, ctx.signal) : cutPassages(document);
}

function toSettledError(error: unknown, isLast: boolean): { code: ErrorCode; detail: string } | undefined {
  if (error instanceof AppError && !error.retryable) return { code: error.code, detail: error.message };
  if (!isLast) return undefined;
  if (error instanceof AppError) return { code: error.code, detail: `${error.message} Send the document again later.` };
  return { code: 'INTERNAL', detail: 'It could not be processed after several tries. Send the document again.' };
}
