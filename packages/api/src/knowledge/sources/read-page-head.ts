import { Parser } from 'htmlparser2';
import { setImmediate } from 'node:timers/promises';
import { normaliseUrl } from './site-scope.js';

export interface PageHead {
  links: string[];
  canonical: string | undefined;
  /** The page asks not to be indexed. */
  isHidden: boolean;
}

const maxLinks = 5_000;
const sliceCharacters = 64 * 1024;

/** What a crawler needs of an HTML page. It reads in slices, so that a large page does not hold up other work. */
export async function readPageHead(html: string, url: string, robotsTag: string | undefined): Promise<PageHead> {
  const links = new Set<string>();
  const rules = new Set(splitRules(robotsTag));
  let base = url;
  let canonical: string | undefined;
  const parser = new Parser({
    onopentag(name, attributes) {
      const { href } = attributes;
      if (name === 'a' || name === 'area') {
        const isFollowed = !/\bnofollow\b/i.test(attributes['rel'] ?? '');
        const target = href === undefined || !isFollowed || links.size >= maxLinks ? undefined : normaliseUrl(href.trim(), base);
        if (target !== undefined) links.add(target);
      } else if (name === 'base' && href !== undefined) {
        base = normaliseUrl(href.trim(), url) ?? base;
      } else if (name === 'link' && href !== undefined && /^\s*canonical\s*$/i.test(attributes['rel'] ?? '')) {
        canonical ??= normaliseUrl(href.trim(), base);
      } else if (name === 'meta' && /^(robots|askwell)$/i.test(attributes['name'] ?? '')) {
        for (const rule of splitRules(attributes['content'])) rules.add(rule);
      }
    },
  });
  for (let start = 0; start < html.length; start += sliceCharacters) {
    parser.write(html.slice(start, start + sliceCharacters));
    if (start > 0) await setImmediate();
  }
  parser.end();
  const isNone = rules.has('none');
  return {
    links: isNone || rules.has('nofollow') ? [] : [...links],
    canonical,
    isHidden: isNone || rules.has('noindex'),
  };
}

function splitRules(text: string | undefined): string[] {
  return (text ?? '').toLowerCase().split(/[\s,]+/);
}
