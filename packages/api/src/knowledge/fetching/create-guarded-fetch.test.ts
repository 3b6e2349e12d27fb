import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { createServer as createTlsServer } from 'node:https';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { GuardedFetch } from '../guarded-fetch.js';
import { createGuardedFetch, type GuardedFetchOptions } from './create-guarded-fetch.js';
import { makeSelfSigned } from './self-signed.test-support.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server reached as `open.test`; every other name of `addresses` resolves as said, and unknown names do not exist. */
async function start(listener: RequestListener, addresses: Record<string, string[]> = {}, options: GuardedFetchOptions = {}) {
  const server = createServer(listener);
  const port = await listen(server);
  const asked: string[] = [];
  const fetcher = createGuardedFetch({
    allowPrivateHosts: ['open.test'],
    async resolve(host) {
      asked.push(host);
      const found = { 'open.test': ['127.0.0.1'], ...addresses }[host];
      if (found === undefined) throw Object.assign(new Error('unknown'), { code: 'ENOTFOUND' });
      return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
    ...options,
  });
  closing.push(() => fetcher.close());
  return { fetcher, asked, port, base: `http://open.test:${port}` };
}

async function listen(server: Server | ReturnType<typeof createTcpServer> | ReturnType<typeof createTlsServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

const page = (fetcher: GuardedFetch, url: string) => fetcher.fetchPage(url, new AbortController().signal);
const code = (error: string) => expect.objectContaining({ code: error });

describe('createGuardedFetch', () => {
  it('gives the page, unpacked, and its address after redirects', async () => {
    const { fetcher, base } = await start((request, response) => {
      if (request.url === '/old') return response.writeHead(302, { location: '/new' }).end();
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' });
      return response.end(gzipSync('<p>hello</p>'));
    });
    const { url, mediaType, bytes } = await page(fetcher, `${base}/old#part`);
    expect([url, mediaType, Buffer.from(bytes).toString()]).toEqual([`${base}/new`, 'text/html; charset=utf-8', '<p>hello</p>']);
  });

  it.each([
    [['127.0.0.1']],
    [['93.184.215.14', '127.0.0.1']],
    [['::ffff:7f00:1']],
    [['64:ff9b::a9fe:a9fe']],
    [['93.184.215.14', '2606:4700::1', 'fd00::1']],
  ])('refuses a name with the addresses %s before it opens a socket', async (addresses) => {
    let connections = 0;
    const trap = createTcpServer(() => connections++);
    await listen(trap);
    const { fetcher } = await start(() => {}, { 'evil.test': addresses });
    await expect(page(fetcher, 'http://evil.test/')).rejects.toEqual(code('URL_REFUSED'));
    expect(connections).toBe(0);
  });

  it.each([
    'http://169.254.169.254/latest/',
    '//127.0.0.1/',
    'http://localhost:6379/',
    'file:///etc/passwd',
    'http://evil.test/',
    'http://open2.test:22/',
  ])('checks the redirect to %s', async (location) => {
    const { fetcher, base } = await start((_request, response) => response.writeHead(302, { location }).end(), {
      'evil.test': ['10.0.0.1'],
      'open2.test': ['93.184.215.14'],
    });
    await expect(page(fetcher, base)).rejects.toEqual(code('URL_REFUSED'));
  });

  it('checks each redirect of several, and tells another origin nothing of what it knows of the first', async () => {
    const seen: Record<string, unknown>[] = [];
    const { fetcher, port, base } = await start(
      (request, response) => {
        seen.push({
          host: request.headers.host,
          match: request.headers['if-none-match'],
          since: request.headers['if-modified-since'],
        });
        if (request.url === '/first') response.writeHead(302, { location: `http://other.test:${port}/second` }).end();
        else if (request.url === '/second') response.writeHead(307, { location: 'http://127.0.0.1/' }).end();
        else response.writeHead(200, { 'content-type': 'text/plain' }).end('x');
      },
      { 'other.test': ['127.0.0.1'] },
      { allowPrivateHosts: ['open.test', 'other.test'] },
    );
    const known = { etag: '"secret-7"', lastModified: 'Mon, 05 Jan 2026 00:00:00 GMT', accept: 'page' } as const;
    const asked = fetcher.fetchResource({ url: `${base}/first`, ...known }, new AbortController().signal);
    await expect(asked).rejects.toEqual(code('URL_REFUSED'));
    expect(seen).toEqual([
      { host: `open.test:${port}`, match: known.etag, since: known.lastModified },
      { host: `other.test:${port}`, match: undefined, since: undefined },
    ]);
  });

  it('refuses a certificate that nobody vouches for, and sends no request', async () => {
    let requests = 0;
    const server = createTlsServer(makeSelfSigned('open.test'), (_request, response) => {
      requests++;
      response.writeHead(200, { 'content-type': 'text/plain' }).end('x');
    });
    const port = await listen(server);
    const { fetcher } = await start(() => {});
    await expect(page(fetcher, `https://open.test:${port}/`)).rejects.toEqual(code('URL_UNREACHABLE'));
    expect(requests).toBe(0);
  });

  it('stops after five redirects, and at one that leads nowhere', async () => {
    let requests = 0;
    const { fetcher, base } = await start((request, response) => {
      requests++;
      response.writeHead(302, request.url === '/loop' ? { location: '/loop' } : {}).end();
    });
    await expect(page(fetcher, `${base}/loop`)).rejects.toEqual(code('URL_BAD_STATUS'));
    expect(requests).toBe(6);
    await expect(page(fetcher, `${base}/nowhere`)).rejects.toEqual(code('URL_BAD_STATUS'));
  });

  it('follows no Refresh header and sends no credentials', async () => {
    const seen: unknown[] = [];
    const { fetcher, base } = await start((request, response) => {
      seen.push(request.headers.authorization, request.headers.cookie);
      response
        .writeHead(200, { 'content-type': 'text/plain', refresh: '0; url=http://127.0.0.1/', 'set-cookie': 'a=b' })
        .end('x');
    });
    await page(fetcher, base);
    await page(fetcher, base);
    expect(seen).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('outlives an answer of 100,000 header lines', async () => {
    const port = await listen(
      createTcpServer((socket) => {
        socket.on('error', () => {});
        socket.end(`HTTP/1.1 200 OK\r\n${'x-line: 1\r\n'.repeat(100_000)}\r\nbody`);
      }),
    );
    const { fetcher, base } = await start((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end('x'),
    );
    await expect(page(fetcher, `http://open.test:${port}/`)).rejects.toEqual(code('URL_UNREACHABLE'));
    expect(Buffer.from((await page(fetcher, base)).bytes).toString()).toBe('x');
  });

  it('reads every kind of document that can be uploaded, and nothing that only calls itself bytes', async () => {
    const types = [
      'application/epub+zip',
      'text/csv',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ];
    const { fetcher, base } = await start((request, response) =>
      response.writeHead(200, { 'content-type': types[Number(request.url?.slice(1))] ?? 'application/octet-stream' }).end('x'),
    );
    for (const [index, type] of types.entries()) expect((await page(fetcher, `${base}/${index}`)).mediaType).toBe(type);
    await expect(page(fetcher, `${base}/9`)).rejects.toEqual(code('UNSUPPORTED_FILE_TYPE'));
  });

  it('stops reading at the limit, also of what unpacks to too much', async () => {
    const bomb = gzipSync(Buffer.alloc(3_000_000));
    const { fetcher, base } = await start(
      (request, response) => {
        if (request.url === '/bomb') {
          response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb);
          return;
        }
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '10000000000' });
        const send = (): void => {
          while (response.write(Buffer.alloc(65_536))) if (response.destroyed) return;
          response.once('drain', send);
        };
        send();
      },
      {},
      { maxBytes: 1_000_000 },
    );
    await expect(page(fetcher, `${base}/endless`)).rejects.toEqual(code('FILE_TOO_LARGE'));
    await expect(page(fetcher, `${base}/bomb`)).rejects.toEqual(code('FILE_TOO_LARGE'));
  });

  it('tells a wrong type, a wrong status, broken packing, a broken server and silence apart', async () => {
    const { fetcher, base } = await start(
      (request, response) => {
        if (request.url === '/octets') response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('x');
        if (request.url === '/gone') response.writeHead(404, { 'content-type': 'text/html' }).end('x');
        if (request.url === '/gzip')
          response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end('no gzip');
        if (request.url === '/zstd')
          response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'zstd' }).end('x');
        if (request.url === '/cut')
          response.writeHead(200, { 'content-length': '9', 'content-type': 'text/html' }).write('x', () => response.destroy());
        if (request.url === '/headers') response.writeHead(200, { 'x-long': 'x'.repeat(100_000) }).end('x');
      },
      {},
      { timeoutMilliseconds: 300 },
    );
    await expect(page(fetcher, `${base}/octets`)).rejects.toEqual(code('UNSUPPORTED_FILE_TYPE'));
    await expect(page(fetcher, `${base}/gone`)).rejects.toEqual(code('URL_BAD_STATUS'));
    await expect(page(fetcher, `${base}/gzip`)).rejects.toEqual(code('FILE_UNREADABLE'));
    await expect(page(fetcher, `${base}/zstd`)).rejects.toEqual(code('FILE_UNREADABLE'));
    await expect(page(fetcher, `${base}/cut`)).rejects.toEqual(code('URL_UNREACHABLE'));
    await expect(page(fetcher, `${base}/headers`)).rejects.toEqual(code('URL_UNREACHABLE'));
    await expect(page(fetcher, `${base}/silence`)).rejects.toEqual(code('URL_UNREACHABLE'));
    await expect(page(fetcher, 'http://nowhere.test/')).rejects.toEqual(code('URL_UNREACHABLE'));
  });

  it('ends when its caller does', async () => {
    const { fetcher, base } = await start(() => {});
    const caller = new AbortController();
    const fetching = fetcher.fetchPage(base, caller.signal);
    caller.abort(new Error('stopped'));
    await expect(fetching).rejects.toThrow('stopped');
  });
});
