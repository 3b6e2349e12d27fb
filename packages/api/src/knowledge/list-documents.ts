import type { Document, Page } from '@askwell/contract';
import type { Context } from '../context.js';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { selectDocuments } from './store.js';

/** Newest first. Ids sort by creation and never change, so pages stay whole while documents are added and read. */
export async function listDocuments(
  ctx: Context,
  input: { limit: number; cursor?: string | undefined },
): Promise<Page<Document>> {
  const [before] = input.cursor === undefined ? [] : decodeCursor(input.cursor, 1);
  const rows = await selectDocuments(ctx.deps.database, ctx.tenantId, {
    limit: input.limit + 1,
    before: before === undefined ? undefined : String(before),
  });
  const data = rows.slice(0, input.limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > input.limit && last !== undefined ? encodeCursor([last.id]) : null };
}
