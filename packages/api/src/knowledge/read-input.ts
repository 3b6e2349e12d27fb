import { setTimeout } from 'node:timers/promises';
import type { Context } from '../context.js';
import type { ParsedDocument } from './document-parser.js';
import { AppError } from '../errors.js';
import type { FetchedPage } from './guarded-fetch.js';
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
      mediaType: stored.mediaType ?? 'text/markdown',
      title: stored.title ?? stored.currentTitle,
      text,
      pageStarts: undefined,
    };
  }
  const source =
    stored.kind === 'page'
      ? { ...(await fetchPage(ctx, stored.url ?? '')), fileName: undefined }
      : {
          bytes: stored.bytes ?? new Uint8Array(),
          fileName: stored.fileName ?? undefined,
          mediaType: stored.mediaType ?? undefined,
        };
  const parsed = await ctx.deps.parser.parse(source, ctx.signal);
  return { ...parsed, text: cleanText(parsed.text), title: stored.title ?? parsed.title ?? stored.currentTitle };
}

/** Once more after a moment where that may help; the person who gave the address waits for the outcome. */
async function fetchPage(ctx: Context, url: string): Promise<FetchedPage> {
  try {
    return await ctx.deps.guardedFetch.fetchPage(url, ctx.signal);
  } catch (error) {
    const mayPass = error instanceof AppError && (error.code === 'URL_UNREACHABLE' || error.code === 'URL_BAD_STATUS');
    if (!mayPass) throw error;
    await setTimeout(1_000, undefined, { signal: ctx.signal });
    return ctx.deps.guardedFetch.fetchPage(url, ctx.signal);
  }
}
