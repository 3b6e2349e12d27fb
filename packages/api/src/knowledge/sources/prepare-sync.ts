import type { Context } from '../../context.js';
import { inTenant } from '../../db/index.js';
import { addStep } from './begin-sync.js';
import { addToFrontier } from './frontier-store.js';
import { readItems } from './read-items.js';
import { fetchRobots } from './robots-rules.js';
import { normaliseUrl, startOf } from './site-scope.js';
import { lockSource, updateSource, type StoredSource } from './store.js';

/** The first step: what the site allows, and where reading begins. */
export async function prepareSync(ctx: Context, source: StoredSource): Promise<void> {
  const { content } = source;
  const robots = 'website' in content ? await fetchRobots(ctx, startOf(content.website)) : null;
  const key = { tenantId: ctx.tenantId, sourceId: source.id, sync: source.sync };
  await inTenant(ctx.deps.database, ctx.tenantId, async (tx) => {
    const current = await lockSource(tx, ctx.tenantId, source.id);
    if (current?.status !== 'syncing' || current.sync !== source.sync || current.step !== source.step) return;
    if ('website' in content) {
      const { url, sitemapUrl } = content.website;
      const entry = { depth: 0, room: 1 };
      if (url !== null) await addToFrontier(tx, key, { ...entry, kind: 'page', addresses: [normaliseUrl(url) ?? url] });
      if (sitemapUrl !== null) await addToFrontier(tx, key, { ...entry, kind: 'sitemap', addresses: [sitemapUrl] });
    } else {
      const addresses = [...readItems(content).keys()];
      await addToFrontier(tx, key, { depth: 0, room: addresses.length, kind: 'item', addresses });
    }
    const next = await updateSource(tx, ctx.tenantId, source.id, { isPrepared: true, robots, step: source.step + 1 });
    await addStep(ctx, tx, next);
  });
  ctx.deps.jobs.wake('sync-step');
}
