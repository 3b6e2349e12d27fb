import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface SiteAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** A page's HTML, a whole answer, or null for a request that is never answered. */
export type SitePage = string | SiteAnswer | null;

export interface TestSite {
  url: string;
  pages: Map<string, SitePage>;
  /** Paths that were asked for, with the status that was answered. */
  requests: { path: string; status: number }[];
  count(path: string): number;
  close(): Promise<void>;
}

/** A small website on a real socket; pages change as a test sets them. Bodies get an ETag. */
export async function startTestSite(pages: Record<string, SitePage> = {}): Promise<TestSite> {
  const site = new Map(Object.entries(pages));
  const requests: TestSite['requests'] = [];
  const server = createServer((request, response) => answer(request, response, site.get(request.url ?? ''), requests));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    pages: site,
    requests,
    count: (path) => requests.filter((request) => request.path === path).length,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  page: SitePage | undefined,
  requests: TestSite['requests'],
): void {
  const path = request.url ?? '';
  const send = (status: number, headers: Record<string, string>, body: string | Uint8Array): void => {
    requests.push({ path, status });
    response.writeHead(status, headers).end(body);
  };
  if (page === null) return void requests.push({ path, status: 0 });
  if (page === undefined) return send(404, {}, 'Not found');
  if (typeof page !== 'string') return send(page.status ?? 200, page.headers ?? { 'content-type': 'text/html' }, page.body ?? '');
  const etag = `"${Buffer.from(page).toString('base64url').slice(-24)}${page.length}"`;
  if (request.headers['if-none-match'] === etag) return send(304, { etag }, '');
  send(200, { 'content-type': path.endsWith('.xml') ? 'application/xml' : 'text/html', etag }, page);
}

export function htmlPage(title: string, text: string, links: string[] = [], head = ''): string {
  const anchors = links.map((link) => `<a href="${link}">${link}</a>`).join(' ');
  return `<!doctype html><html><head><title>${title}</title>${head}</head><body><main><h1>${title}</h1><p>${text}</p></main><nav>${anchors}</nav></body></html>`;
}
