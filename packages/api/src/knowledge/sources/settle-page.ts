import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { inTenant, type OrmTransaction } from '../../db/index.js';
import { saveInputs } from '../store.js';
import { externalIdOf } from './fingerprint.js';
import { addToFrontier, findPage, type FrontierPage, type SyncKey } from './frontier-store.js';
import { noLinks, type PageResult } from './page-result.js';
import { lockSource, updateSource, type StoredSource } from './store.js';

const maxTries = 3;
const maxSitemaps = 200;
/** A site that asks for a longer wait is read again at the next sync. */
const maxWaitSeconds = 120;

type ContentResult = Extract<PageResult, { kind: 'content' }>;

/**
 * Stores what became of a page with its links, its new content and the job that indexes it, in one transaction; nothing
 * when the sync was stopped meanwhile. Gives the time before which the site asks not to be called.
 */
export async function settlePage(
  ctx: Context,
  source: StoredSource,
  page: FrontierPage,
  result: PageResult,
): Promise<Date | undefined> {
  const key: SyncKey = { tenantId: ctx.tenantId, sourceId: source.id, sync: source.sync };
  const wait = await inTenant(ctx.deps.database, ctx.tenantId, async (tx) => {
    const current = await lockSource(tx, ctx.tenantId, source.id);
    if (current === undefined || current.status !== 'syncing' || current.sync !== source.sync) return undefined;
    const row = await findPage(tx, key, page.key);
    if (row === undefined || row.sync !== key.sync || row.state !== 'waiting') return undefined;
    const wait = await storeResult(ctx, tx, key, row, result);
    await followLinks(tx, current, key, row, result);
    return wait;
  });
  ctx.deps.jobs.wake();
  return wait;
}

async function storeResult(
  ctx: Context,
  tx: OrmTransaction,
  key: SyncKey,
  page: FrontierPage,
  result: PageResult,
): Promise<Date | undefined> {
  const httpStatus = result.httpStatus ?? null;
  switch (result.kind) {
    case 'content':
      await storeContent(ctx, tx, key, page, result);
      return undefined;
    case 'unchanged':
      await setPage(tx, key, page.key, sql`state = 'indexed', change = 'unchanged', http_status = ${httpStatus}`);
      return undefined;
    case 'list':
      await setPage(tx, key, page.key, sql`state = 'indexed', http_status = ${httpStatus}, ${linksOf(result)}`);
      return undefined;
    case 'excluded':
      await setPage(tx, key, page.key, sql`state = 'excluded', http_status = ${httpStatus}, detail = ${result.reason}`);
      return undefined;
    case 'failed':
      return storeFailure(tx, key, page, result);
    default:
      return result satisfies never;
  }
}

async function storeContent(
  ctx: Context,
  tx: OrmTransaction,
  key: SyncKey,
  page: FrontierPage,
  result: ContentResult,
): Promise<void> {
  const { content, canonical } = result;
  const status = result.httpStatus ?? null;
  if (canonical !== undefined && !(await isSettledWithoutContent(tx, key, canonical))) {
    const detail = `The page names ${canonical} as its address.`;
    await setPage(tx, key, page.key, sql`state = 'redirected', http_status = ${status}, detail = ${detail}`);
    return;
  }
  let target = page;
  if (result.address !== page.key) {
    const detail = `It redirects to ${result.address}.`;
    await setPage(tx, key, page.key, sql`state = 'redirected', http_status = ${status}, detail = ${detail}`);
    await addToFrontier(tx, key, { addresses: [result.address], kind: 'page', depth: page.depth, room: 1 });
    const final = await findPage(tx, key, result.address);
    if (final === undefined || final.state !== 'waiting') return;
    target = final;
  }
  const change =
    target.known === undefined ? 'added' : target.known.fingerprint === content.fingerprint ? 'unchanged' : 'changed';
  let documentId: string | undefined;
  if (change !== 'unchanged') {
    const [revision] = await saveInputs(tx, key.tenantId, [
      {
        id: ctx.deps.newId('document'),
        kind: content.kind,
        externalId: externalIdOf(key.sourceId, target.key),
        title: content.title,
        url: content.url,
        metadata: { sourceId: key.sourceId },
        fileName: undefined,
        mediaType: content.mediaType,
        bytes: content.bytes,
      },
    ]);
    if (revision === undefined) throw new Error('The page was not stored');
    const job = { tenantId: key.tenantId, documentId: revision.id, revision: revision.revision };
    await ctx.deps.jobs.add('ingest-document', [job], tx);
    documentId = revision.id;
  }
  await setPage(
    tx,
    key,
    target.key,
    sql`state = 'indexed', change = ${change}, http_status = ${status}, fingerprint = ${content.fingerprint},
      document_id = coalesce(${documentId ?? null}::text, document_id), etag = ${result.etag ?? null},
      last_modified = ${result.lastModified ?? null}, ${linksOf(result)}`,
  );
}

