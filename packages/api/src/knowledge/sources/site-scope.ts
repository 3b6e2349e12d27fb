import type { StoredWebsite } from './store.js';

const trackingParameters = /^(utm_\w+|gclid|fbclid|msclkid|mc_cid|mc_eid)$/;
const maxAddressCharacters = 2000;

/** One spelling of each address; undefined for what is not a page's address. */
export function normaliseUrl(text: string, base?: string): string | undefined {
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  url.hash = '';
  const tracking = [...url.searchParams.keys()].filter((name) => trackingParameters.test(name));
  for (const name of tracking) url.searchParams.delete(name);
  return url.href.length > maxAddressCharacters ? undefined : url.href;
}

/** The same host and port; `www.` and the scheme make no difference. */
export function isSameSite(url: string, other: string): boolean {
  return siteOf(url) === siteOf(other);
}

function siteOf(text: string): string {
  const { host, port, protocol } = new URL(text);
  const isDefault = port === '' || (port === '80' && protocol === 'http:') || (port === '443' && protocol === 'https:');
  return (isDefault ? host.replace(/:\d+$/, '') : host).replace(/^www\./, '');
}

export function startOf(website: StoredWebsite): string {
  return website.url ?? website.sitemapUrl ?? '';
}

/** Whether the patterns of a source let a page in. */
export function isWanted(website: StoredWebsite, url: string): boolean {
  const { pathname, search } = new URL(url);
  const matches = (pattern: string): boolean => matchesPattern(pattern, /^https?:/.test(pattern) ? url : pathname + search);
  if (website.exclude.some(matches)) return false;
  return website.include.length === 0 || website.include.some(matches);
}

/** `*` stands for any characters. Two places are remembered at most, so the time is bounded whatever a tenant writes. */
export function matchesPattern(pattern: string, text: string): boolean {
  let place = 0;
  let at = 0;
  let starAt = -1;
  let resumeAt = 0;
  while (at < text.length) {
    if (pattern[place] === '*') {
      starAt = place++;
      resumeAt = at;
    } else if (pattern[place] === text[at]) {
      place++;
      at++;
    } else if (starAt >= 0) {
      place = starAt + 1;
      at = ++resumeAt;
    } else {
      return false;
    }
  }
  while (pattern[place] === '*') place++;
  return place === pattern.length;
}
