import { createHash } from 'node:crypto';

/** Of what a reader sees: markup, scripts and tokens that differ with each request do not count. */
export function fingerprintOf(title: string, text: string): string {
  return createHash('sha256').update(title).update('\u0000').update(text).digest('hex');
}

/** The document's own id for a page: the same page never becomes two documents. */
export function externalIdOf(sourceId: string, key: string): string {
  return `${sourceId}:${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}
