import type { AcceptedDocument, Document, DocumentWithText, Metadata, NewDocument, Page } from '@askwell/contract';
import { requestJson, type Transport } from '../request.js';
import type { PageOptions } from '../resources/conversations.js';
import type { CallOptions } from './admin-client.js';

export interface UploadOptions extends CallOptions {
  /** Names the file where `file` is a Blob; its ending tells its kind. */
  filename?: string | undefined;
  title?: string | undefined;
  url?: string | undefined;
  externalId?: string | undefined;
  metadata?: Metadata | undefined;
}

/** Documents are read in the background: `create`, `createBatch` and `upload` give an id whose `status` `get` follows. */
export interface DocumentsResource {
  /** Adds a text, or the page at `url`. The same `externalId` again replaces the document. */
  create(document: NewDocument, options?: CallOptions): Promise<AcceptedDocument>;
  /** Adds up to 500 texts. */
  createBatch(documents: readonly NewDocument[], options?: CallOptions): Promise<AcceptedDocument[]>;
  /** Adds a Markdown, text, HTML, PDF or DOCX file. */
  upload(file: Blob, options?: UploadOptions): Promise<AcceptedDocument>;
  /** Every document; pages are fetched as the loop reaches them. */
  list(options?: PageOptions): AsyncIterable<Document>;
  /** One page. */
  page(options?: PageOptions): Promise<Page<Document>>;
  get(documentId: string, options?: CallOptions): Promise<DocumentWithText>;
  delete(documentId: string, options?: CallOptions): Promise<void>;
}

export function createDocuments(transport: Transport): DocumentsResource {
  const page: DocumentsResource['page'] = ({ limit, cursor, signal } = {}) =>
    requestJson(transport, { method: 'GET', path: '/v1/documents', query: { limit, cursor }, signal, repeatable: true });
  return {
    page,
    create: (body, options) => requestJson(transport, { method: 'POST', path: '/v1/documents', body, signal: options?.signal }),
    async createBatch(documents, options) {
      const call = { method: 'POST', path: '/v1/documents/batch', body: { documents }, signal: options?.signal } as const;
      return (await requestJson<{ data: AcceptedDocument[] }>(transport, call)).data;
    },
    upload(file, options = {}) {
      return requestJson(transport, {
        method: 'POST',
        path: '/v1/documents',
        body: toForm(file, options),
        signal: options.signal,
      });
    },
    async *list(options = {}) {
      let cursor = options.cursor;
      for (;;) {
        const { data, nextCursor } = await page({ ...options, cursor });
        yield* data;
        if (nextCursor === null) return;
        cursor = nextCursor;
      }
    },
    get: (id, options) =>
      requestJson(transport, { method: 'GET', path: documentPath(id), signal: options?.signal, repeatable: true }),
    async delete(id, options) {
      await requestJson<unknown>(transport, {
        method: 'DELETE',
        path: documentPath(id),
        signal: options?.signal,
        repeatable: true,
      });
    },
  };
}

function toForm(file: Blob, { filename, title, url, externalId, metadata }: UploadOptions): FormData {
  const form = new FormData();
  const name = filename ?? ('name' in file && typeof file.name === 'string' ? file.name : 'document.txt');
  form.append('file', file, name);
  for (const [field, value] of Object.entries({ title, url, externalId })) {
    if (value !== undefined) form.append(field, value);
  }
  if (metadata !== undefined) form.append('metadata', JSON.stringify(metadata));
  return form;
}

function documentPath(documentId: string): string {
  return `/v1/documents/${encodeURIComponent(documentId)}`;
}
