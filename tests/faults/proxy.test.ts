import { connect, constants, type ClientHttp2Session } from 'node:http2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embedChat, openWidget, type Chat } from '../e2e/support/chat.js';
import { launchChromium } from '../support/chromium.js';
import { startCluster, type Cluster } from './support/cluster.js';
import { startNginx, type Nginx } from './support/nginx.js';
import { openShop, question, type Shop } from './support/shop.js';
import { readSse, terminalsOf, textOf } from './support/sse.js';

const deltas = ['You have ', '30 days.', ' The box must be whole.'];

let cluster: Cluster;
let nginx: Nginx;
let shop: Shop;

beforeAll(async () => {
  cluster = await startCluster({ nodes: 1 });
  const [node] = cluster.nodes;
  if (node === undefined) throw new Error('A node was asked for');
  nginx = await startNginx(node.url);
  shop = await openShop(node, [nginx.url]);
});
afterAll(async () => {
  await nginx.stop();
  await cluster.stop();
});

/** Two pieces, and then silence: whoever holds text back shows less. */
const holdAfterTwo = { deltas, fault: { kind: 'hang' as const, after: 2 } };
const held = deltas.slice(0, 2).join('');

it('keeps a connection for longer than a proxy does, so that no request meets one that is just closed', async () => {
  const [node] = cluster.nodes;
  const response = await fetch(`${node?.url}/health/live`);
  // nginx, and the usual balancers, keep idle connections for 60 s.
  expect(Number(/timeout=(\d+)/.exec(response.headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60);
});

describe('through nginx as it comes', () => {
  for (const prefix of ['', '/chat'])
    it(`gives each word as it is written, by HTTP/1.1 at ${prefix}/`, async () => {
      cluster.provider.replyOnce(holdAfterTwo);
      const visitor = await shop.visitor(`${nginx.url}${prefix}`);
      const response = await visitor.send(await visitor.startConversation());
      const first = await readSse(response, { until: (parts) => textOf(parts) === held });
      const runId = response.headers.get('x-askwell-run-id') ?? '';
      const after = first.parts.at(-1)?.id ?? 0;
      const rest = readSse(await visitor.events(runId, after));
      expect((await visitor.call('POST', `/v1/runs/${runId}/stop`)).status).toBe(204);
      expect(terminalsOf((await rest).parts)).toEqual(['abort']);
    });

  it('gives each word as it is written, by HTTP/2', async () => {
    cluster.provider.replyOnce(holdAfterTwo);
    const visitor = await shop.visitor(nginx.url);
    const conversationId = await visitor.startConversation();
    const runId = (await visitor.send(conversationId)).headers.get('x-askwell-run-id') ?? '';
    const session = connect(nginx.secureUrl, { rejectUnauthorized: false });
    const { status, text } = await readOverHttp2(session, `/v1/runs/${runId}/events`, visitor.token, held);
    expect(status).toBe(200);
    expect(text).toContain('30 days.');
    await visitor.call('POST', `/v1/runs/${runId}/stop`);
    session.destroy();
  });
});

describe('below a path prefix', () => {
  it('serves the loader, its files, and the framed chat with everything that it names', async () => {
    const loader = await fetch(`${nginx.url}/chat/widget.js`);
    expect(loader.status).toBe(200);
    expect(loader.headers.get('content-type')).toContain('javascript');
    const page = await fetch(`${nginx.url}/chat/embed/${shop.publishableKey}`);
    expect(page.status).toBe(200);
    const named = [...(await page.text()).matchAll(/(?:src|href)="([^"#]+)"/g)].map((match) => match[1] ?? '');
    const own = named.map((name) => new URL(name, page.url)).filter(({ protocol }) => protocol === 'http:');
    expect(own.length).toBeGreaterThan(1);
    for (const address of own) {
      expect(address.pathname).toMatch(/^\/chat\//);
      expect((await fetch(address)).status).toBe(200);
    }
  });

  it('chats in the widget and in the framed page', async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      const script = `<script src="/chat/widget.js" data-key="${shop.publishableKey}" async></script>`;
      const body = `<!doctype html><title>Shop</title>${script}`;
      await page.route(`${nginx.url}/shop`, (route) => route.fulfill({ contentType: 'text/html', body }));
      await page.goto(`${nginx.url}/shop`);
      await askIn(await openWidget(page));
      await page.goto(`${nginx.url}/chat/embed/${shop.publishableKey}`);
      await askIn(embedChat(page));
    } finally {
      await browser.close();
    }
  });

  it('answers a question', async () => {
    cluster.provider.replyOnce({ deltas });
    const visitor = await shop.visitor(`${nginx.url}/chat`);
    const { parts } = await readSse(await visitor.send(await visitor.startConversation(), { text: question }));
    expect(textOf(parts)).toBe(deltas.join(''));
  });
});

async function askIn(chat: Chat): Promise<void> {
  cluster.provider.replyOnce({ deltas });
  await chat.ask(question);
  await chat.answers.getByText('The box must be whole').waitFor();
}

/** Reads until the text is there. */
function readOverHttp2(
  session: ClientHttp2Session,
  path: string,
  token: string,
  wanted: string,
): Promise<{ status: number | undefined; text: string }> {
  const { HTTP2_HEADER_PATH, HTTP2_HEADER_AUTHORIZATION } = constants;
  return new Promise((resolve, reject) => {
    const stream = session.request({ [HTTP2_HEADER_PATH]: path, [HTTP2_HEADER_AUTHORIZATION]: `Bearer ${token}` });
    let status: number | undefined;
    let text = '';
    session.once('error', reject);
    stream.once('error', reject);
    stream.once('response', (headers) => {
      status = headers[':status'];
    });
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const said = [...text.matchAll(/"delta":"([^"]*)"/g)].map((match) => match[1]).join('');
      if (said === wanted) resolve({ status, text });
    });
    stream.once('end', () => resolve({ status, text }));
  });
}
