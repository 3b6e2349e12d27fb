import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { inTenant, type OrmTransaction } from '../../db/index.js';
import { saveInputs, type InputToSave } from '../store.js';
import { externalIdOf } from './fingerprint.js';
import { addToFrontier, findPage, type FrontierPage, type SyncKey } from './frontier-store.js';
import { noLinks, type PageResult } from './page-result.js';
import { lockSource, updateSource, type StoredSource } from './store.js';

const maxTries = 3;
const maxSitemaps = 200;
const maxSitemapDepth = 3;
/** A site that asks for a longer wait is read again at the next sync. */
const maxWaitSeconds = 120;

type ContentResult = Extract<PageResult, { kind: 'content' }>;

export interface ReadPage {
  page: FrontierPage;
  result: PageResult;
}

/** What pages that are settled together leave to be stored once for all of them. */
interface Batch {
  ctx: Context;
  tx: OrmTransaction;
  key: SyncKey;
  /** New content with the page it is of. */
  contents: { address: string; input: InputToSave }[];
  /** Addresses to follow, by their depth. */
  links: Map<number, string[]>;
  sitemaps: Map<number, string[]>;
  isCut: boolean;
}

/**
 * Stores what became of pages with their links, their new content and the jobs that index it, in one transaction; nothing
 * when the sync was stopped meanwhile. Gives the time before which the site asks not to be called.
 */
export async function settlePages(ctx: Context, source: StoredSource, read: readonly ReadPage[]): Promise<Date | undefined> {
  const key: SyncKey = { tenantId: ctx.tenantId, sourceId: source.id, sync: source.sync };
  const wait = await inTenant(ctx.deps.database, ctx.tenantId, async (tx) => {
    const current = await lockSource(tx, ctx.tenantId, source.id);
    if (current === undefined || current.status !== 'syncing' || current.sync !== source.sync) return undefined;
    const batch: Batch = { ctx, tx, key, contents: [], links: new Map(), sitemaps: new Map(), isCut: false };
    let latest: Date | undefined;
    for (const { page, result } of read) {
      const row = await findPage(tx, key, page.key);
      if (row === undefined || row.sync !== key.sync || row.state !== 'waiting') continue;
      const wait = await storeResult(batch, row, result);
      if (wait !== undefined && (latest === undefined || wait > latest)) latest = wait;
      noteLinks(batch, current, row, result);
    }
    await saveContents(batch);
    await followLinks(batch, current);
    return latest;
  });
  ctx.deps.jobs.wake('ingest-document');
  return wait;
}

async function storeResult(batch: Batch, page: FrontierPage, result: PageResult): Promise<Date | undefined> {
  const { tx, key } = batch;
  const httpStatus = result.httpStatus ?? null;
  switch (result.kind) {
    case 'content':
      await storeContent(batch, page, result);
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

async function storeContent(batch: Batch, page: FrontierPage, result: ContentResult): Promise<void> {
  const { tx, key } = batch;
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
  if (change !== 'unchanged') {
    const input: InputToSave = {
      id: batch.ctx.deps.newId('document'),
      kind: content.kind,
      externalId: externalIdOf(key.sourceId, target.key),
      title: content.title,
      url: content.url,
      metadata: { sourceId: key.sourceId },
      fileName: undefined,
      mediaType: content.mediaType,
      bytes: content.bytes,
    };
    batch.contents.push({ address: target.key, input });
  }
  await setPage(
    tx,
    key,
    target.key,
    sql`state = 'indexed', change = ${change}, http_status = ${status}, fingerprint = ${content.fingerprint},
      etag = ${result.etag ?? null}, last_modified = ${result.lastModified ?? null}, ${linksOf(result)}`,
  );
}

/** The documents of new content, their jobs, and which page each is of. */
async function saveContents({ ctx, tx, key, contents }: Batch): Promise<void> {
  if (contents.length === 0) return;
  const revisions = await saveInputs(
    tx,
    key.tenantId,
    contents.map(({ input }) => input),
  );
  if (revisions.length !== contents.length) throw new Error('A page was not stored');
  const jobs = revisions.map(({ id, revision }) => ({ tenantId: key.tenantId, documentId: id, revision }));
  await ctx.deps.jobs.add('ingest-document', jobs, tx);
  const pages = contents.map(({ address }, at) => ({ key: address, id: revisions[at]?.id }));
  await tx.execute(sql`update source_pages p set document_id = i.id
    from jsonb_to_recordset(${JSON.stringify(pages)}::text::jsonb) as i(key text, id text)
    where p.tenant_id = ${key.tenantId} and p.source_id = ${key.sourceId} and p.key = i.key`);
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

function noteLinks(batch: Batch, source: StoredSource, page: FrontierPage, result: PageResult): void {
  if (!('website' in source.content)) return;
  const { url, maxDepth } = source.content.website;
  const isList = page.kind === 'sitemap';
  const canonical = result.kind === 'content' && result.canonical !== undefined ? [result.canonical] : [];
  const followed = isList || url !== null ? [...canonical, ...result.links.pages] : canonical;
  const depth = isList ? 0 : page.depth + 1;
  if (depth <= maxDepth) {
    append(batch.links, depth, followed);
    batch.isCut ||= result.links.isCut;
  }
  if (page.depth + 1 <= maxSitemapDepth) append(batch.sitemaps, page.depth + 1, result.links.sitemaps);
}

function append(lists: Map<number, string[]>, depth: number, addresses: readonly string[]): void {
  lists.set(depth, [...(lists.get(depth) ?? []), ...addresses]);
}

async function followLinks({ tx, key, links, sitemaps, isCut }: Batch, source: StoredSource): Promise<void> {
  if (!('website' in source.content)) return;
  const { maxPages } = source.content.website;
  const fresh = await lockSource(tx, key.tenantId, key.sourceId);
  let room = maxPages - (fresh?.found ?? 0);
  let isOver = isCut;
  for (const [depth, addresses] of links) {
    const { added, isFull } = await addToFrontier(tx, key, { addresses, kind: 'page', depth, room });
    room -= added;
    isOver ||= isFull;
  }
  for (const [depth, addresses] of sitemaps) {
    await addToFrontier(tx, key, { addresses, kind: 'sitemap', depth, room: maxSitemaps });
  }
  const note = `Stopped at the limit of ${maxPages} pages; there are more. Raise maxPages, or leave pages out with exclude.`;
  if (isOver && !source.notes.includes(note))
    await updateSource(tx, key.tenantId, key.sourceId, { notes: [...source.notes, note] });
}

function linksOf(result: PageResult): SQL {
  const links = result.kind === 'list' ? noLinks.pages : result.links.pages;
  return sql`links = ${JSON.stringify(links)}::text::jsonb`;
}

async function setPage(tx: OrmTransaction, key: SyncKey, address: string, changes: SQL): Promise<void> {
  await tx.execute(sql`update source_pages set fetched_at = now(), ${changes}
    where tenant_id = ${key.tenantId} and source_id = ${key.sourceId} and key = ${address}`);
}
