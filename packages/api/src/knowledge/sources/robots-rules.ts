import robotsParser from 'robots-parser';
import type { Context } from '../../context.js';
import { AppError } from '../../errors.js';

// Its types describe a default export, which Node gives for a CommonJS module without the wrapper.
const parseRobots = robotsParser as unknown as typeof robotsParser.default;
const agent = 'Askwell';
const maxRobotsBytes = 500 * 1024;
const maxDelaySeconds = 10;

export interface RobotsRules {
  allows(url: string): boolean;
  /** 0 where the site asks for none. */
  delayMilliseconds: number;
}

/**
 * The text of a site's robots.txt; empty where there is none.
 * @throws AppError where the site fails: what it forbids is then not known, so nothing is read
 */
export async function fetchRobots(ctx: Context, siteUrl: string): Promise<string> {
  const url = new URL('/robots.txt', siteUrl).href;
  const answer = await ctx.deps.guardedFetch.fetchResource({ url, accept: 'any', maxBytes: maxRobotsBytes }, ctx.signal);
  if (answer.status === 429 || answer.status >= 500) {
    throw new AppError('URL_BAD_STATUS', `${url} answers with status ${answer.status}. Try again when the site is up.`);
  }
  return new TextDecoder().decode(answer.bytes).replaceAll('\u0000', '');
}

export function readRobots(text: string, siteUrl: string): RobotsRules {
  const root = new URL('/robots.txt', siteUrl).href;
  const rules = parseRobots(root, text);
  return {
    // Rules hold for one scheme and host; `www.` is the same site here.
    allows: (url) => rules.isDisallowed(new URL(new URL(url).pathname + new URL(url).search, root).href, agent) !== true,
    delayMilliseconds: Math.min(rules.getCrawlDelay(agent) ?? 0, maxDelaySeconds) * 1000,
  };
}
