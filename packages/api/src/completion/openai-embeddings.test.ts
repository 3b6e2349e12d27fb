import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createOpenAiEmbedder, type OpenAiEmbedderOptions } from './openai-embeddings.js';

interface Reply {
  status?: number;
  body: string;
  headers?: Record<string, string>;
}

interface Body {
  input: string[];
  model: string;
  dimensions?: number;
}

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(
  reply: (input: string[], request: number) => Reply | undefined,
): Promise<{ baseURL: string; inputs: string[][]; bodies: Body[] }> {
  const inputs: string[][] = [];
  const bodies: Body[] = [];
  server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const parsed = JSON.parse(body) as Body;
      const { input } = parsed;
      bodies.push(parsed);
      inputs.push(input);
      const answer = reply(input, inputs.length);
      if (answer === undefined) return;
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', 'retry-after-ms': '1', ...answer.headers });
      response.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { baseURL: `http://127.0.0.1:${port}/v1`, inputs, bodies };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

const vectors = (input: string[]): Reply => ({
  body: JSON.stringify({ data: input.map((text, index) => ({ index, embedding: [text.length, index] })).reverse() }),
});

const embedder = (baseURL: string, options: Partial<OpenAiEmbedderOptions> = {}) =>
  createOpenAiEmbedder({ apiKey: 'none', baseURL, model: 'm', ...options });
const never = new AbortController().signal;

describe('createOpenAiEmbedder', () => {
  it('batches and keeps the order, whatever order the reply has', async () => {
    const { baseURL, inputs } = await serve(vectors);
    const texts = Array.from({ length: 205 }, (_, at) => 'x'.repeat(at));
    const found = await embedder(baseURL).embed(texts, never);
    expect(inputs.map((input) => input.length)).toEqual([96, 96, 13]);
    expect(found.map(([length]) => length)).toEqual(texts.map((text) => Math.max(1, text.length)));
  });

  it('keeps to the token budget', async () => {
    const { baseURL, inputs } = await serve(vectors);
    await embedder(baseURL, { batchTokens: 100 }).embed(['a'.repeat(240), 'b'.repeat(240), '漢'.repeat(90)], never);
    expect(inputs.map((input) => input.length)).toEqual([1, 1, 1]);
  });

  it('tries again when the provider is busy', async () => {
    const { baseURL, inputs } = await serve((input, request) => (request === 1 ? { status: 429, body: '{}' } : vectors(input)));
    expect(await embedder(baseURL).embed(['a'], never)).toEqual([[1, 0]]);
    expect(inputs).toHaveLength(2);
  });

  it('waits as long as the provider asks for', async () => {
    const times: number[] = [];
    const { baseURL } = await serve((input, request) => {
      times.push(performance.now());
      return request === 1 ? { status: 429, body: '{}', headers: { 'retry-after-ms': '700' } } : vectors(input);
    });
    await embedder(baseURL).embed(['a'], never);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(650);
  });

  it('asks for another model, and tells the tokens that it took', async () => {
    const { baseURL, bodies } = await serve((input) => ({
      body: JSON.stringify({ data: input.map((_, index) => ({ index, embedding: [1] })), usage: { total_tokens: 7 } }),
    }));
    let tokens = 0;
    const model = embedder(baseURL, { batchTexts: 1, dimensions: 3 });
    await model.embed(['a', 'b'], never, { model: { model: 'older' }, onTokens: (taken) => (tokens += taken) });
    await model.embed(['c'], never);
    expect(bodies.map(({ model: name, dimensions }) => [name, dimensions])).toEqual([
      ['older', undefined],
      ['older', undefined],
      ['m', 3],
    ]);
    expect(tokens).toBe(14);
  });

  it.each([
    [401, '{"error":{"message":"secret detail"}}', 'ASSISTANT_UNAVAILABLE'],
    [429, '{}', 'PROVIDER_RATE_LIMITED'],
    [500, '{}', 'PROVIDER_UNAVAILABLE'],
    [200, '<html>', 'PROVIDER_BAD_RESPONSE'],
    [200, '{"data":[]}', 'PROVIDER_BAD_RESPONSE'],
    [200, '{"data":[{"index":0,"embedding":["x"]}]}', 'PROVIDER_BAD_RESPONSE'],
  ])('%i %s becomes %s', async (status, body, code) => {
    const { baseURL } = await serve(() => ({ status, body }));
    const failure = embedder(baseURL, { maxRetries: 0 }).embed(['a'], never);
    await expect(failure).rejects.toMatchObject({ name: 'AppError', code });
    await expect(failure).rejects.not.toThrow('secret detail');
  });

  it('refuses a dimension that changes half-way, and takes another one the next time', async () => {
    const { baseURL } = await serve((input, request) => ({
      body: JSON.stringify({
        data: input.map((_, index) => ({ index, embedding: Array.from({ length: request + 1 }, () => 1) })),
      }),
    }));
    const model = embedder(baseURL, { batchTexts: 1 });
    expect((await model.embed(['a'], never))[0]).toHaveLength(2);
    expect((await model.embed(['a'], never))[0]).toHaveLength(3);
    await expect(model.embed(['a', 'b'], never)).rejects.toMatchObject({ code: 'PROVIDER_BAD_RESPONSE' });
  });

  it('ends with the caller', async () => {
    const { baseURL } = await serve(() => undefined);
    const controller = new AbortController();
    const failure = embedder(baseURL).embed(['a'], controller.signal);
    setTimeout(() => controller.abort(), 20);
    await expect(failure).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('gives up on a provider that never answers', async () => {
    const { baseURL } = await serve(() => undefined);
    const failure = embedder(baseURL, { maxRetries: 0, timeoutMilliseconds: 50 }).embed(['a'], never);
    await expect(failure).rejects.toMatchObject({ code: 'PROVIDER_TIMEOUT' });
  });
});
