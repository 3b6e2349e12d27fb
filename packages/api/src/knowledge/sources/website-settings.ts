import type { WebsiteSettings } from '@askwell/contract';
import { AppError } from '../../errors.js';
import { isSameSite, normaliseUrl } from './site-scope.js';
import type { StoredWebsite } from './store.js';

const defaults: StoredWebsite = {
  url: null,
  sitemapUrl: null,
  include: [],
  exclude: [],
  maxPages: 500,
  maxDepth: 10,
  delayMilliseconds: 250,
  concurrency: 2,
};

/**
 * What is given over what stood there before.
 * @throws AppError INVALID_REQUEST
 */
export function mergeWebsite(given: WebsiteSettings, before: StoredWebsite = defaults): StoredWebsite {
  const merged: StoredWebsite = {
    url: given.url === undefined ? before.url : toAddress('url', given.url),
    sitemapUrl: given.sitemapUrl === undefined ? before.sitemapUrl : toAddress('sitemapUrl', given.sitemapUrl),
    include: given.include ?? before.include,
    exclude: given.exclude ?? before.exclude,
    maxPages: given.maxPages ?? before.maxPages,
    maxDepth: given.maxDepth ?? before.maxDepth,
    delayMilliseconds: given.delayMilliseconds ?? before.delayMilliseconds,
    concurrency: given.concurrency ?? before.concurrency,
  };
  const { url, sitemapUrl } = merged;
  if (url === null && sitemapUrl === null) throw invalid('url', 'give the address where reading begins, or a sitemapUrl');
  if (url !== null && sitemapUrl !== null && !isSameSite(url, sitemapUrl)) {
    throw invalid('sitemapUrl', 'must be on the same site as url');
  }
  return merged;
}

function toAddress(path: string, text: string): string {
  const address = normaliseUrl(text);
  if (address === undefined) throw invalid(path, 'must be an http or https address without credentials');
  return address;
}

function invalid(path: string, message: string): AppError {
  return new AppError('INVALID_REQUEST', `${path}: ${message}.`, { fields: [{ path, message }] });
}
