import type { Page, Source } from '@askwell/contract';
import type { Context } from '../../context.js';
import { decodeCursor, encodeCursor } from '../../cursor.js';
import { NotFoundError } from '../../errors.js';
import { selectSource, selectSources } from './store.js';
import { toSource, toSources } from './to-source.js';

/** Newest first. */
export async function listSources(ctx: Context, input: { limit: number; cursor?: string | undefined }): Promise<Page<Source>> {
  const [before] = input.cursor === undefined ? [] : decodeCursor(input.cursor, 1);
  const rows = await selectSources(ctx.deps.database, ctx.tenantId, {
    limit: input.limit + 1,
    before: before === undefined ? undefined : String(before),
  });
  const data = await toSources(ctx, rows.slice(0, input.limit));
  const last = data.at(-1);
  return { data, nextCursor: rows.length > input.limit && last !== undefined ? encodeCursor([last.id]) : null };
}

/** @throws NotFoundError */
export async function getSource(ctx: Context, input: { sourceId: string }): Promise<Source> {
  const row = await selectSource(ctx.deps.database, ctx.tenantId, input.sourceId);
  if (row === undefined) throw new NotFoundError('source');
  return toSource(ctx, row);
}