/** The page that another names as its address turned out to hold nothing itself, or to name that one in turn. */
async function isSettledWithoutContent(tx: OrmTransaction, key: SyncKey, address: string): Promise<boolean> {
  const row = await findPage(tx, key, address);
  return row !== undefined && row.sync === key.sync && ['redirected', 'excluded', 'failed'].includes(row.state);
}

async function storeFailure(
  tx: OrmTransaction,
  key: SyncKey,
  page: FrontierPage,
  result: Extract<PageResult, { kind: 'failed' }>,
): Promise<Date | undefined> {
  const { code, detail, isTransient } = result;
  const seconds = result.retryAfter ?? 2 ** page.tries;
  const isTriedAgain = isTransient && page.tries + 1 < maxTries && seconds <= maxWaitSeconds;
  await setPage(
    tx,
    key,
    page.key,
    sql`state = ${isTriedAgain ? 'waiting' : 'failed'}, tries = tries + 1, http_status = ${result.httpStatus ?? null},
      error_code = ${code}, detail = ${detail}, is_transient = ${isTransient},
      next_try_at = case when ${isTriedAgain}::boolean then now() + ${seconds} * interval '1 second' end`,
  );
  if (!isTriedAgain && isTransient && page.kind === 'sitemap')
    await updateSource(tx, key.tenantId, key.sourceId, { isIncomplete: true });
  const isForAll = result.retryAfter !== undefined && seconds <= maxWaitSeconds;
  return isForAll ? new Date(Date.now() + seconds * 1000) : undefined;
}

async function followLinks(
  tx: OrmTransaction,
  source: StoredSource,
  key: SyncKey,
  page: FrontierPage,
  result: PageResult,
): Promise<void> {
  if (!('website' in source.content)) return;
  const { url, maxDepth, maxPages } = source.content.website;
  const isList = page.kind === 'sitemap';
  const canonical = result.kind === 'content' && result.canonical !== undefined ? [result.canonical] : [];
  const followed = isList || url !== null ? [...canonical, ...result.links.pages] : canonical;
  const depth = isList ? 0 : page.depth + 1;
  const fresh = await lockSource(tx, key.tenantId, key.sourceId);
  const notes = new Set(source.notes);
  if (depth <= maxDepth) {
    const room = maxPages - (fresh?.found ?? 0);
    const { isFull } = await addToFrontier(tx, key, { addresses: followed, kind: 'page', depth, room });
    if (isFull || result.links.isCut) {
      notes.add(`Stopped at the limit of ${maxPages} pages; there are more. Raise maxPages, or leave pages out with exclude.`);
    }
  }
  const sitemaps = { addresses: result.links.sitemaps, kind: 'sitemap' as const, depth: page.depth + 1, room: maxSitemaps };
  if (sitemaps.depth <= 3) await addToFrontier(tx, key, sitemaps);
  if (notes.size > source.notes.length) await updateSource(tx, key.tenantId, key.sourceId, { notes: [...notes] });
}

function linksOf(result: PageResult): SQL {
  const links = result.kind === 'list' ? noLinks.pages : result.links.pages;
  return sql`links = ${JSON.stringify(links)}::text::jsonb`;
}

async function setPage(tx: OrmTransaction, key: SyncKey, address: string, changes: SQL): Promise<void> {
  await tx.execute(sql`update source_pages set fetched_at = now(), ${changes}
    where tenant_id = ${key.tenantId} and source_id = ${key.sourceId} and key = ${address}`);
}
