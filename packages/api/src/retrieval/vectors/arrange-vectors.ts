import type { Context } from '../../context.js';
import { inTenant, inTenantSql, type SqlTransaction } from '../../db/index.js';
import { lockIndex } from '../store.js';
import { embedTexts, isSameModel } from './embed-chunks.js';
import { fillSet } from './fill-set.js';
import { keepPartition, type PartitionKeeper } from './own-partition.js';
import { arrangementOf } from './queue-arrangements.js';
import { removeRetired } from './remove-retired.js';
import {
  activateSet,
  countChunks,
  markIndexed,
  putSet,
  retireSet,
  selectSets,
  type SetKey,
  type Space,
  type VectorSet,
} from './store.js';

export interface ArrangeOptions {
  /** Searches that began before a switch end within this time. @default 60_000 */
  graceMilliseconds?: number | undefined;
  /** The queue tries no more after this: a failure is tried again much later. @default false */
  isLast?: boolean | undefined;
}

const busyMilliseconds = 30_000;
const failedMilliseconds = 300_000;

/**
 * Brings a tenant's vectors to the configured model, where there is one, and, where there are many, into a partition of their own: fills a
 * set beside the one that is searched, switches, and removes the old one later. Killed at any point, the next try goes on there.
 */
export async function arrangeVectors(ctx: Context, options: ArrangeOptions = {}): Promise<void> {
  const { graceMilliseconds = 60_000, isLast = false } = options;
  const keeper = await keepPartition(ctx.deps.database, ctx.tenantId);
  if (keeper === undefined) {
    await again(ctx, busyMilliseconds);
    return;
  }
  try {
    await reachTarget(ctx, keeper);
    const waits = await removeRetired(ctx, keeper, graceMilliseconds);
    if (waits !== undefined) await again(ctx, waits);
  } catch (error) {
    if (isLast && !ctx.signal.aborted) await again(ctx, failedMilliseconds);
    throw error;
  } finally {
    await keeper.release();
  }
}

/** A model that changes its dimension meanwhile begins a new set, and chunks that come meanwhile are filled in: neither goes on for ever. */
const mostRounds = 5;

async function reachTarget(ctx: Context, keeper: PartitionKeeper): Promise<void> {
  const { tenantId } = ctx;
  let isAnswerNew = false;
  for (let round = 0; round < mostRounds; round++) {
    const target = await chooseTarget(ctx, isAnswerNew);
    if (target === undefined) return;
    if (target.home !== 'shared') await keeper.ensurePartition();
    const set = await inTenantSql(ctx.deps.database, tenantId, async (tx) => {
      await putSet(tx, tenantId, { ...target, state: 'filling' });
      return (await selectSets(tx, tenantId)).find((one) => isSame(one, target));
    });
    if (set === undefined) throw new Error('The set of vectors is gone');
    isAnswerNew = !(await fillSet(ctx, set));
    if (isAnswerNew) continue;
    await buildIndex(ctx, keeper, set);
    if (await switchTo(ctx, set)) return;
  }
  throw new Error('A tenant’s vectors could not be completed: the embedding model keeps changing, or documents come too fast');
}

/** Undefined where all is as it should be. */
async function chooseTarget(ctx: Context, isAnswerNew: boolean): Promise<(Space & { home: string }) | undefined> {
  const { database, embedder, largeTenantChunks } = ctx.deps;
  const { chunks, sets } = await inTenantSql(database, ctx.tenantId, async (tx) => ({
    chunks: await countChunks(tx, ctx.tenantId),
    sets: (await selectSets(tx, ctx.tenantId)).filter((set) => set.state !== 'retired'),
  }));
  const active = sets.find((set) => set.state === 'active');
  const asked = embedder ?? active?.asked;
  if (asked === undefined || (chunks === 0 && sets.length === 0)) return undefined;
  const isLarge = database.kind === 'postgres' && chunks >= largeTenantChunks;
  const home = active !== undefined && active.home !== 'shared' ? active.home : isLarge ? ctx.tenantId : 'shared';
  const own = sets.filter((set) => isSameModel(set.asked, asked));
  const known = isAnswerNew ? undefined : (own.find((set) => set.state === 'filling') ?? own[0]);
  const { space, dimension } = known ?? (await embedTexts(ctx, asked, ['dimension']));
  const target = { space, dimension, asked, home };
  await inTenantSql(database, ctx.tenantId, async (tx) => {
    for (const set of sets) if (set.state === 'filling' && !isSame(set, target)) await retireSet(tx, ctx.tenantId, set);
  });
  const isReached = active !== undefined && isSame(active, target) && (active.isIndexed || home === 'shared');
  if (!isReached) return target;
  const isWhole = await inTenantSql(database, ctx.tenantId, async (tx) => !(await lacksVectors(tx, ctx.tenantId, active)));
  return isWhole ? undefined : target;
}

function isSame(one: SetKey, other: SetKey): boolean {
  return one.space === other.space && one.home === other.home;
}

async function buildIndex(ctx: Context, keeper: PartitionKeeper, set: VectorSet): Promise<void> {
  if (set.home === 'shared' || set.isIndexed) return;
  const { database, logger } = ctx.deps;
  await keeper.analyse();
  const chunks = await inTenantSql(database, ctx.tenantId, (tx) => countChunks(tx, ctx.tenantId));
  const began = performance.now();
  if (!(await keeper.ensureIndex(set, chunks))) return;
  await markIndexed(database, ctx.tenantId, set);
  const milliseconds = Math.round(performance.now() - began);
  logger.info(
    { tenantId: ctx.tenantId, space: set.space, chunks, milliseconds },
    'a large tenant’s vectors have an index of their own',
  );
}

/** Only a set with a vector for every chunk is searched; the index is locked for a moment, so that none is added in between. */
async function switchTo(ctx: Context, set: VectorSet): Promise<boolean> {
  const { tenantId } = ctx;
  const isDone = await inTenantSql(ctx.deps.database, tenantId, async (tx) => {
    await lockIndex(tx, tenantId);
    if (await lacksVectors(tx, tenantId, set)) return false;
    if (set.state !== 'active') await activateSet(tx, tenantId, set);
    return true;
  });
  ctx.deps.activeSpaces.forget(tenantId);
  if (isDone) ctx.deps.logger.info({ tenantId, space: set.space, home: set.home }, 'searches use the new vectors');
  return isDone;
}

async function lacksVectors(tx: SqlTransaction, tenantId: string, { space, home }: SetKey): Promise<boolean> {
  const [row] = await tx<{ lacks: boolean }[]>`
    select exists (
      select from chunks c where c.tenant_id = ${tenantId} and not exists (
        select from chunk_vectors v
          where v.tenant_id = ${tenantId} and v.home = ${home} and v.space = ${space} and v.chunk_number = c.number)
    ) as lacks`;
  return row?.lacks === true;
}

async function again({ deps, tenantId }: Context, milliseconds: number): Promise<void> {
  const at = new Date(deps.clock.now() + milliseconds);
  const payload = arrangementOf(deps, tenantId);
  await inTenant(deps.database, tenantId, (transaction) => deps.jobs.addAt('arrange-vectors', payload, { at, transaction }));
}
