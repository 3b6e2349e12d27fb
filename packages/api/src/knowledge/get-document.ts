import type { DocumentWithText } from '@askwell/contract';
import type { Context } from '../context.js';
import { NotFoundError } from '../errors.js';
import { findDocument } from './store.js';

/** @throws NotFoundError */
export async function getDocument(ctx: Context, input: { documentId: string }): Promise<DocumentWithText> {
  const document = await findDocument(ctx.deps.database, ctx.tenantId, input.documentId);
  if (document === undefined) throw new NotFoundError('document');
  return document;
}
