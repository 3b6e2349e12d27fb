import { setTimeout } from 'node:timers/promises';
import type { Context } from '../../context.js';
import { inTenant } from '../../db/index.js';
import { AppError } from '../../errors.js';
import { addStep } from './begin-sync.js';
import { endSync } from './end-sync.js';
import { nextDueAt, selectDuePages, type FrontierPage, type SyncKey } from './frontier-store.js';
import { finishSync } from './finish-sync.js';
import { prepareSync } from './prepare-sync.js';
import { readItems } from './read-items.js';
import { readPage } from './read-page.js';
import { removePages } from './remove-pages.js';
import { readRobots } from './robots-rules.js';
import { settlePages, type ReadPage } from './settle-pages.js';
import { gatherWhileBusy } from './gather-while-busy.js';
import { startOf } from './site-scope.js';
import { lockSource, selectSource, updateSource, type StoredSource, type StoredWebsite } from './store.js';

export interface SyncStep {
  sourceId: string;
  sync: number;
  step: number;
  isLast: boolean;
  isExhausted: boolean;
}

const itemsPerStep = 50;
/** Small, so that a pause or a restart costs little. */
const pagesPerLane = 4;

/**
 * Reads a few pages and queues the next step, until none is left. All it knows stands in the database, so a step that died
 * half-way is done again and finds what it had settled.
 */
export async function runSyncStep(ctx: Context, input: SyncStep): Promise<void> {
  const source = await selectSource(ctx.deps.database, ctx.tenantId, input.sourceId);
  if (source?.status !== 'syncing' || source.sync !== input.sync || source.step !== input.step) return;
  try {
    if (input.isExhausted)
      throw new AppError('FILE_TOO_COMPLEX', 'Reading it stopped the server several times. Leave pages out.');
    if (source.isPrepared) await readNextPages(ctx, source);
    else await prepareSync(ctx, source);
  } catch (error) {
    if (ctx.signal.aborted) throw error;
    if (error instanceof AppError && !error.retryable) {
      await endSync(ctx, source, { outcome: 'failed', error: { code: error.code, detail: error.message } });
    } else if (input.isLast) {
      const detail = 'It could not be read after several tries. Sync the source again later.';
      await endSync(ctx, source, { outcome: 'failed', error: { code: 'INTERNAL', detail } });
    }
    if (!(error instanceof AppError) || error.retryable) throw error;
  }
}

async function readNextPages(ctx: Context, source: StoredSource): Promise<void> {
  const key: SyncKey = { tenantId: ctx.tenantId, sourceId: source.id, sync: source.sync };
  const { content } = source;
  const limit = 'website' in content ? content.website.concurrency * pagesPerLane : itemsPerStep;
  const pages = await inTenant(ctx.deps.database, ctx.tenantId, (tx) => selectDuePages(tx, key, limit));
  const waitUntil =
    'website' in content ? await readWebsite(ctx, source, content.website, pages) : await storeItems(ctx, source, pages);
  await removePages(ctx, { sourceId: source.id, sync: source.sync, which: 'gone' });
  ctx.signal.throwIfAborted();
  const isLeft = await inTenant(ctx.deps.database, ctx.tenantId, async (tx) => {
    const current = await lockSource(tx, ctx.tenantId, source.id);
    if (current?.status !== 'syncing' || current.sync !== source.sync || current.step !== source.step) return true;
    const dueAt = await nextDueAt(tx, key);
    if (dueAt === undefined) return false;
    const next = await updateSource(tx, ctx.tenantId, source.id, { step: source.step + 1 });
    const at = new Date(Math.max(dueAt.getTime(), waitUntil?.getTime() ?? 0));
    await addStep(ctx, tx, next, at.getTime() > Date.now() ? at : undefined);
    return true;
  });
  ctx.deps.jobs.wake('sync-step');
  if (!isLeft) await finishSync(ctx, source);
}

/** Lanes over the pages, with the site's pause between any two requests. Ends early when the site asks to wait. */
async function readWebsite(
  ctx: Context,
  source: StoredSource,
  website: StoredWebsite,
  pages: FrontierPage[],
): Promise<Date | undefined> {
  const site = { website, robots: readRobots(source.robots ?? '', startOf(website)) };
  const delay = Math.max(website.delayMilliseconds, site.robots.delayMilliseconds);
  const left = [...pages];
  const settle = gatherWhileBusy((read: ReadPage[]) => settlePages(ctx, source, read));
  let slot = 0;
  let waitUntil: Date | undefined;
  const lane = async (): Promise<void> => {
    for (let page = left.shift(); page !== undefined && waitUntil === undefined; page = left.shift()) {
      const wait = slot - Date.now();
      slot = Math.max(slot, Date.now()) + delay;
      if (wait > 0) await setTimeout(wait, undefined, { signal: ctx.signal });
      ctx.signal.throwIfAborted();
      waitUntil = (await settle({ page, result: await readPage(ctx, site, page) })) ?? waitUntil;
    }
  };
  // All lanes end before an error is thrown, so that nothing goes on behind a step that has ended.
  const lanes = await Promise.allSettled(Array.from({ length: website.concurrency }, lane));
  const failed = lanes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  // The last request of this step and the first of the next are two requests too.
  if (delay > 0 && waitUntil === undefined && slot > Date.now())
    await setTimeout(slot - Date.now(), undefined, { signal: ctx.signal });
  return waitUntil;
}

async function storeItems(ctx: Context, source: StoredSource, pages: FrontierPage[]): Promise<undefined> {
  const items = readItems(source.content);
  const read = pages.flatMap((page) => {
    const result = items.get(page.key);
    return result === undefined ? [] : [{ page, result }];
  });
  await settlePages(ctx, source, read);
}
