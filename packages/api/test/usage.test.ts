import type { UsageReport } from '@askwell/contract';
import { encodeChat } from 'gpt-tokenizer/model/gpt-4o';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOpenAiServer, type OpenAiServer } from '../../../tests/support/openai-server.js';
import { inTenantSql } from '../src/db/index.js';
import { readEvents } from './support/read-events.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, json, type TestApp, type TestTenant } from './support/test-app.js';

let provider: OpenAiServer;
let app: TestApp;
let shop: TestTenant;

const question = 'Within how many days can I return an item?';
const figures = { prompt_tokens: 1000, completion_tokens: 500 };

beforeAll(async () => {
  provider = await startOpenAiServer();
  app = await createTestApp({
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: 'sk-provider',
    OPENAI_MODEL: 'house-model',
    ASKWELL_MODEL_PRICES: '{"house-model": {"prompt": 2, "completion": 8}}',
    ASKWELL_LIMITS: 'off',
  });
});
afterAll(async () => {
  await app.close();
  await provider.stop();
});

async function newShop(): Promise<TestTenant> {
  const tenant = await app.createTenant();
  await tenant.learn(...shopDocuments);
  return tenant;
}

const usageOf = async (tenant: TestTenant, query = ''): Promise<UsageReport> =>
  json(await tenant.call('GET', `/v1/usage${query}`));

describe('usage', () => {
  it('is booked with each answer, whoever asks, and reported by day, assistant and model', async () => {
    shop = await newShop();
    provider.reply({ deltas: ['Thirty days [1].'], usage: figures });
    await readEvents(await (await shop.visitor()).ask(question));
    await json(await shop.call('POST', '/v1/answers', { question }));
    await json(
      await shop.call('POST', '/v1/chat/completions', { model: 'askwell', messages: [{ role: 'user', content: question }] }),
    );

    const each = { answers: 3, promptTokens: 3000, completionTokens: 1500, totalTokens: 4500 };
    const totals = { ...each, cost: 0.018, unpricedAnswers: 0, estimatedAnswers: 0 };
    const today = new Date().toISOString().slice(0, 10);
    expect(await usageOf(shop)).toMatchObject({ groupBy: 'day', data: [{ key: today, ...totals }], total: totals });
    expect((await usageOf(shop, '?groupBy=assistant')).data).toEqual([{ key: shop.assistant.id, ...totals }]);
    expect((await usageOf(shop, '?groupBy=model')).data).toEqual([{ key: 'house-model', ...totals }]);
    expect((await usageOf(shop, '?from=2020-01-01&to=2020-02-01')).total).toMatchObject({ answers: 0, cost: 0 });
  });

  it('has no cost for a model without a price, and none to pay where no model was asked', async () => {
    const tenant = await newShop();
    await json(await tenant.call('PATCH', `/v1/assistants/${tenant.assistant.id}`, { model: { model: 'novel-model' } }));
    await json(await tenant.call('POST', '/v1/answers', { question }));
    await json(await tenant.call('POST', '/v1/answers', { question: 'zxqv wvbn ghjk?' }));
    const { data, total } = await usageOf(tenant, '?groupBy=model');
    expect(data).toMatchObject([
      { key: 'built-in', answers: 1, totalTokens: 0, cost: 0 },
      { key: 'novel-model', answers: 1, totalTokens: 1500, cost: null, unpricedAnswers: 1 },
    ]);
    expect(total).toMatchObject({ answers: 2, cost: 0, unpricedAnswers: 1 });
  });

  it('refuses a time that makes no sense', async () => {
    for (const query of [
      '?from=yesterday',
      '?from=2026-02-01&to=2026-01-01',
      '?from=2020-01-01&to=2026-01-01',
      '?groupBy=week',
    ]) {
      expect((await shop.call('GET', `/v1/usage${query}`)).status).toBe(422);
    }
  });

  it('of a stopped answer is within 5% of what was sent and written', async () => {
    const tenant = await newShop();
    const deltas = Array.from({ length: 150 }, (_, index) => `Sentence number ${index} speaks of parcels. `);
    provider.replyOnce({ deltas, fault: { kind: 'hang', after: 150 } });
    const visitor = await tenant.visitor();
    const response = await visitor.ask(question);
    await readUntil(response, 'number 149');
    await visitor.call('POST', `/v1/runs/${response.headers.get('x-askwell-run-id')}/stop`);
    await expect.poll(async () => (await usageOf(tenant)).total.answers).toBe(1);

    const sent = provider.chats().at(-1)?.body.messages ?? [];
    const prompt = encodeChat(sent.map(({ content, role }) => ({ role: role as 'user', content }))).length;
    const completion = encodeChat([{ role: 'assistant', content: deltas.join('') }]).length;
    const { total } = await usageOf(tenant);
    expect(total.estimatedAnswers).toBe(1);
    expect(Math.abs(total.promptTokens / prompt - 1)).toBeLessThan(0.05);
    expect(Math.abs(total.completionTokens / completion - 1)).toBeLessThan(0.05);
  });

  it('of an answer that failed before its first word is none', async () => {
    const tenant = await newShop();
    provider.replyOnce({ fault: { kind: 'status', status: 401 } });
    await readEvents(await (await tenant.visitor()).ask(question));
    expect((await usageOf(tenant)).total).toMatchObject({ answers: 0, totalTokens: 0 });
  });

  it('is kept from other tenants, without a trace in what visitors see', async () => {
    const tenant = await newShop();
    const events = JSON.stringify(await readEvents(await (await tenant.visitor()).ask(question)));
    expect(events).not.toContain('house-model');
    expect(events).not.toContain('cost');
    const rows = await inTenantSql(app.deps.database, tenant.tenant.id, (tx) => tx`select usage from runs`);
    expect(rows[0]?.['usage']).toEqual({ promptTokens: 1000, completionTokens: 500, totalTokens: 1500, estimated: false });
  });
});

async function readUntil(response: Response, text: string): Promise<void> {
  if (response.body === null) throw new Error('The response has no body');
  let seen = '';
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    seen += piece;
    if (seen.includes(text)) return;
  }
  throw new Error('The stream ended too early');
}
