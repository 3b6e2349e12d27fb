import { describe, expect, it } from 'vitest';
import { createClient, type ClientOptions } from './client.js';
import { AskwellError, AskwellProblemError, AskwellResponseError } from './errors.js';
import {
  createMemoryStorage,
  createScriptedServer,
  createTestClock,
  json,
  problem,
  sessionRoute,
  type Routes,
  type ScriptedServer,
  type TestClock,
} from './scripted-server.test.helper.js';

const conversation = { id: 'cnv_1', title: null, createdAt: '', updatedAt: '' };

function setUp(
  routes: Routes,
  options: Partial<ClientOptions> = {},
): { client: ReturnType<typeof createClient>; server: ScriptedServer; clock: TestClock } {
  const server = createScriptedServer({ 'POST /v1/sessions': sessionRoute(), ...routes });
  const clock = createTestClock();
  const client = createClient({ baseUrl: 'https://chat.example.com/', key: 'pk_1', fetch: server.fetch, clock, ...options });
  return { client, server, clock };
}

async function failureOf(promise: Promise<unknown>): Promise<AskwellError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!AskwellError.isInstance(error)) throw new Error('expected an AskwellError', { cause: error });
  return error;
}

describe('visitor session', () => {
  it('opens at the first call, once for parallel calls', async () => {
    const { client, server } = setUp({ 'GET /v1/conversations': () => json({ data: [], nextCursor: null }) });
    expect(server.calls).toHaveLength(0);
    await Promise.all([client.conversations.list({ limit: 3 }), client.conversations.list()]);
    expect(server.count('POST /v1/sessions')).toBe(1);
    expect(server.calls[1]?.headers.get('authorization')).toBe('Bearer token-1');
    expect(server.calls[1]?.query.get('limit')).toBe('3');
  });

  it('renews a token that is about to expire, as the same visitor', async () => {
    const { client, server, clock } = setUp({
      'POST /v1/sessions': (_call, nth) => sessionRoute(`token-${nth}`, '2026-01-01T01:00:00Z')(),
      'POST /v1/conversations': () => json(conversation, 201),
    });
    await client.conversations.create();
    clock.advance(3_590_000);
    await client.conversations.create();
    expect(server.calls.map(({ path }) => path)).toEqual([
      '/v1/sessions',
      '/v1/conversations',
      '/v1/sessions',
      '/v1/conversations',
    ]);
    expect(server.calls[2]?.body).toEqual({ key: 'pk_1', visitorToken: 'token-1' });
  });

  it('renews once on 401 and repeats the call; a second 401 is thrown', async () => {
    const { client, server } = setUp({
      'POST /v1/sessions': (_call, nth) => sessionRoute(`token-${nth}`)(),
      'POST /v1/conversations': (call) =>
        call.headers.get('authorization') === 'Bearer token-1' ? problem(401, 'TOKEN_EXPIRED') : json(conversation, 201),
      'GET /v1/conversations': () => problem(401, 'UNAUTHENTICATED'),
    });
    await expect(client.conversations.create()).resolves.toEqual(conversation);
    expect(server.calls[2]?.body).toEqual({ key: 'pk_1', visitorToken: 'token-1' });
    const error = await failureOf(client.conversations.list());
    expect(error).toMatchObject({ code: 'UNAUTHENTICATED', status: 401, retryable: false, name: 'AskwellProblemError' });
    expect(server.count('GET /v1/conversations')).toBe(2);
    expect(server.calls.at(-2)?.body).toEqual({ key: 'pk_1' });
  });

  it('opens no session per call for a clock that runs ahead', async () => {
    const { client, server } = setUp({
      'POST /v1/sessions': sessionRoute('t', '2001-01-01T00:00:00Z'),
      'POST /v1/conversations': () => json(conversation),
    });
    await client.conversations.create();
    await client.conversations.create();
    expect(server.count('POST /v1/sessions')).toBe(1);
  });

  it('keeps the token in storage, and works when storage throws', async () => {
    const storage = createMemoryStorage();
    const routes = { 'POST /v1/conversations': () => json(conversation) };
    const first = setUp(routes, { storage });
    expect(storage.size).toBe(0);
    await first.client.conversations.create();
    const second = setUp(routes, { storage });
    await second.client.conversations.create();
    expect(second.server.count('POST /v1/sessions')).toBe(0);
    const broken = new Proxy(storage, {
      get: () => () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    await expect(setUp(routes, { storage: broken }).client.conversations.create()).resolves.toEqual(conversation);
  });

  it('asks getToken again when its token is refused', async () => {
    let asked = 0;
    const { client, server } = setUp(
      {
        'POST /v1/conversations': (call) =>
          call.headers.get('authorization') === 'Bearer own-2' ? json(conversation) : problem(401, 'TOKEN_EXPIRED'),
      },
      { getToken: () => `own-${(asked += 1)}` },
    );
    await client.conversations.create();
    await client.conversations.create();
    expect(asked).toBe(2);
    expect(server.count('POST /v1/sessions')).toBe(0);
  });
});

describe('failures', () => {
  it('gives a problem with its code, wait and request id', async () => {
    const { client } = setUp({ 'POST /v1/conversations': () => problem(429, 'RATE_LIMITED', { 'retry-after': '7' }) });
    const error = await failureOf(client.conversations.create());
    expect(error).toBeInstanceOf(AskwellProblemError);
    expect(error).toMatchObject({
      code: 'RATE_LIMITED',
      status: 429,
      retryAfter: 7,
      retryable: true,
      requestId: 'req_1',
      message: 'Refused: RATE_LIMITED.',
    });
  });

  it('names what a proxy answered instead of JSON', async () => {
    const html = (): Response =>
      new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html', 'x-request-id': 'r9' } });
    const { client } = setUp({ 'POST /v1/conversations': html });
    const error = await failureOf(client.conversations.create());
    expect(error).toBeInstanceOf(AskwellResponseError);
    expect(error).toMatchObject({ code: 'BAD_RESPONSE', status: 502, retryable: true, requestId: 'r9' });
    expect(error.message).toContain('text/html with status 502');
    expect(error.message).not.toContain('Bad gateway');
  });

  it('repeats what may be repeated and nothing else', async () => {
    const routes: Routes = {
      'GET /v1/conversations': (_call, nth) =>
        nth < 3 ? problem(503, 'SERVICE_UNAVAILABLE') : json({ data: [], nextCursor: null }),
      'POST /v1/conversations': () => problem(503, 'SERVICE_UNAVAILABLE'),
      'PUT /v1/messages/*/feedback': () => new Response(null, { status: 204 }),
    };
    const { client, server } = setUp(routes);
    await expect(client.conversations.list()).resolves.toEqual({ data: [], nextCursor: null });
    expect((await failureOf(client.conversations.create())).code).toBe('SERVICE_UNAVAILABLE');
    expect(server.count('POST /v1/conversations')).toBe(1);
    await expect(client.messages.rate('msg_1', { rating: 'up' })).resolves.toBeUndefined();
  });

  it('tells a broken network, a timeout and an abort apart', async () => {
    const dead = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'));
    const hang = (call: { signal: AbortSignal | null }): Promise<Response> =>
      new Promise((_resolve, reject) =>
        call.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))),
      );
    const lost = setUp({ 'POST /v1/conversations': dead });
    expect(await failureOf(lost.client.conversations.create())).toMatchObject({
      name: 'AskwellConnectionError',
      code: 'NETWORK',
      retryable: true,
    });

    const slow = setUp({ 'POST /v1/conversations': hang });
    const late = failureOf(slow.client.conversations.create());
    await new Promise((resolve) => setTimeout(resolve, 10));
    slow.clock.fire();
    expect(await late).toMatchObject({ name: 'AskwellTimeoutError', code: 'TIMEOUT' });

    const controller = new AbortController();
    const aborted = failureOf(slow.client.conversations.create({ signal: controller.signal }));
    await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort();
    expect(await aborted).toMatchObject({ name: 'AskwellAbortError', code: 'ABORTED', retryable: false });
  });

  it('refuses options that cannot work, and never takes a secret key', async () => {
    expect(() => createClient({ baseUrl: 'https://a.example', key: 'sk_1' })).toThrow(/publishable/);
    expect(() => createClient({ baseUrl: 'javascript:alert(1)', key: 'pk_1' })).toThrow(/baseUrl/);
    const nobody = createClient({ baseUrl: 'https://a.example' });
    expect((await failureOf(nobody.conversations.list())).code).toBe('CONFIGURATION');
  });

  it('recognises an error of another copy of the package', () => {
    const foreign = Object.defineProperty(new Error('x'), Symbol.for('askwell.error'), { value: true });
    expect(AskwellError.isInstance(foreign)).toBe(true);
    expect(AskwellError.isInstance(new Error('x'))).toBe(false);
  });
});

it('reads the widget’s configuration without a session', async () => {
  const { client, server } = setUp({ 'GET /v1/widget-config': () => json({ greeting: 'Hi' }) });
  await expect(client.widgetConfig()).resolves.toEqual({ greeting: 'Hi' });
  expect(server.calls).toHaveLength(1);
  expect(server.calls[0]?.query.get('key')).toBe('pk_1');
  expect(server.calls[0]?.headers.has('authorization')).toBe(false);
});
