import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const types = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };

/** Pages, the peers' files (gzipped, level 9) and answers to their calls, on one origin. */
export async function startPeerServer(modules, pages) {
  const sent = [];
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.writeHead(404).end());
  });

  async function serve(request, response) {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const page = pages.get(pathname);
    if (page) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.html);
      return;
    }
    if (pathname.startsWith('/peer-api/')) {
      answer(pathname, response);
      return;
    }
    const bytes = gzipSync(await readFile(path.join(modules, decodeURIComponent(pathname.replace('/peers/', '')))), { level: 9 });
    sent.push({ pathname, bytes: bytes.length });
    response
      .writeHead(200, { 'content-type': types[path.extname(pathname)] ?? 'text/plain', 'content-encoding': 'gzip' })
      .end(bytes);
  }

  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** Gzip bytes of code sent since the last call; of these paths, where some are named. */
    takeBytes: (paths) =>
      sent
        .splice(0)
        .filter(({ pathname }) => paths?.includes(decodeURIComponent(pathname)) ?? true)
        .reduce((sum, { bytes }) => sum + bytes, 0),
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}

/** The least that lets each peer show its composer. */
function answer(pathname, response) {
  response.setHeader('content-type', 'application/json');
  if (pathname.includes('typebot')) {
    const input = { id: 'input', type: 'text input', options: {} };
    response.end(
      JSON.stringify({
        sessionId: 's',
        resultId: 'r',
        typebot: { id: 'bot', version: '6', theme: {}, settings: {} },
        messages: [],
        input,
      }),
    );
  } else response.end(JSON.stringify({ isStreaming: false, uploads: {}, chatbotConfig: '{}', data: [] }));
}
