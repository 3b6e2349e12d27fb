import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createMetrics } from '../observability/index.js';
import { visitorCors } from './middleware/cors.js';
import type { HttpEnv } from './router.js';
import { createSseWriter, type SseReader, type SseWriter } from './sse-writer.js';

let writer: SseWriter | undefined;
afterEach(() => writer?.close());

interface OpenStream {
  app: Hono<HttpEnv>;
  /** Resolves when a request has come. */
  reader: Promise<SseReader>;
  closed: Promise<void>;
}

/** An app with one stream, the hand that feeds it, and whether it still asks for more. */
function createStream(heartbeatMilliseconds: number, until?: number): OpenStream {
  const own = createSseWriter({ clock: { now: () => Date.now() }, metrics: createMetrics(), heartbeatMilliseconds });
  writer = own;
  let onReader: (reader: SseReader) => void = () => {};
  const reader = new Promise<SseReader>((resolve) => {
    onReader = resolve;
  });
  let onClosed = (): void => {};
  const closed = new Promise<void>((resolve) => {
    onClosed = resolve;
  });
  const app = new Hono<HttpEnv>();
  app.use(visitorCors());
  app.get('/', (c) => {
    c.set('requestId', 'req_test');
    c.header('ratelimit-limit', '5');
    const readRun = (given: SseReader): { close: () => void } => {
      onReader(given);
      return { close: onClosed };
    };
    return own.respond(c, readRun, { headers: { 'x-own': 'yes' }, ...(until === undefined ? {} : { until }) });
  });
  return { app, reader, closed };
}

async function openStream(
  heartbeatMilliseconds: number,
): Promise<{ response: Response; reader: SseReader; closed: Promise<void> }> {
  const { app, reader, closed } = createStream(heartbeatMilliseconds);
  const response = await app.request('/');
  return { response, reader: await reader, closed };
}

describe('a reader that does not read', () => {
  it('is cut off before it costs much', async () => {
    const { response, reader, closed } = await openStream(60_000);
    const data = 'x'.repeat(64 * 1024);
    const state = { isClosed: false };
    void closed.then(() => {
      state.isClosed = true;
    });
    let written = 0;
    for (let id = 1; !state.isClosed && id < 1000; id++) {
      reader.event({ id, data });
      written += data.length;
      await new Promise(setImmediate);
    }
    expect(state.isClosed).toBe(true);
    expect(written).toBeLessThan(10 * 1024 * 1024);
    await expect(response.text()).rejects.toThrow('does not read');
  });

  it('is cut off after some heartbeats, however little is unread', async () => {
    const { response, reader, closed } = await openStream(10);
    reader.event({ id: 1, data: 'x'.repeat(32 * 1024) });
    await closed;
    await expect(response.text()).rejects.toThrow('does not read');
  });
});

describe('a reader that reads', () => {
  it('gets events as they are, heartbeats between them, and the end', async () => {
    const { response, reader } = await openStream(5);
    const text = response.text();
    reader.event({ id: 1, data: '{"a":1}' });
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    reader.event({ id: 2, data: '{"b":2}' });
    reader.end();
    const written = await text;
    expect(written).toContain(': alive\n\n');
    expect(written.replaceAll(': alive\n\n', '')).toBe('id: 1\ndata: {"a":1}\n\nid: 2\ndata: {"b":2}\n\ndata: [DONE]\n\n');
  });

  it('gets no end when the log can no longer be followed, so that it comes back', async () => {
    const { response, reader } = await openStream(60_000);
    reader.event({ id: 1, data: '{}' });
    reader.cut();
    expect(await response.text()).toBe('id: 1\ndata: {}\n\n');
  });
});

describe('a stream that is allowed for a time', () => {
  it('ends after it without an end of its events, so that its client asks again', async () => {
    const { app, reader, closed } = createStream(5, Date.now() + 40);
    const response = await app.request('/');
    (await reader).event({ data: '{}' });
    await closed;
    expect((await response.text()).replaceAll(': alive\n\n', '')).toBe('data: {}\n\n');
  });
});

describe('on a socket', () => {
  /** A reader that takes nothing until it is told to. */
  async function openSocket(heartbeatMilliseconds: number): Promise<OpenStream & { socket: Socket; stop: () => void }> {
    const stream = createStream(heartbeatMilliseconds);
    const server = serve({ fetch: stream.app.fetch, port: 0, hostname: '127.0.0.1' });
    await once(server, 'listening');
    const address = server.address();
    const socket = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nhost: test\r\n\r\n');
    return { ...stream, socket, stop: () => (socket.destroy(), server.close()) };
  }

  it('sends the headers of all who set one with the first event, then the rest', async () => {
    const { socket, reader, closed, stop } = await openSocket(60_000);
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const run = await reader;
    run.event({ id: 1, data: '{"a":1}' });
    run.event({ id: 2, data: '{"b":2}' });
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    run.end();
    await closed;
    await once(socket, 'data');
    const head = text.slice(0, text.indexOf('\r\n\r\n')).toLowerCase();
    for (const line of [
      '200 ok',
      'text/event-stream',
      'access-control-allow-origin: *',
      'ratelimit-limit: 5',
      'x-own: yes',
      'req_test',
    ]) {
      expect(head).toContain(line);
    }
    expect(text).toContain('id: 1\ndata: {"a":1}\n\nid: 2\ndata: {"b":2}\n\n');
    expect(text).toContain('data: [DONE]\n\n');
    stop();
  });

  it('ends a stream that is over at once, and the connection serves the next', async () => {
    const own = createSseWriter({ clock: { now: () => Date.now() }, metrics: createMetrics(), heartbeatMilliseconds: 60_000 });
    writer = own;
    const app = new Hono<HttpEnv>();
    app.get('/', (c) => {
      c.set('requestId', 'req_test');
      return own.respond(c, (reader) => {
        reader.event({ id: 1, data: '{}' });
        reader.end();
        return { close() {} };
      });
    });
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await once(server, 'listening');
    const address = server.address();
    const socket = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1').setEncoding('utf8');
    for (let request = 0; request < 3; request++) {
      let text = '';
      const take = (chunk: string): void => {
        text += chunk;
      };
      socket.on('data', take);
      socket.write('GET / HTTP/1.1\r\nhost: test\r\n\r\n');
      while (!text.endsWith('\r\n0\r\n\r\n')) await once(socket, 'data');
      socket.off('data', take);
      expect(text).toContain('id: 1\ndata: {}\n\ndata: [DONE]\n\n');
    }
    socket.destroy();
    server.close();
  });

  it('lets go of a reader that leaves, and cuts off one that does not read', async () => {
    const leaving = await openSocket(60_000);
    await leaving.reader;
    leaving.socket.destroy();
    await leaving.closed;
    leaving.stop();
    writer?.close();

    const stuck = await openSocket(10);
    stuck.socket.pause();
    const run = await stuck.reader;
    const data = 'x'.repeat(1024 * 1024);
    for (let id = 1; id <= 7; id++) run.event({ id, data });
    await stuck.closed;
    stuck.stop();
  });
});
