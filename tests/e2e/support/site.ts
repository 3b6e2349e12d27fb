import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

export interface Site {
  /** `http://127.0.0.1:<port>`: another origin than the server's, for its other port. */
  origin: string;
  stop(): Promise<void>;
}

export interface SitePage {
  html: string;
  headers?: Record<string, string>;
}

/** A customer's web site: pages by path, on an origin of their own. A path without a page is 404. */
export async function startSite(pages: Record<string, SitePage | string>): Promise<Site> {
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url ?? '/', 'http://site').pathname];
    if (page === undefined) {
      response.writeHead(404).end();
      return;
    }
    const { html, headers = {} } = typeof page === 'string' ? { html: page } : page;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const contentTypes: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };

/** The files of a built site, with `index.html` at `/`. */
export async function readSite(directory: string): Promise<Record<string, SitePage>> {
  const pages: Record<string, SitePage> = {};
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const contentType = contentTypes[path.extname(file)];
    const name = `/${path.relative(directory, file).split(path.sep).join('/')}`;
    pages[name.replace(/index\.html$/, '')] = {
      html: await readFile(file, 'utf8'),
      ...(contentType === undefined ? {} : { headers: { 'content-type': contentType } }),
    };
  }
  return pages;
}

/** A plain page of a site, as long as the test needs it. */
export function plainPage({ head = '', body = '' }: { head?: string; body?: string }): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Harbour Bikes</title><link rel="icon" href="data:,">${head}</head><body><main><h1>Harbour Bikes</h1><p>We rent bicycles.</p></main>${body}</body></html>`;
}
