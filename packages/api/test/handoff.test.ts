import type {
  Conversation,
  Handoff,
  Page,
  VisitorHandoff,
  Webhook,
  WebhookDelivery,
  WebhookEvent,
  WebhookWithSecret,
} from '@askwell/contract';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from './support/read-events.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, json, type TestApp, type TestTenant, type TestVisitor } from './support/test-app.js';

interface Receiver {
  url: string;
  received: { headers: IncomingHttpHeaders; body: string }[];
  /** Statuses of the next answers; 200 after them. */
  answers: number[];
  close(): Promise<void>;
}

async function startReceiver(): Promise<Receiver> {
  const received: Receiver['received'] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(answers.shift() ?? 200, { location: 'http://127.0.0.1:1/' }).end('heard');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/hook`,
    received,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

let app: TestApp;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  app = await createTestApp({ ASKWELL_ALLOW_PRIVATE_URLS: 'yes' });
});
afterAll(async () => {
  await app.close();
  await receiver.close();
});

async function shopWithHandoff(): Promise<TestTenant> {
  const shop = await app.createTenant();
  await shop.call('PATCH', `/v1/assistants/${shop.assistant.id}`, { handoff: { enabled: true } });
  return shop;
}

const setWebhook = async (shop: TestTenant, body: Record<string, unknown> = {}): Promise<WebhookWithSecret> =>
  json(await shop.call('PUT', '/v1/webhook', { url: receiver.url, ...body }));
const deliveriesOf = async (shop: TestTenant): Promise<WebhookDelivery[]> =>
  (await json<Page<WebhookDelivery>>(await shop.call('GET', '/v1/webhook/deliveries'))).data;

async function settled(shop: TestTenant, isSettled: (newest: WebhookDelivery) => boolean): Promise<WebhookDelivery> {
  for (let tries = 0; tries < 400; tries++) {
    const [newest] = await deliveriesOf(shop);
    if (newest !== undefined && isSettled(newest)) return newest;
    await sleep(25);
  }
  throw new Error('The delivery was not settled in time');
}

const ask = (visitor: TestVisitor, id: string, body: unknown = {}): Promise<Response> =>
  visitor.call('POST', `/v1/conversations/${id}/handoff`, body);

describe('a wish for a person', () => {
  it('is one for each conversation, is told to the webhook once, and is closed by the tenant', async () => {
    const shop = await shopWithHandoff();
    await shop.learn(...shopDocuments);
    const { secret } = await setWebhook(shop);
    const visitor = await shop.visitor();
    const id = await visitor.startConversation();
    await readEvents(await visitor.ask('How long is the warranty?', { conversationId: id }));
    const seen: unknown[] = [];
    const following = app.deps.visitorFeed.follow({ tenantId: shop.tenant.id, visitorId: visitor.id }, (event) =>
      seen.push(event),
    );

    const [first, second] = await Promise.all([ask(visitor, id, { message: 'Please call me.' }), ask(visitor, id)]);
    const opened = await json<Handoff>(first);
    expect((await json<Handoff>(second)).id).toBe(opened.id);
    const added = await json<Handoff>(await ask(visitor, id, { contact: { email: 'ann@example.com', name: 'Ann' } }));
    expect(added).toMatchObject({
      id: opened.id,
      message: 'Please call me.',
      contact: { email: 'ann@example.com', name: 'Ann' },
    });
    const conversation = await json<Conversation>(await visitor.call('GET', `/v1/conversations/${id}`));
    expect(conversation.handoff).toEqual({ id: opened.id, status: 'requested', at: opened.createdAt });
    expect(seen).toContainEqual({ type: 'conversation-changed', conversation });
    following.close();

    await settled(shop, ({ status }) => status === 'delivered');
    const mine = receiver.received.filter(({ body }) => body.includes(opened.id));
    expect(mine).toHaveLength(1);
    const [{ headers, body } = { headers: {} as IncomingHttpHeaders, body: '' }] = mine;
    const event = JSON.parse(body) as WebhookEvent;
    expect(event).toMatchObject({
      type: 'handoff.requested',
      data: {
        conversation: { id },
        visitor: { id: visitor.id },
        transcript: [{ role: 'user', text: 'How long is the warranty?' }, {}],
      },
    });
    expect(headers['askwell-delivery']).toBe(event.id);
    const [, seconds = '', signature = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['askwell-signature'])) ?? [];
    expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(60);
    expect(signature).toBe(
      createHmac('sha256', secret ?? '')
        .update(`${seconds}.${body}`)
        .digest('hex'),
    );

    const listed = await json<Page<VisitorHandoff>>(await shop.call('GET', '/v1/handoffs?status=requested'));
    expect(listed.data).toMatchObject([{ id: opened.id, visitorId: visitor.id }]);
    expect((await shop.call('PATCH', `/v1/handoffs/${opened.id}`, { status: 'closed' })).status).toBe(200);
    expect((await json<Conversation>(await visitor.call('GET', `/v1/conversations/${id}`))).handoff).toBeNull();
    const next = await json<Handoff>(await ask(visitor, id));
    expect(next.id).not.toBe(opened.id);
    expect((await shop.call('PATCH', `/v1/handoffs/${opened.id}`, { status: 'requested' })).status).toBe(409);
  });

  it('is refused where the assistant has it off, or the contact is none', async () => {
    const shop = await app.createTenant();
    const visitor = await shop.visitor();
    const id = await visitor.startConversation();
    expect((await ask(visitor, id)).status).toBe(403);
    await shop.call('PATCH', `/v1/assistants/${shop.assistant.id}`, { handoff: { enabled: true } });
    for (const body of [{ contact: { email: 'nobody' } }, { message: ' ' }, { message: 'x'.repeat(4_001) }, { urgent: true }])
      expect((await ask(visitor, id, body)).status).toBe(422);
    // Without a webhook it is stored all the same.
    expect((await ask(visitor, id)).status).toBe(200);
    expect(await deliveriesOf(shop)).toEqual([]);
  });
});

describe('the webhook', () => {
  it('shows its secret when it is made, and only then', async () => {
    const shop = await shopWithHandoff();
    expect((await shop.call('GET', '/v1/webhook')).status).toBe(404);
    const made = await setWebhook(shop);
    expect(made.secret).toMatch(/^whs_[\w-]{43}$/);
    const changed = await setWebhook(shop, { events: ['visitor.details'] });
    expect(changed).toMatchObject({ secret: null, events: ['visitor.details'] });
    const shown = await (await shop.call('GET', '/v1/webhook')).text();
    expect(shown).not.toContain('whs_');
    expect((JSON.parse(shown) as Webhook).url).toBe(receiver.url);
    const renewed = await json<WebhookWithSecret>(await shop.call('POST', '/v1/webhook/secret'));
    expect(renewed.secret).toMatch(/^whs_/);
    expect(renewed.secret).not.toBe(made.secret);
    // An event that it does not want is not sent.
    const visitor = await shop.visitor();
    await ask(visitor, await visitor.startConversation());
    expect(await deliveriesOf(shop)).toEqual([]);
    expect((await shop.call('DELETE', '/v1/webhook')).status).toBe(204);
    expect((await shop.call('POST', '/v1/webhook/test')).status).toBe(404);
  });

  it('hears of the form’s answers, and of a test', async () => {
    const shop = await shopWithHandoff();
    await setWebhook(shop);
    expect((await shop.call('POST', '/v1/webhook/test')).status).toBe(202);
    expect(await settled(shop, ({ status }) => status === 'delivered')).toMatchObject({
      type: 'webhook.test',
      attempts: 1,
      httpStatus: 200,
    });
    const leadForm = { when: ['not-answered'], fields: [{ name: 'mail', kind: 'email', label: 'Email' }] };
    await shop.call('PATCH', `/v1/assistants/${shop.assistant.id}`, { leadForm });
    const visitor = await shop.visitor();
    await visitor.call('PUT', '/v1/visitors/me/details', { values: { mail: 'ann@example.com' } });
    await settled(shop, ({ type, status }) => type === 'visitor.details' && status === 'delivered');
    expect(receiver.received.at(-1)?.body).toContain('ann@example.com');
  });

  it('is tried again with growing pauses, follows no redirect, and says how it went', async () => {
    const shop = await shopWithHandoff();
    await setWebhook(shop);
    receiver.answers.push(500, 302);
    await shop.call('POST', '/v1/webhook/test');
    const failed = await settled(shop, ({ attempts }) => attempts === 1);
    expect(failed).toMatchObject({ status: 'waiting', httpStatus: 500, error: 'It answered with status 500.' });
    expect(Date.parse(failed.nextAttemptAt ?? '') - Date.parse(failed.updatedAt)).toBeGreaterThan(8_000);

    const attempt = async (number: number): Promise<void> => {
      const { deliverWebhook } = await import('../src/webhooks/index.js');
      const context = {
        tenantId: shop.tenant.id,
        actor: { kind: 'system' } as const,
        requestId: 'job',
        signal: AbortSignal.timeout(5000),
        deps: app.deps,
      };
      await deliverWebhook(context, { deliveryId: failed.id, attempt: number });
    };
    // A job that runs twice sends once.
    await attempt(1);
    expect((await deliveriesOf(shop))[0]?.attempts).toBe(1);
    await attempt(2);
    expect((await deliveriesOf(shop))[0]).toMatchObject({ status: 'waiting', attempts: 2, httpStatus: 302 });
    await attempt(3);
    expect((await deliveriesOf(shop))[0]).toMatchObject({ status: 'delivered', attempts: 3, error: null, nextAttemptAt: null });
    const bodies = receiver.received.filter(({ headers }) => headers['askwell-delivery'] === failed.id).map(({ body }) => body);
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
  });

  it('gives up in the end, and keeps nothing of what it could not send', async () => {
    const shop = await shopWithHandoff();
    await setWebhook(shop, { url: 'http://127.0.0.1:1/' });
    const visitor = await shop.visitor();
    await ask(visitor, await visitor.startConversation(), { message: 'private words' });
    const first = await settled(shop, ({ attempts }) => attempts === 1);
    expect(first).toMatchObject({ status: 'waiting', httpStatus: null });
    const { deliverWebhook } = await import('../src/webhooks/index.js');
    for (let attempt = 2; attempt <= 8; attempt++) {
      const context = {
        tenantId: shop.tenant.id,
        actor: { kind: 'system' } as const,
        requestId: 'job',
        signal: AbortSignal.timeout(9000),
        deps: app.deps,
      };
      await deliverWebhook(context, { deliveryId: first.id, attempt });
    }
    expect((await deliveriesOf(shop))[0]).toMatchObject({ status: 'failed', attempts: 8, nextAttemptAt: null });
    const [row] = await app.deps.database.sql.begin(async (tx) => {
      await tx`select set_config('role', 'askwell_app', true), set_config('app.tenant_id', ${shop.tenant.id}, true)`;
      return tx<{ payload: unknown }[]>`select payload from webhook_deliveries where id = ${first.id}`;
    });
    expect(row?.payload).toBeNull();
    await visitor.call('DELETE', '/v1/visitors/me');
    expect(await deliveriesOf(shop)).toEqual([]);
  });
});

it('refuses private addresses where the installation does not allow them', async () => {
  const guarded = await createTestApp();
  try {
    const shop = await guarded.createTenant();
    for (const url of ['http://127.0.0.1/', 'http://169.254.169.254/', 'https://[::1]/x', 'http://localhost/']) {
      const response = await shop.call('PUT', '/v1/webhook', { url });
      expect({ url, status: response.status }).toEqual({ url, status: 422 });
    }
    for (const url of ['ftp://example.com/', 'nonsense'])
      expect((await shop.call('PUT', '/v1/webhook', { url })).status).toBe(422);
    // A name is looked up when it is called, not before.
    expect((await shop.call('PUT', '/v1/webhook', { url: 'https://hooks.example.com/x' })).status).toBe(200);
  } finally {
    await guarded.close();
  }
});
