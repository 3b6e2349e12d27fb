import type { Context } from '../../context.js';
import { AppError } from '../../errors.js';
import type { FileToParse, ParsedDocument } from '../document-parser.js';
import type { FetchedResource } from '../guarded-fetch.js';
import { cleanText } from '../clean-text.js';
import { fingerprintOf } from './fingerprint.js';
import type { FrontierPage } from './frontier-store.js';
import { noLinks, type FoundLinks, type PageContent, type PageResult } from './page-result.js';
import { readPageHead } from './read-page-head.js';
import { maxSitemapBytes, readSitemap } from './read-sitemap.js';
import { readRetryAfter } from './read-retry-after.js';
import type { RobotsRules } from './robots-rules.js';
import { isSameSite, isWanted, normaliseUrl, startOf } from './site-scope.js';
import type { StoredWebsite } from './store.js';

export interface Site {
  website: StoredWebsite;
  robots: RobotsRules;
}

/** Fetches one page or sitemap and says what became of it. Only what a later try of the job may mend is thrown. */
export async function readPage(ctx: Context, site: Site, page: FrontierPage): Promise<PageResult> {
  const kept: FoundLinks = { ...noLinks, pages: page.links };
  if (!site.robots.allows(page.key)) return { kind: 'excluded', reason: 'robots.txt does not allow it.', links: noLinks };
  try {
    const answer = await ctx.deps.guardedFetch.fetchResource(
      page.kind === 'sitemap'
        ? { url: page.key, accept: 'any', maxBytes: maxSitemapBytes }
        : { url: page.key, accept: 'page', etag: page.known?.etag, lastModified: page.known?.lastModified },
      ctx.signal,
    );
    const httpStatus = answer.status;
    if (httpStatus === 304 && page.known !== undefined) return { kind: 'unchanged', httpStatus, links: kept };
    if (httpStatus < 200 || httpStatus > 299) {
      const failed = failedStatus(answer);
      return { ...failed, links: failed.isTransient ? kept : noLinks };
    }
    return page.kind === 'sitemap' ? await toList(site, answer) : await toContent(ctx, site, answer, page);
  } catch (error) {
    if (ctx.signal.aborted || !(error instanceof AppError) || error.retryable) throw error;
    const isTransient = error.code === 'URL_UNREACHABLE';
    return {
      kind: 'failed',
      code: error.code,
      detail: error.message,
      isTransient,
      retryAfter: undefined,
      links: isTransient ? kept : noLinks,
    };
  }
}

async function toList(site: Site, answer: FetchedResource): Promise<PageResult> {
  const found = await readSitemap(answer.bytes, site.website.maxPages + 1);
  const isOfSite = (url: string): boolean => isSameSite(url, startOf(site.website));
  const links = { pages: inScope(site, found.pages), sitemaps: found.sitemaps.filter(isOfSite), isCut: found.isCut };
  return { kind: 'list', httpStatus: answer.status, links };
}

async function toContent(ctx: Context, site: Site, answer: FetchedResource, page: FrontierPage): Promise<PageResult> {
  const httpStatus = answer.status;
  const address = normaliseUrl(answer.url) ?? answer.url;
  if (!isSameSite(address, startOf(site.website))) {
    return { kind: 'excluded', httpStatus, reason: 'It redirects to another site. Add that site as a source.', links: noLinks };
  }
  if (!site.robots.allows(address))
    return { kind: 'excluded', httpStatus, reason: 'robots.txt does not allow it.', links: noLinks };
  const isHtml = /html|^$/i.test(answer.mediaType ?? '');
  const head = isHtml
    ? await readPageHead(new TextDecoder().decode(answer.bytes), address, answer.robotsTag)
    : { links: [], canonical: undefined, isHidden: /\b(noindex|none)\b/i.test(answer.robotsTag ?? '') };
  const links = { ...noLinks, pages: inScope(site, head.links) };
  if (head.isHidden) return { kind: 'excluded', httpStatus, reason: 'The page asks not to be indexed.', links };
  if (!isWanted(site.website, address)) {
    return { kind: 'excluded', httpStatus, reason: 'The include and exclude patterns leave it out.', links };
  }
  try {
    const file = { bytes: answer.bytes, mediaType: answer.mediaType, fileName: undefined };
    const parsed = await ctx.deps.parser.parse(file, ctx.signal);
    const title = cleanText(parsed.title ?? address);
    return {
      kind: 'content',
      httpStatus,
      address,
      canonical: canonicalOf(site, address, head.canonical),
      content: { title, url: address, fingerprint: fingerprintOf(title, parsed.text), ...toIndex(file, parsed) },
      etag: answer.etag,
      lastModified: answer.lastModified,
      links,
    };
  } catch (error) {
    if (ctx.signal.aborted || !(error instanceof AppError) || error.retryable) throw error;
    const { code, message: detail } = error;
    // A page that was read before and now takes too long says more about the load than about the page.
    const isTransient = code === 'FILE_TOO_COMPLEX' && page.known !== undefined;
    return { kind: 'failed', httpStatus, code, detail, isTransient, retryAfter: undefined, links };
  }
}

/** What was read need not be read again to be indexed, but for files whose pages are known only while reading. */
function toIndex(file: FileToParse, parsed: ParsedDocument): Pick<PageContent, 'kind' | 'mediaType' | 'bytes'> {
  if (parsed.pageStarts !== undefined) return { kind: 'file', mediaType: file.mediaType, bytes: file.bytes };
  return { kind: 'text', mediaType: parsed.mediaType, bytes: new TextEncoder().encode(cleanText(parsed.text)) };
}

/** A home page named by every page is a mistake that would leave one page of the site. */
function canonicalOf(site: Site, address: string, canonical: string | undefined): string | undefined {
  if (canonical === undefined || canonical === address) return undefined;
  if (new URL(canonical).pathname === '/' && new URL(address).pathname !== '/') return undefined;
  return inScope(site, [canonical])[0];
}

function inScope({ website, robots }: Site, urls: string[]): string[] {
  return urls.filter((url) => isSameSite(url, startOf(website)) && isWanted(website, url) && robots.allows(url));
}

function failedStatus({ status, retryAfter }: FetchedResource): Omit<Extract<PageResult, { kind: 'failed' }>, 'links'> {
  const isTransient = status === 408 || status === 425 || status === 429 || status >= 500;
  const next = isTransient ? 'It is tried again.' : 'Check that the page opens without a login, or leave it out.';
  return {
    kind: 'failed',
    httpStatus: status,
    code: 'URL_BAD_STATUS',
    detail: `The page answers with status ${status}. ${next}`,
    isTransient,
    retryAfter: readRetryAfter(retryAfter),
  };
}
