import { createRoute } from '@hono/zod-openapi';
import type { AcceptedDocument, NewDocument } from '@askwell/contract';
import { limits } from '@askwell/contract';
import { AppError } from '../../errors.js';
import { addDocuments, addFile } from '../../knowledge/index.js';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey } from '../middleware/authenticate.js';
import { jsonBody, jsonOrUploadBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { HttpContext, Router } from '../router.js';
import {
  acceptedDocumentSchema,
  acceptedDocumentsSchema,
  newDocumentSchema,
  newDocumentsSchema,
  uploadFieldsSchema,
  uploadSchema,
} from '../schemas/knowledge.js';
import { json, jsonRequest, problems } from '../schemas/responses.js';

export function addAddDocument(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/documents',
    tags: ['Documents'],
    summary: 'Add a document',
    description:
      'Takes text, the address of one page, or an uploaded file (Markdown, text, HTML, PDF, DOCX). It is read in the background: ' +
      'ask for its status. The same `externalId` again replaces the document.',
    security: [{ secretKey: [] }],
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit(120_000), ...jsonOrUploadBody()],
    request: {
      body: {
        required: false,
        content: { 'application/json': { schema: newDocumentSchema }, 'multipart/form-data': { schema: uploadSchema } },
      },
    },
    responses: { 202: json(acceptedDocumentSchema, 'It is queued'), ...problems },
  });
  router.openapi(route, async (c) => {
    const isUpload = (c.req.header('content-type') ?? '').toLowerCase().startsWith('multipart/form-data');
    const accepted = isUpload ? await acceptUpload(c) : await addDocuments(c.get('secret'), [acceptedJson(c.req.valid('json'))]);
    return c.json(first(accepted), 202);
  });
}

export function addAddDocuments(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/documents/batch',
    tags: ['Documents'],
    summary: 'Add up to 500 documents',
    security: [{ secretKey: [] }],
    middleware: [requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit(120_000), ...jsonBody(limits.batchJsonBytes)],
    request: { body: jsonRequest(newDocumentsSchema) },
    responses: { 202: json(acceptedDocumentsSchema, 'They are queued, in the order given'), ...problems },
  });
  router.openapi(route, async (c) => c.json({ data: await addDocuments(c.get('secret'), c.req.valid('json').documents) }, 202));
}

/** The types give both kinds of body for either content type; this one was checked as JSON. */
function acceptedJson(body: unknown): NewDocument {
  return body as NewDocument;
}

async function acceptUpload(c: HttpContext): Promise<AcceptedDocument[]> {
  const { file, ...rest } = await c.req.parseBody().catch((error: unknown) => {
    throw new AppError('INVALID_REQUEST', 'The multipart body cannot be read. Send it as multipart/form-data with a boundary.', {
      cause: error,
    });
  });
  if (!(file instanceof File)) {
    throw new AppError('INVALID_REQUEST', 'file: send the document as the form field "file".', {
      fields: [{ path: 'file', message: 'is missing' }],
    });
  }
  if (file.size > limits.uploadBytes)
    throw new AppError('FILE_TOO_LARGE', 'A file may have at most 50 MB. Split it and try again.');
  const parsed = uploadFieldsSchema.safeParse({
    ...rest,
    ...(rest['metadata'] === undefined ? {} : { metadata: parseMetadata(rest['metadata']) }),
  });
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
    throw new AppError('INVALID_REQUEST', 'Check the fields of the upload.', { fields });
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  return [await addFile(c.get('secret'), { fileName: file.name, mediaType: file.type, bytes, ...parsed.data })];
}

function parseMetadata(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch (error) {
    throw new AppError('INVALID_REQUEST', 'metadata: must be a JSON object.', {
      cause: error,
      fields: [{ path: 'metadata', message: 'must be a JSON object' }],
    });
  }
}

function first(accepted: AcceptedDocument[]): AcceptedDocument {
  const [document] = accepted;
  if (document === undefined) throw new Error('No document was accepted');
  return document;
}
