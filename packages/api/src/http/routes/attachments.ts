import { createRoute, z } from '@hono/zod-openapi';
import { attachFile, detachFile, type FileToAttach } from '../../attachments/index.js';
import { AppError } from '../../errors.js';
import type { HttpParts } from '../http-parts.js';
import { requireVisitor } from '../middleware/authenticate.js';
import { attachmentBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import type { HttpContext, Router } from '../router.js';
import { attachmentSchema } from '../schemas/conversations.js';
import { json, problems } from '../schemas/responses.js';
import { idSchema } from '../schemas/text.js';

const tags = ['Chat'];
const security = [{ visitorToken: [] }];
const params = z.object({ id: idSchema });
const uploadSchema = z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }) }).openapi('AttachmentUpload');

export function addAttachFile(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/conversations/{id}/attachments',
    tags,
    summary: 'Give a file to a conversation',
    description:
      'A document is read for its text, an image is kept as it is. A message then names it in `attachments`. It is deleted with the ' +
      'conversation and never enters the knowledge base.',
    security,
    middleware: [requireVisitor(deps), rateLimit(deps, 'upload'), timeLimit(60_000), ...attachmentBody()],
    request: { params, body: { required: false, content: { 'multipart/form-data': { schema: uploadSchema } } } },
    responses: { 201: json(attachmentSchema, 'The file'), ...problems },
  });
  router.openapi(route, async (c) => {
    const file = await readFile(c);
    return c.json(await attachFile(c.get('visitor'), { conversationId: c.req.valid('param').id, ...file }), 201);
  });
}

export function addDetachFile(router: Router, { deps }: HttpParts): void {
  const route = createRoute({
    method: 'delete',
    path: '/v1/attachments/{id}',
    tags,
    summary: 'Take back a file that no question has named',
    security,
    middleware: [requireVisitor(deps), rateLimit(deps, 'visitor'), timeLimit()],
    request: { params },
    responses: { 204: { description: 'It is gone' }, ...problems },
  });
  router.openapi(route, async (c) => {
    await detachFile(c.get('visitor'), { id: c.req.valid('param').id });
    return c.body(null, 204);
  });
}

async function readFile(c: HttpContext): Promise<Omit<FileToAttach, 'conversationId'>> {
  const { file } = await c.req.parseBody().catch((error: unknown) => {
    throw new AppError('INVALID_REQUEST', 'The multipart body cannot be read. Send it as multipart/form-data with a boundary.', {
      cause: error,
    });
  });
  if (!(file instanceof File)) {
    throw new AppError('INVALID_REQUEST', 'file: send the file as the form field "file".', {
      fields: [{ path: 'file', message: 'is missing' }],
    });
  }
  return { fileName: file.name, mediaType: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}
