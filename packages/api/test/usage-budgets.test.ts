import type { Budget, Problem, Tenant, UsageReport } from '@askwell/contract';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOpenAiServer, type OpenAiServer } from '../../../tests/support/openai-server.js';
import { inTenantSql } from '../src/db/index.js';
import { readEvents } from './support/read-events.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, json, platformKey, type TestApp, type TestTenant, type TestVisitor } from './support/test-app.js';
import { createTestDatabase, type TestDatabase } from './support/test-database.js';

let provider: OpenAiServer;
let database: TestDatabase;
/** Two on a server's database; the embedded one belongs to one process. */
let nodes: TestApp[];

const question = 'Within how many days can I return an item?';
const reservation = 1000;

beforeAll(async () => {
  provider = await startOpenAiServer();
  provider.reply({ deltas: ['Thirty days [1].'], usage: { prompt_tokens: 900, completion_tokens: 100 } });
  database = await createTestDatabase();
  const variables = {
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: 'sk-provider',
    OPENAI_MODEL: 'gpt-4.1-mini',
    ASKWELL_RESERVATION_TOKENS: String(reservation),
    ASKWELL_LIMITS: 'off',
    ...(database.url === undefined ? {} : { DATABASE_URL: database.url }),
  };
  nodes = [await createTestApp(variables)];
  if (database.url !== undefined) nodes.push(await createTestApp(variables));
});
afterAll(async () => {
  for (const node of nodes) await node.close();
  await database.drop();
  await provider.stop();
});

const node = (index = 0): TestApp => {
  const app = nodes[index % nodes.length];
  if (app === undefined) throw new Error('No server was started');
  return app;
};

async function newShop(...budgets: Budget[]): Promise<TestTenant> {
  const tenant = await node().createTenant();
  await tenant.learn(...shopDocuments);
  await setBudgets(tenant, ...budgets);
  return tenant;
}

const setBudgets = async (tenant: TestTenant, ...budgets: Budget[]): Promise<Tenant> =>
  json(await node().call('PATCH', `/v1/tenants/${tenant.tenant.id}`, { key: platformKey, body: { budgets } }));

const tokens = (scope: Budget['scope'], amount: number, period: Budget['period'] = 'day'): Budget => ({
  scope,
  period,
  unit: 'tokens',
  amount,
});

async function refusal(response: Response): Promise<Problem> {
  expect(response.status).toBe(429);
  const problem = (await response.json()) as Problem;
  expect(problem.code).toBe('BUDGET_EXCEEDED');
  return problem;
}

const ask = async (visitor: TestVisitor): Promise<number> => {
  const response = await visitor.ask(question);
  await response.text();
  return response.status;
};

const rowsIn = (tenant: TestTenant, table: string): Promise<number> =>
  inTenantSql(node().deps.database, tenant.tenant.id, async (tx) => {
    const [row] = await tx<{ count: number }[]>`
      select count(*)::integer as count from ${tx(table)} where tenant_id = ${tenant.tenant.id}`;
    return row?.count ?? -1;
  });

