import { SaxesParser } from 'saxes';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../errors.js';
import { normaliseUrl } from './site-scope.js';

export interface Sitemap {
  pages: string[];
  sitemaps: string[];
  /** It names more than was asked for. */
  isCut: boolean;
}

export const maxSitemapBytes = 50 * 1024 * 1024;
const sliceCharacters = 64 * 1024;

/**
 * The first `limit` addresses of a sitemap, a sitemap index or a list of addresses, also packed with gzip.
 * @throws AppError FILE_TOO_LARGE or FILE_UNREADABLE
 */
export async function readSitemap(bytes: Uint8Array, limit: number): Promise<Sitemap> {
  const unpacked = bytes[0] === 0x1f && bytes[1] === 0x8b ? await unpack(bytes) : bytes;
  const text = new TextDecoder().decode(unpacked);
  return /^\s*</.test(text) ? readXml(text, limit) : readLines(text, limit);
}

async function unpack(bytes: Uint8Array): Promise<Uint8Array> {
  const gunzip = Readable.from([bytes]).pipe(createGunzip());
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of gunzip as AsyncIterable<Uint8Array>) {
      size += part.byteLength;
      if (size > maxSitemapBytes) {
        throw new AppError('FILE_TOO_LARGE', 'The sitemap unpacks to more than 50 MiB. Split it with a sitemap index.');
      }
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('FILE_UNREADABLE', 'The sitemap is not valid gzip. Write it anew.', { cause: error });
  } finally {
    gunzip.destroy();
  }
  return Buffer.concat(parts);
}

async function readXml(text: string, limit: number): Promise<Sitemap> {
  const sitemap: Sitemap = { pages: [], sitemaps: [], isCut: false };
  // Entities of the file's own are not known to the parser, so they end the reading instead of growing.
  const parser = new SaxesParser();
  const open: string[] = [];
  let address = '';
  const failures: Error[] = [];
  parser.on('error', (error) => {
    failures.push(error);
  });
  parser.on('opentag', ({ name }) => {
    open.push(localName(name));
    if (open.at(-1) === 'loc') address = '';
  });
  parser.on('text', (part) => {
    if (open.at(-1) === 'loc' && address.length < 4000) address += part;
  });
  parser.on('closetag', () => {
    if (open.pop() !== 'loc') return;
    const parent = open.at(-1);
    const list = parent === 'url' ? sitemap.pages : parent === 'sitemap' ? sitemap.sitemaps : undefined;
    add(sitemap, list, address, limit);
  });
  for (let start = 0; start < text.length && failures.length === 0 && !sitemap.isCut; start += sliceCharacters) {
    parser.write(text.slice(start, start + sliceCharacters));
    await setImmediate();
  }
  if (failures.length > 0 && sitemap.pages.length + sitemap.sitemaps.length === 0) {
    throw new AppError('FILE_UNREADABLE', 'The sitemap is not valid XML. Check it at the address given.', { cause: failures[0] });
  }
  return sitemap;
}

function readLines(text: string, limit: number): Sitemap {
  const sitemap: Sitemap = { pages: [], sitemaps: [], isCut: false };
  for (const line of text.split('\n', limit + 1)) add(sitemap, sitemap.pages, line, limit);
  return sitemap;
}

function add(sitemap: Sitemap, list: string[] | undefined, address: string, limit: number): void {
  const url = normaliseUrl(address.trim());
  if (url === undefined || list === undefined) return;
  if (list.length < limit) list.push(url);
  else sitemap.isCut = true;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
