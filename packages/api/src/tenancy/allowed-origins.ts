import { getDomain } from 'tldts';

/** Why an origin cannot be allowed, for the person who typed it. */
export class OriginPatternError extends Error {
  override readonly name = 'OriginPatternError';
}

/**
 * The canonical form of what a tenant typed: `https://shop.example`, `http://localhost:3000` or `https://*.shop.example`.
 * A star stands for one or more whole labels, only over https and never over a public suffix.
 * @throws OriginPatternError
 */
export function parseOriginPattern(typed: string): string {
  const text = typed.trim();
  const isWildcard = text.startsWith('https://*.');
  const url = parseUrl(isWildcard ? text.replace('*.', '') : text);
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.host === '' || url.host.includes('*')) {
    throw new OriginPatternError(`"${text}" is not an origin. Write it like https://www.example.com or https://*.example.com.`);
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    throw new OriginPatternError(`"${text}" has more than an origin. Leave only scheme, host and port: ${url.origin}`);
  }
  if (!isWildcard) return url.origin;
  if (getDomain(url.hostname, { allowPrivateDomains: true }) === null) {
    throw new OriginPatternError(`"${text}" would allow sites of strangers. Put your own domain after the star.`);
  }
  return url.origin.replace('https://', 'https://*.');
}

/** Decides by the canonical text that browsers send; anything else, `null` included, is refused. */
export function isOriginAllowed(allowed: readonly string[], origin: string): boolean {
  if (parseUrl(origin)?.origin !== origin) return false;
  return allowed.some((pattern) => (pattern.includes('*') ? matchesWildcard(pattern, origin) : pattern === origin));
}

const labels = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/;

function matchesWildcard(pattern: string, origin: string): boolean {
  const [start = '', end = ''] = pattern.split('*');
  if (!origin.startsWith(start) || !origin.endsWith(end) || origin.length <= start.length + end.length) return false;
  return labels.test(origin.slice(start.length, origin.length - end.length));
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
