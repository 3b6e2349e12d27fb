import type { Context } from '../context.js';
import type { ParsedDocument } from './document-parser.js';
import type { StoredInput } from './store.js';
import { cleanText } from './clean-text.js';

export interface ReadDocument extends Omit<ParsedDocument, 'title'> {
  title: string;
}

/** The text of what was sent: as it is, or parsed, or fetched and parsed. */
export async function readInput(ctx: Context, stored: StoredInput): Promise<ReadDocument> {
  if (stored.kind === 'text') {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(stored.bytes ?? new Uint8Array());
    return {
      mediaType: 'text/markdown',
      title: stored.title ?? stored.currentTitle,
      text,
      pageStarts: undefined,
    };
  }
  const { parser, guardedFetch } = ctx.deps;
  const source =
    stored.kind === 'page'
      ? { ...(await guardedFetch.fetchPage(stored.url ?? '', ctx.signal)), fileName: undefined }
      : {
          bytes: stored.bytes ?? new Uint8Array(),
          fileName: stored.fileName ?? undefined,
          mediaType: stored.mediaType ?? undefined,
        };
  const parsed = await parser.parse(source, ctx.signal);
  return { ...parsed, text: cleanText(parsed.text), title: stored.title ?? parsed.title ?? stored.currentTitle };
}
