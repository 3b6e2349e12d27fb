import type { NewSource, Source } from '@askwell/contract';
import type { Context } from '../../context.js';
import { inTenant } from '../../db/index.js';
import { beginSync } from './begin-sync.js';
import { startOf } from './site-scope.js';
import { insertSource, type SourceContent } from './store.js';
import { toHours, toSource } from './to-source.js';
import { mergeWebsite } from './website-settings.js';

/** Keeps a source and begins its first sync. */
export async function addSource(ctx: Context, input: NewSource): Promise<Source> {
  const content = toContent(input);
  const name = input.name ?? ('website' in content ? new URL(startOf(content.website)).host : input.kind);
  const row = await inTenant(ctx.deps.database, ctx.tenantId, async (tx) => {
    const everyHours = toHours(input.every ?? null);
    const id = ctx.deps.newId('source');
    return beginSync(
      ctx,
      tx,
      await insertSource(tx, { tenantId: ctx.tenantId, id, kind: input.kind, name, content, everyHours }),
    );
  });
  ctx.deps.jobs.wake('sync-step');
  return toSource(ctx, row);
}

function toContent(input: NewSource): SourceContent {
  switch (input.kind) {
    case 'website':
      return { website: mergeWebsite(input) };
    case 'faq':
      return { pairs: input.pairs };
    case 'text':
      return { documents: input.documents };
    default:
      return input satisfies never;
  }
}
