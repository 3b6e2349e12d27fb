import type { Source, SourceChanges } from '@askwell/contract';
import type { Context } from '../../context.js';
import { inTenant } from '../../db/index.js';
import { AppError, NotFoundError } from '../../errors.js';
import { beginSync, scheduleSync } from './begin-sync.js';
import { lockSource, updateSource, type SourceContent } from './store.js';
import { toHours, toSource } from './to-source.js';
import { mergeWebsite } from './website-settings.js';

/**
 * Changes what is given. New pairs or texts are read at once; new settings of a website hold from its next sync.
 * @throws AppError NOT_FOUND or INVALID_REQUEST
 */
export async function changeSource(ctx: Context, input: { sourceId: string; changes: SourceChanges }): Promise<Source> {
  const { changes } = input;
  const row = await inTenant(ctx.deps.database, ctx.tenantId, async (tx) => {
    const source = await lockSource(tx, ctx.tenantId, input.sourceId);
    if (source === undefined || source.status === 'deleting') throw new NotFoundError('source');
    const changed = await updateSource(tx, ctx.tenantId, source.id, {
      content: mergeContent(source.content, changes),
      ...(changes.name === undefined ? {} : { name: changes.name }),
      ...(changes.every === undefined ? {} : { everyHours: toHours(changes.every) }),
    });
    if (changes.pairs !== undefined || changes.documents !== undefined) return beginSync(ctx, tx, changed);
    return changes.every === undefined ? changed : scheduleSync(ctx, tx, changed);
  });
  ctx.deps.jobs.wake('sync-step');
  return toSource(ctx, row);
}

function mergeContent(content: SourceContent, changes: SourceChanges): SourceContent {
  const { name: _name, every: _every, pairs, documents, ...website } = changes;
  if ('website' in content) {
    if (pairs === undefined && documents === undefined) return { website: mergeWebsite(website, content.website) };
  } else if (Object.values(website).every((value) => value === undefined)) {
    if ('pairs' in content && documents === undefined) return { pairs: pairs ?? content.pairs };
    if ('documents' in content && pairs === undefined) return { documents: documents ?? content.documents };
  }
  throw new AppError('INVALID_REQUEST', 'These fields belong to another kind of source. Add a new source of that kind.');
}
