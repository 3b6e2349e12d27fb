import { createHash } from 'node:crypto';
import { cleanText } from '../clean-text.js';
import { fingerprintOf } from './fingerprint.js';
import { noLinks, type PageResult } from './page-result.js';
import type { SourceContent } from './store.js';

/** The texts of a source by their place in it. A question is the title, so a visitor's question is matched on it. */
export function readItems(content: SourceContent): Map<string, PageResult> {
  const items =
    'pairs' in content
      ? content.pairs.map(({ question, answer, url }) => ({
          place: `faq:${placeOf(question)}`,
          title: question,
          text: answer,
          url,
        }))
      : 'documents' in content
        ? content.documents.map(({ title, text, url }) => ({ place: `text:${placeOf(title)}`, title, text, url }))
        : [];
  return new Map(
    items.map(({ place, title, text, url }): [string, PageResult] => {
      const name = cleanText(title).trim();
      const body = cleanText(text);
      return [
        place,
        {
          kind: 'content',
          address: place,
          canonical: undefined,
          etag: undefined,
          lastModified: undefined,
          links: noLinks,
          content: {
            kind: 'text',
            title: name,
            url,
            mediaType: 'text/markdown',
            bytes: new TextEncoder().encode(body),
            fingerprint: fingerprintOf(`${name}\u0000${url ?? ''}`, body),
          },
        },
      ];
    }),
  );
}

function placeOf(name: string): string {
  return createHash('sha256').update(name.trim().replace(/\s+/g, ' ').toLowerCase()).digest('hex').slice(0, 24);
}