describe('a budget', () => {
  it('with room for 10 admits exactly 10 of many at once, on all nodes together', async () => {
    // The embedded database takes one after the other, and whoever waits there for more than 10 s is turned away.
    const each = nodes.length > 1 ? 10 : 2;
    const shop = await newShop(tokens('tenant', 10 * reservation));
    const visitors = await Promise.all(Array.from({ length: 20 }, () => shop.visitor()));
    const conversations: { token: string; id: string }[] = [];
    for (const visitor of visitors) {
      const ids = await Promise.all(Array.from({ length: each }, () => visitor.startConversation()));
      conversations.push(...ids.map((id) => ({ token: visitor.token, id })));
    }
    const before = provider.chats().length;
    const responses = await Promise.all(
      conversations.map(({ token, id }, index) =>
        node(index).call('POST', `/v1/conversations/${id}/messages`, {
          key: token,
          body: { text: question, clientMessageId: randomUUID() },
        }),
      ),
    );
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(10);
    for (const response of responses) await (response.status === 200 ? response.text() : refusal(response));
    expect(provider.chats().length - before).toBe(10);
    expect(await rowsIn(shop, 'runs')).toBe(10);
    expect(await rowsIn(shop, 'messages')).toBe(20);
    expect(await rowsIn(shop, 'reservations')).toBe(0);
    const usage = await json<UsageReport>(await shop.call('GET', '/v1/usage'));
    expect(usage.total).toMatchObject({ answers: 10, totalTokens: 10 * reservation });
  }, 120_000);

  it('of a visitor leaves the other visitors alone, and a repeated question is no new one', async () => {
    const shop = await newShop(tokens('visitor', 2 * reservation));
    const visitor = await shop.visitor();
    const conversationId = await visitor.startConversation();
    const clientMessageId = randomUUID();
    const first = await readEvents(await visitor.ask(question, { conversationId, clientMessageId }));
    expect(await ask(visitor)).toBe(200);
    const problem = await refusal(await visitor.ask(question));
    expect(problem.detail).toContain('one visitor');
    expect(await readEvents(await visitor.ask(question, { conversationId, clientMessageId }))).toEqual(first);
    expect(await ask(await shop.visitor())).toBe(200);
    expect((await shop.call('POST', '/v1/answers', { question })).status).toBe(200);
  });

  it('counts what was used rather than what was reserved, and what came before it', async () => {
    const shop = await newShop(tokens('tenant', 1_000_000));
    provider.replyOnce({ deltas: ['Thirty days [1].'], usage: { prompt_tokens: 20, completion_tokens: 10 } });
    expect(await ask(await shop.visitor())).toBe(200);
    expect(await setBudgets(shop, tokens('tenant', reservation + 29), tokens('visitor', 1_000_000, 'month'))).toMatchObject({
      budgets: [{ scope: 'tenant', amount: 1029 }, { scope: 'visitor' }],
    });
    await refusal(await (await shop.visitor()).ask(question));
    await refusal(await shop.call('POST', '/v1/answers', { question }));
    await setBudgets(shop, tokens('tenant', reservation + 30));
    expect(await ask(await shop.visitor())).toBe(200);
    await setBudgets(shop);
    expect(await ask(await shop.visitor())).toBe(200);
  });

  it('in dollars follows the price of the model', async () => {
    // 900 prompt tokens for $0.40 and 100 for $1.60 a million cost $0.00052; a reservation of 800 and 200 costs $0.00064.
    const shop = await newShop({ scope: 'tenant', period: 'month', unit: 'usd', amount: 0.0012 });
    const visitor = await shop.visitor();
    expect(await ask(visitor)).toBe(200);
    expect(await ask(visitor)).toBe(200);
    const response = await visitor.ask(question);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(5);
    await refusal(response);
  });

  it('gets back what a crash left reserved', async () => {
    const shop = await newShop(tokens('tenant', reservation));
    const leave = (expires: string): Promise<unknown> =>
      inTenantSql(
        node().deps.database,
        shop.tenant.id,
        (tx) => tx`insert into reservations (tenant_id, run_id, visitor_id, tokens, cost, expires_at)
          values (${shop.tenant.id}, 'run_dead', null, 1000, 0, now() + ${expires}::interval)
          on conflict (tenant_id, run_id) do update set expires_at = excluded.expires_at`,
      );
    await leave('1 minute');
    const response = await (await shop.visitor()).ask(question);
    expect(response.headers.get('retry-after')).toBe('5');
    await refusal(response);
    await leave('-1 second');
    expect(await ask(await shop.visitor())).toBe(200);
  });

  it('is the platform owner’s to set, for tenants that exist, once for each kind', async () => {
    const shop = await newShop();
    const patch = async (id: string, body: unknown, key = platformKey): Promise<number> =>
      (await node().call('PATCH', `/v1/tenants/${id}`, { key, body })).status;
    expect(await patch(shop.tenant.id, { budgets: [] }, shop.keys.secret)).toBe(401);
    expect(await patch('ten_unknown', { budgets: [] })).toBe(404);
    expect(await patch(shop.tenant.id, { budgets: [tokens('tenant', 1), tokens('tenant', 2)] })).toBe(422);
    expect(await patch(shop.tenant.id, { budgets: [{ ...tokens('tenant', 1), period: 'year' }] })).toBe(422);
    expect(await patch(shop.tenant.id, { name: 'Another name' })).toBe(200);
  });
});
