import { serve } from '@hono/node-server';
import { once } from 'node:events';
import {
  OpenAI,
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  RateLimitError,
  APIError,
} from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOpenAiServer, type OpenAiServer } from '../../../tests/support/openai-server.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, type TestApp, type TestTenant } from './support/test-app.js';

type Extended<Type> = Type & {
  askwell: { answered: boolean; citations: { number: number; quote: string }[]; sources: { title: string }[] };
};

let provider: OpenAiServer;
let app: TestApp;
let shop: TestTenant;
let socket: ReturnType<typeof serve>;
let baseURL: string;
let client: OpenAI;

beforeAll(async () => {
  provider = await startOpenAiServer();
  app = await createTestApp({ OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: 'provider', OPENAI_MODEL: 'test-model' });
  shop = await app.createTenant();
  await shop.learn(...shopDocuments);
  socket = serve({ fetch: app.app.router.fetch, port: 0, hostname: '127.0.0.1' });
  await once(socket, 'listening');
  const address = socket.address();
  baseURL = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/v1`;
  client = new OpenAI({ baseURL, apiKey: shop.keys.secret, maxRetries: 0 });
});
afterAll(async () => {
  socket.close();
  await app.close();
  await provider.stop();
});

const question = 'Within how many days can I return an item?';
const messages = [{ role: 'user' as const, content: question }];
const cited = { deltas: ['You have **30', ' days** [', '1', ']. More [99] here.'] };
const failure = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    () => undefined,
    (error: unknown) => error,
  );

describe('one answer', () => {
  it('comes in OpenAI’s shape, with the citations beside it and the provider’s usage', async () => {
    provider.replyOnce({ ...cited, usage: { prompt_tokens: 120, completion_tokens: 9 } });
    const completion = (await client.chat.completions.create({ model: 'askwell', messages })) as Extended<OpenAI.ChatCompletion>;
    expect(completion).toMatchObject({ object: 'chat.completion', model: 'askwell' });
    expect(completion.id).toMatch(/^chatcmpl-/);
    expect(Math.abs(completion.created - Date.now() / 1000)).toBeLessThan(60);
    const [choice] = completion.choices;
    expect(choice).toMatchObject({ index: 0, finish_reason: 'stop', message: { role: 'assistant', refusal: null } });
    const text = choice?.message.content ?? '';
    expect(text).toBe('You have **30 days** [1]. More here.');
    const citation = choice?.message.annotations?.[0]?.url_citation;
    expect(citation).toMatchObject({ url: 'https://shop.example/returns', title: 'Returns' });
    expect(text.slice(citation?.start_index, citation?.end_index)).toBe('[1]');
    expect(completion.askwell.answered).toBe(true);
    expect(completion.askwell.citations[0]?.quote).toContain('30 days');
    expect(completion.askwell.sources[0]?.title).toBe('Returns');
    expect(completion.usage).toEqual({ prompt_tokens: 120, completion_tokens: 9, total_tokens: 129 });
  });

  it('takes the assistant’s id as model, and counts tokens itself where the provider does not', async () => {
    provider.replyOnce({ ...cited, usage: false });
    const { model, usage } = await client.chat.completions.create({ model: shop.assistant.id, messages });
    expect(model).toBe(shop.assistant.id);
    expect(usage?.completion_tokens).toBeGreaterThan(3);
    expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0));
  });

  it('gives the model the history, the instructions and the settings', async () => {
    await shop.call('PATCH', `/v1/assistants/${shop.assistant.id}`, { instructions: 'Be brief.' });
    await client.chat.completions.create({
      model: 'askwell',
      temperature: 0.3,
      max_tokens: 8,
      messages: [
        { role: 'system', content: 'Speak like a sailor.' },
        { role: 'user', content: 'Hello' },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Ahoy ' },
            { type: 'refusal', refusal: 'x' },
          ],
        },
        { role: 'developer', content: [{ type: 'text', text: 'Never say the word kettle.' }] },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Within how many days ' },
            { type: 'text', text: 'can I return an item?' },
          ],
        },
      ],
    });
    const body = provider.chats().at(-1)?.body;
    expect(body).toMatchObject({ temperature: 0.3, max_tokens: 16 });
    expect(body?.messages?.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(body?.messages?.[0]?.content).toMatch(/Be brief\.\nSpeak like a sailor\.\nNever say the word kettle\.$/);
    expect(body?.messages?.[2]?.content).toBe('Ahoy ');
    expect(body?.messages?.[3]?.content).toContain(`Question: ${question}`);
  });

  it('cuts instructions that are too long', async () => {
    await client.chat.completions.create({
      model: 'askwell',
      messages: [{ role: 'system', content: 'z'.repeat(50_000) }, ...messages],
    });
    expect(
      provider
        .chats()
        .at(-1)
        ?.body.messages?.[0]?.content.match(/z{100,}/)?.[0],
    ).toHaveLength(8000);
  });

  it('lets fields through that mean nothing here', async () => {
    const completion = await client.chat.completions.create({
      model: 'askwell',
      messages: [
        ...messages,
        { role: 'assistant', content: null, tool_calls: [] },
        { role: 'tool', content: 'x', tool_call_id: '1' },
      ],
      tools: [{ type: 'function', function: { name: 'look_up', parameters: { type: 'object', properties: {} } } }],
      tool_choice: 'auto',
      response_format: { type: 'text' },
      user: 'someone',
      seed: 1,
      n: 1,
      top_p: 0.5,
      metadata: { a: 'b' },
      logit_bias: null,
      stop: ['\n'],
    });
    expect(completion.choices[0]?.finish_reason).toBe('stop');
  });

  it.each([
    ['length', 'length'],
    ['content_filter', 'content_filter'],
  ] as const)('ends by %s as the provider did', async (given, expected) => {
    provider.replyOnce({ ...cited, finishReason: given });
    const { choices } = await client.chat.completions.create({ model: 'askwell', messages });
    expect(choices[0]?.finish_reason).toBe(expected);
  });

  it('says that the knowledge does not cover the question', async () => {
    provider.replyOnce({ deltas: ['NOT', '_COVERED'] });
    const completion = (await client.chat.completions.create({ model: 'askwell', messages })) as Extended<OpenAI.ChatCompletion>;
    expect(completion.askwell).toMatchObject({ answered: false, citations: [] });
    expect(completion.choices[0]).toMatchObject({ finish_reason: 'stop', message: { annotations: [] } });
    expect(completion.choices[0]?.message.content).not.toContain('NOT_COVERED');
  });
});

describe('a streamed answer', () => {
  it('comes in chunks, ends with [DONE], and no proxy holds it back', async () => {
    provider.replyOnce(cited);
    const { data: stream, response } = await client.chat.completions
      .create({ model: 'askwell', messages, stream: true })
      .withResponse();
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
    const chunks: OpenAI.ChatCompletionChunk[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
    expect(chunks[0]?.choices[0]?.delta).toEqual({ role: 'assistant', content: '' });
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe('You have **30 days** [1]. More here.');
    expect(chunks.map(({ choices }) => choices[0]?.finish_reason ?? null).filter((reason) => reason !== null)).toEqual(['stop']);
    expect(chunks.every((chunk) => !('usage' in chunk))).toBe(true);
    const raw = await shop.call('POST', '/v1/chat/completions', { model: 'askwell', messages, stream: true });
    expect(await raw.text()).toMatch(/\n\ndata: \[DONE\]\n\n$/);
  });

  it('adds up to the whole answer in OpenAI’s own helper, usage and citations included', async () => {
    provider.replyOnce({ ...cited, usage: { prompt_tokens: 7, completion_tokens: 5 } });
    const stream = client.chat.completions.stream({ model: 'askwell', messages, stream_options: { include_usage: true } });
    const whole = (await stream.finalChatCompletion()) as Extended<OpenAI.ChatCompletion>;
    expect(whole.usage).toEqual({ prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 });
    expect(whole.choices[0]?.message.content).toBe('You have **30 days** [1]. More here.');
    expect(whole.choices[0]?.message.annotations?.[0]?.url_citation.url).toBe('https://shop.example/returns');
    expect(whole.askwell).toMatchObject({ answered: true, citations: [{ number: 1 }] });
  });

  it('ends the provider’s request when the caller leaves', async () => {
    const before = provider.chats().length;
    provider.replyOnce({ deltas: Array.from({ length: 300 }, () => 'word '), delay: 20 });
    const stream = await client.chat.completions.create({ model: 'askwell', messages, stream: true });
    for await (const _chunk of stream) break;
    expect(await (await provider.chat(before)).ended).toBe('hung-up');
  });

  it('ends it also where the answer was to come whole', async () => {
    const before = provider.chats().length;
    provider.replyOnce({ deltas: Array.from({ length: 300 }, () => 'word '), delay: 20 });
    const leave = new AbortController();
    const failed = failure(client.chat.completions.create({ model: 'askwell', messages }, { signal: leave.signal }));
    const request = await provider.chat(before);
    leave.abort();
    expect(await request.ended).toBe('hung-up');
    expect(await failed).toBeInstanceOf(OpenAI.APIUserAbortError);
  });

  it('tells a failure in mid-stream as an error event, and nothing after it', async () => {
    provider.replyOnce({ deltas: ['You have 30 ', 'days ', 'and '], fault: { kind: 'break-off', after: 2 } });
    const stream = await client.chat.completions.create({ model: 'askwell', messages, stream: true });
    let text = '';
    const error = await failure(
      (async () => {
        for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
      })(),
    );
    expect(text).toContain('You have 30');
    expect(error).toBeInstanceOf(APIError);
    expect(error).toMatchObject({ code: 'PROVIDER_INTERRUPTED', type: 'server_error' });
  });
});

describe('failures are the errors that OpenAI’s client documents', () => {
  const ask = (changes: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming>, options = {}): Promise<unknown> =>
    failure(client.chat.completions.create({ model: 'askwell', messages, ...changes }, options));

  it('a wrong key: AuthenticationError', async () => {
    const stranger = new OpenAI({ baseURL, apiKey: 'sk_wrong', maxRetries: 0 });
    const error = await failure(stranger.chat.completions.create({ model: 'askwell', messages }));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ status: 401, code: 'invalid_api_key', requestID: expect.any(String) as string });
    expect(await failure(stranger.models.list())).toBeInstanceOf(AuthenticationError);
  });

  it('an unknown model, and another tenant’s: NotFoundError', async () => {
    const other = await app.createTenant();
    for (const model of ['gpt-4.1', other.assistant.id]) {
      const error = await ask({ model });
      expect(error).toBeInstanceOf(NotFoundError);
      expect(error).toMatchObject({ code: 'model_not_found', param: 'model', type: 'invalid_request_error' });
    }
  });

  it.each([
    ['no messages', { messages: [] }, 'messages'],
    ['no question', { messages: [{ role: 'system', content: 'x' }] }, 'messages'],
    ['a question too long', { messages: [{ role: 'user', content: 'x'.repeat(8001) }] }, 'messages.0.content'],
    ['a wrong temperature', { temperature: 9 }, 'temperature'],
    [
      'an image',
      { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://a.example/a.png' } }] }] },
      'messages.0.content.0',
    ],
  ] as const)('%s: BadRequestError that names the field', async (_name, changes, param) => {
    const error = await ask(changes as unknown as Partial<OpenAI.ChatCompletionCreateParamsNonStreaming>);
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({ status: 400, param, type: 'invalid_request_error' });
  });

  it('no JSON, another media type, too much of it', async () => {
    const post = (body: string, type = 'application/json'): Promise<Response> =>
      app.call('POST', '/v1/chat/completions', { key: shop.keys.secret, body, headers: { 'content-type': type } });
    for (const [response, status] of [
      [await post('{"model"'), 400],
      [await post('{}', 'text/plain'), 415],
      [await post(JSON.stringify({ messages: 'x'.repeat(2_000_000) })), 413],
    ] as const) {
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({
        error: { type: 'invalid_request_error', message: expect.any(String) as string },
      });
    }
  });

  it('too many requests: RateLimitError with Retry-After', async () => {
    const { limiter } = app.deps;
    app.deps.limiter = { ...limiter, check: () => Promise.resolve({ allowed: false, limit: 1, remaining: 0, resetSeconds: 7 }) };
    const error = await ask({});
    app.deps.limiter = limiter;
    expect(error).toBeInstanceOf(RateLimitError);
    expect((error as RateLimitError).headers?.get('retry-after')).toBe('7');
    expect(error).toMatchObject({ code: 'rate_limit_exceeded' });
  });

  it('a provider that refuses, before the first word: InternalServerError, also for a stream', async () => {
    for (const stream of [false, true]) {
      provider.replyOnce({ fault: { kind: 'status', status: 401 } });
      const error = await failure(client.chat.completions.create({ model: 'askwell', messages, stream }));
      expect(error).toBeInstanceOf(InternalServerError);
      expect(error).toMatchObject({ status: 503, code: 'ASSISTANT_UNAVAILABLE', type: 'server_error' });
    }
  });
});

it('lists the models', async () => {
  const ids: string[] = [];
  for await (const model of client.models.list()) ids.push(model.id);
  expect(ids).toEqual(['askwell', shop.assistant.id]);
  expect(await client.models.retrieve(shop.assistant.id)).toMatchObject({ object: 'model', owned_by: 'askwell' });
  expect(await failure(client.models.retrieve('gpt-4.1'))).toBeInstanceOf(NotFoundError);
});
