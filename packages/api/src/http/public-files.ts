import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { HttpContext } from './router.js';

export interface PublicFile {
  bytes: Buffer;
  gzip: Buffer | undefined;
  mediaType: string;
  etag: string;
  /** Its name carries its hash. */
  isImmutable: boolean;
}

/** The built browser files by path: `widget.js`, `embed/index.html`, … Few and small, so they are kept in memory. */
export type PublicFiles = ReadonlyMap<string, PublicFile>;

const mediaTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

export async function loadPublicFiles(directory: string): Promise<PublicFiles> {
  const files = new Map<string, PublicFile>();
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const mediaType = mediaTypes[extname(entry.name)];
    if (!entry.isFile() || mediaType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(directory, path).split(sep).join('/'), toPublicFile(await readFile(path), entry.name, mediaType));
  }
  return files;
}

export function toPublicFile(bytes: Buffer, name: string, mediaType: string): PublicFile {
  const isText = /text|javascript|json|svg/.test(mediaType);
  return {
    bytes,
    gzip: isText ? gzipSync(bytes, { level: 9 }) : undefined,
    mediaType,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    isImmutable: /-[\w-]{8}\.\w+$/.test(name),
  };
}

export function sendPublicFile(c: HttpContext, file: PublicFile, extraHeaders: Record<string, string> = {}): Response {
  const headers = new Headers({
    'content-type': file.mediaType,
    'cache-control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
    etag: file.etag,
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
    ...extraHeaders,
  });
  if (c.req.header('if-none-match') === file.etag) return new Response(null, { status: 304, headers });
  if (file.gzip !== undefined && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) {
    headers.set('content-encoding', 'gzip');
    return new Response(new Uint8Array(file.gzip), { headers });
  }
  return new Response(new Uint8Array(file.bytes), { headers });
}
