import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOpenAiServer, type OpenAiServer, type ScriptedReply } from '../../../tests/support/openai-server.js';
import { createOpenAiProvider } from '../src/completion/openai-provider.js';
import { readEvents, textOf } from './support/read-events.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, type TestApp, type TestTenant } from './support/test-app.js';

const down: ScriptedReply = { fault: { kind: 'status', status: 500 } };
let first: OpenAiServer;
let second: OpenAiServer;

beforeAll(async () => {
  first = await startOpenAiServer();
  second = await startOpenAiServer();
});
afterAll(async () => {
  await first.stop();
  await second.stop();
});

describe('models in reserve', () => {
  let app: TestApp;
  let shop: TestTenant;
  beforeAll(async () => {
    app = await createTestApp({
      OPENAI_BASE_URL: first.url,
      OPENAI_API_KEY: 'sk-first',
      OPENAI_MODEL: 'model-a',
      OPENAI_FALLBACK_MODELS: 'model-b',
      OPENAI_FALLBACK_BASE_URL: second.url,
      OPENAI_FALLBACK_API_KEY: 'sk-second',
      OPENAI_FALLBACK_MODEL: 'model-c',
      ASKWELL_FIRST_TOKEN_MS: '400',
    });
    shop = await app.createTenant();
    await shop.learn(...shopDocuments);
  });
  afterAll(() => app.close());

  const ask = async (): Promise<string> =>
    textOf(await readEvents(await (await shop.visitor()).ask('Within how many days can I return an item?')));

  it('another model of the same provider answers where the first does not exist', async () => {
    first.reply(({ body }) =>
      body.model === 'model-a' ? { fault: { kind: 'status', status: 404 } } : { deltas: ['From b [1].'] },
    );
    expect(await ask()).toBe('From b [1].');
  });

  it('another provider answers, with its own key, where the first is silent', async () => {
    first.reply({ fault: { kind: 'hang', after: 0 } });
    second.reply({ deltas: ['From c [1].'] });
    expect(await ask()).toBe('From c [1].');
    expect(second.chats().at(-1)).toMatchObject({ authorization: 'Bearer sk-second', body: { model: 'model-c' } });
    expect(await app.deps.metrics.registry.metrics()).toMatch(/askwell_provider_fallbacks_total\{to="fallback-2"\} 1/);
  });

  it('nobody answers a second time after the first word', async () => {
    first.reply({ deltas: ['Thirty ', 'days'], fault: { kind: 'break-off', after: 1 } });
    const before = second.chats().length;
    expect((await ask()).trim()).toBe('Thirty');
    expect(second.chats()).toHaveLength(before);
  });
});

describe('the circuit breaker', () => {
  it('leaves a provider alone after failures in a row, tries it once again, and closes when it answers', async () => {
    const changes: boolean[] = [];
    const completion = createOpenAiProvider({
      endpoints: [{ apiKey: 'sk', baseURL: first.url, models: ['model-a'] }],
      circuitFailures: 2,
      circuitOpenMilliseconds: 800,
      observer: { failed() {}, fellBack() {}, badLine() {}, circuitChanged: ({ isOpen }) => changes.push(isOpen) },
    });
    const answer = async (): Promise<string> => {
      let text = '';
      const request = { messages: [{ role: 'user' as const, content: 'Hello?' }], settings: {} };
      for await (const part of completion.stream(request, AbortSignal.timeout(20_000)))
        if (part.type === 'text') text += part.text;
      return text;
    };
    first.reply(down);
    for (let count = 0; count < 2; count++) await expect(answer()).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    const calls = first.chats().length;
    await expect(answer()).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE', retryAfter: 1 });
    expect(first.chats()).toHaveLength(calls);

    first.reply({ deltas: ['Back again.'] });
    await expect.poll(() => answer().catch(() => ''), { interval: 50, timeout: 10_000 }).toBe('Back again.');
    expect(changes).toEqual([true, false]);
  });
});
