import type { Context } from '../../context.js';
import { inTenantSql } from '../../db/index.js';
import { lockIndex } from '../store.js';
import type { EmbeddedTexts } from './embed-chunks.js';
import { prepareSets } from './prepare-sets.js';
import { queueArrangement } from './queue-arrangements.js';
import { countChunks, type Space } from './store.js';

/** The configured model answered a question in a space that the tenant has no vectors in: they are made in the background. */
export async function noteSpace(ctx: Context, embedded: Pick<EmbeddedTexts, keyof Space | 'tokens'>): Promise<void> {
  const { tenantId } = ctx;
  const noted = await inTenantSql(ctx.deps.database, tenantId, async (tx) => {
    await lockIndex(tx, tenantId);
    const chunkCount = await countChunks(tx, tenantId);
    const areSetsNew = await prepareSets(tx, { tenantId, chunkCount, embedded: [embedded] });
    return { areSetsNew, chunksBefore: chunkCount, chunksAfter: chunkCount };
  });
  await queueArrangement(ctx, noted);
}
