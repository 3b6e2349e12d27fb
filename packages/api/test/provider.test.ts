import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOpenAiServer, type OpenAiServer } from '../../../tests/support/openai-server.js';
import { only, partsOf, readEvents, textOf } from './support/read-events.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, type TestApp, type TestTenant } from './support/test-app.js';

let provider: OpenAiServer;
let app: TestApp;
let shop: TestTenant;

beforeAll(async () => {
  provider = await startOpenAiServer();
  app = await createTestApp({
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: 'sk-provider-secret',
    OPENAI_MODEL: 'test-model',
    ASKWELL_FIRST_TOKEN_MS: '700',
    ASKWELL_IDLE_TOKEN_MS: '700',
  });
  shop = await app.createTenant();
  await shop.learn(...shopDocuments);
});
afterAll(async () => {
  await app.close();
  await provider.stop();
});

const question = 'Within how many days can I return an item?';
const ask = async (text = question): Promise<Awaited<ReturnType<typeof readEvents>>> =>
  readEvents(await (await shop.visitor()).ask(text));

describe('with a language model', () => {
  it('streams its words, with citations checked against the passages it was given', async () => {
    provider.replyOnce({ deltas: ['You have **30', ' days** [', '1', ']. More [9', '9] here.'] });
    const events = await ask();
    expect(textOf(events)).toBe('You have **30 days** [1]. More here.');
    const [citation] = only(events, 'data-citation');
    expect(citation?.data.quote).toContain('30 days');
    expect(only(events, 'finish')[0]?.messageMetadata).toMatchObject({ answered: true, finishReason: 'stop' });

    const request = provider.chats().at(-1);
    expect(request?.body.model).toBe('test-model');
    const prompt = request?.body.messages?.at(-1)?.content ?? '';
    expect(prompt).toContain('<passage number="1"');
    expect(prompt).toContain(question);
  });

  it('sends earlier turns along', async () => {
    const visitor = await shop.visitor();
    const conversationId = await visitor.startConversation();
    await readEvents(await visitor.ask('Do you ship abroad?', { conversationId }));
    await readEvents(await visitor.ask('And to France?', { conversationId }));
    const roles = provider
      .chats()
      .at(-1)
      ?.body.messages?.map(({ role }) => role);
    expect(roles).toEqual(['system', 'user', 'assistant', 'user']);
  });

  it('does not call the model when the knowledge base holds nothing of the kind', async () => {
    const before = provider.chats().length;
    const events = await ask('zxqv wvbn ghjk?');
    expect(only(events, 'finish')[0]?.messageMetadata.answered).toBe(false);
    expect(provider.chats()).toHaveLength(before);
  });

  it('takes the model’s word that the passages do not answer', async () => {
    provider.replyOnce({ deltas: ['NOT', '_COVERED'] });
    const events = await ask();
    expect(textOf(events)).not.toContain('NOT_COVERED');
    expect(only(events, 'finish')[0]?.messageMetadata).toMatchObject({ answered: false, finishReason: 'not-answered' });
  });

  it('stops the provider’s request when the visitor stops', async () => {
    provider.replyOnce({ deltas: Array.from({ length: 200 }, () => 'word '), delay: 20 });
    const visitor = await shop.visitor();
    const before = provider.chats().length;
    const response = await visitor.ask(question);
    const runId = response.headers.get('x-askwell-run-id') ?? '';
    const request = await provider.chat(before);
    const stop = (): Promise<Response> => visitor.call('POST', `/v1/runs/${runId}/stop`);
    await new Promise((resolve) => {
      setTimeout(resolve, 150);
    });
    expect((await stop()).status).toBe(204);
    expect((await stop()).status).toBe(204);
    expect(await request.ended).toBe('hung-up');
    const events = await readEvents(response);
    expect(partsOf(events).at(-1)).toEqual({ type: 'abort', reason: 'stopped' });
  });
});
