import type { RankedPassage } from '../passage.js';
import { byScore } from './rank-passages.js';

/** Decides between passages that fit about as well, and never lifts one that does not fit. */
const pageGain = 1.1;

/** Raises the passages of the page that the visitor looks at. */
export function preferPage(passages: readonly RankedPassage[], pageUrl: string | undefined): RankedPassage[] {
  const page = pageUrl === undefined ? undefined : addressOf(pageUrl);
  if (page === undefined) return [...passages];
  return passages
    .map((passage) =>
      passage.url !== null && addressOf(passage.url) === page ? { ...passage, score: passage.score * pageGain } : passage,
    )
    .sort(byScore);
}

/** One page has many addresses: the scheme, `www.`, a trailing slash, the fragment and campaign parameters tell none apart. */
function addressOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { hostname, port, pathname, searchParams } = new URL(address);
  for (const name of new Set(searchParams.keys())) if (/^(?:utm_|gclid$|fbclid$|msclkid$)/.test(name)) searchParams.delete(name);
  searchParams.sort();
  return `${hostname.replace(/^www\./, '')}:${port}${pathname.replace(/\/(?:index\.html?)?$/, '')}?${searchParams.toString()}`;
}
