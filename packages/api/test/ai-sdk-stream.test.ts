import { afterAll, beforeAll, expect, it } from 'vitest';
import { readUiMessage, type ReadMessage } from '../../../tests/ai-sdk/read-ui-message.js';
import { startOpenAiServer, type OpenAiServer } from '../../../tests/support/openai-server.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, type TestApp, type TestTenant } from './support/test-app.js';

let provider: OpenAiServer;
let app: TestApp;
let shop: TestTenant;

beforeAll(async () => {
  provider = await startOpenAiServer();
  app = await createTestApp({ OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: 'provider', OPENAI_MODEL: 'test-model' });
  shop = await app.createTenant();
  await shop.learn(...shopDocuments);
});
afterAll(async () => {
  await app.close();
  await provider.stop();
});

const ask = async (text: string): Promise<ReadMessage> => readUiMessage(await (await shop.visitor()).ask(text));
const types = (read: ReadMessage): string[] => (read.message?.parts ?? []).map((part) => part.type);

it('a cited answer: text, source and citation, as the `ai` package reads them', async () => {
  provider.replyOnce({ deltas: ['You have 30 days [1', ']. More here.'] });
  const read = await ask('Within how many days can I return an item?');
  expect(read.failures).toEqual([]);
  expect(read.error).toBeUndefined();
  expect(read.message?.id).toMatch(/^msg_/);
  expect(read.message?.role).toBe('assistant');
  expect(read.message?.metadata).toMatchObject({
    runId: expect.stringMatching(/^run_/) as string,
    answered: true,
    finishReason: 'stop',
    usage: { totalTokens: expect.any(Number) as number },
  });
  const parts = read.message?.parts ?? [];
  expect(parts.find((part) => part.type === 'text')).toMatchObject({
    text: 'You have 30 days [1]. More here.',
    state: 'done',
  });
  expect(parts.find((part) => part.type === 'source-url')).toMatchObject({
    sourceId: 'src_1',
    url: 'https://shop.example/returns',
    title: 'Returns',
    providerMetadata: { askwell: { externalId: 'returns' } },
  });
  expect(parts.find((part) => part.type === 'data-citation')).toMatchObject({
    data: { number: 1, sourceId: 'src_1', quote: expect.stringContaining('30 days') as string },
  });
  // It says what happens now and belongs to no message.
  expect(types(read)).not.toContain('data-status');
  expect(read.chunks.map(({ type }) => type)).toContain('data-status');
});

it('a document without an address is a source-document', async () => {
  provider.replyOnce({ deltas: ['Three years [1].'] });
  const read = await ask('How long is the warranty of a kettle?');
  expect(read.failures).toEqual([]);
  expect(read.message?.parts.find((part) => part.type === 'source-document')).toMatchObject({ title: 'Warranty' });
});

it('an answer that does not know', async () => {
  provider.replyOnce({ deltas: ['NOT_COVERED'] });
  const read = await ask('Within how many days can I return an item?');
  expect(read.failures).toEqual([]);
  expect(read.message?.metadata).toMatchObject({ answered: false, finishReason: 'not-answered' });
  expect(types(read)).toContain('text');
  expect(types(read)).not.toContain('data-citation');
});

it('a provider that fails before the first word, and one that fails after it', async () => {
  provider.replyOnce({ fault: { kind: 'status', status: 401 } });
  const before = await ask('Within how many days can I return an item?');
  expect(before.failures).toEqual([]);
  expect(before.error).toBe('ASSISTANT_UNAVAILABLE');
  expect(before.message?.parts.at(-1)).toMatchObject({ type: 'data-error', data: { code: 'ASSISTANT_UNAVAILABLE' } });

  provider.replyOnce({ deltas: ['You have 30 ', 'days ', 'and '], fault: { kind: 'break-off', after: 2 } });
  const after = await ask('Within how many days can I return an item?');
  expect(after.failures).toEqual([]);
  expect(after.error).toBe('PROVIDER_INTERRUPTED');
  expect(after.message?.parts.find((part) => part.type === 'text')).toMatchObject({
    text: expect.stringContaining('30') as string,
  });
});

it('a stop', async () => {
  const before = provider.chats().length;
  provider.replyOnce({ deltas: Array.from({ length: 200 }, () => 'word '), delay: 20 });
  const visitor = await shop.visitor();
  const response = await visitor.ask('Within how many days can I return an item?');
  const reading = readUiMessage(response);
  await provider.chat(before);
  await visitor.call('POST', `/v1/runs/${response.headers.get('x-askwell-run-id')}/stop`);
  const read = await reading;
  expect(read.failures).toEqual([]);
  expect(read.error).toBeUndefined();
  expect(read.chunks.at(-1)).toEqual({ type: 'abort', reason: 'stopped' });
});

it('a read run, from its start and from its middle', async () => {
  const visitor = await shop.visitor();
  const response = await visitor.ask('Within how many days can I return an item?');
  const whole = await readUiMessage(response);
  const runId = response.headers.get('x-askwell-run-id') ?? '';
  const again = await readUiMessage(await visitor.call('GET', `/v1/runs/${runId}/events`));
  expect(again).toEqual(whole);
});
