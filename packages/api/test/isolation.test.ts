import type { Conversation, Page } from '@askwell/contract';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followEvents } from '../../../tests/support/follow-events.js';
import { readEvents } from './support/read-events.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, json, platformKey, type TestApp, type TestTenant, type TestVisitor } from './support/test-app.js';

let app: TestApp;
let owner: TestTenant;
let stranger: TestTenant;
let ownerVisitor: TestVisitor;
let strangerVisitor: TestVisitor;
/** Ids of the owner's things, by the route that takes them. */
let foreignIds: Record<string, string>;

beforeAll(async () => {
  app = await createTestApp();
  owner = await app.createTenant();
  stranger = await app.createTenant();
  const [document] = await owner.learn(...shopDocuments);
  ownerVisitor = await owner.visitor();
  strangerVisitor = await stranger.visitor();
  const conversationId = await ownerVisitor.startConversation();
  const answer = await ownerVisitor.ask('How long is the warranty?', { conversationId });
  const runId = answer.headers.get('x-askwell-run-id') ?? '';
  const messageId = answer.headers.get('x-askwell-message-id') ?? '';
  await readEvents(answer);
  const faq = { kind: 'faq', name: 'Hours', pairs: [{ question: 'When do you open?', answer: 'At nine.' }] };
  const { id: sourceId } = await json<{ id: string }>(await owner.call('POST', '/v1/sources', faq));
  await owner.call('PATCH', `/v1/assistants/${owner.assistant.id}`, {
    handoff: { enabled: true },
    attachments: { enabled: true },
  });
  await stranger.call('PATCH', `/v1/assistants/${stranger.assistant.id}`, {
    attachments: { enabled: true },
    handoff: { enabled: true },
  });
  const uploaded = await app.call('POST', `/v1/conversations/${conversationId}/attachments`, {
    key: ownerVisitor.token,
    body: textFile(),
  });
  const { id: attachmentId } = await json<{ id: string }>(uploaded);
  const handoff = await ownerVisitor.call('POST', `/v1/conversations/${conversationId}/handoff`, {});
  const { id: handoffId } = await json<{ id: string }>(handoff);
  await owner.call('PUT', '/v1/webhook', { url: 'https://owner.example.com/' });
  const { id: identitySecretId } = await json<{ id: string }>(await owner.call('POST', '/v1/identity-secrets'));
  foreignIds = {
    '/v1/assistants/{id}': owner.assistant.id,
    '/v1/tenants/{id}': owner.tenant.id,
    '/v1/models/{id}': owner.assistant.id,
    '/v1/documents/{id}': document?.id ?? '',
    '/v1/conversations/{id}': conversationId,
    '/v1/conversations/{id}/messages': conversationId,
    '/v1/conversations/{id}/attachments': conversationId,
    '/v1/conversations/{id}/handoff': conversationId,
    '/v1/attachments/{id}': attachmentId,
    '/v1/messages/{id}/suggestions': messageId,
    '/v1/runs/{id}/tool-results': runId,
    '/v1/conversations/{id}/read': conversationId,
    '/v1/handoffs/{id}': handoffId,
    '/v1/visitors/{id}': ownerVisitor.id,
    '/v1/identity-secrets/{id}': identitySecretId,
    '/v1/conversations/{id}/events': conversationId,
    '/v1/sources/{id}': sourceId,
    '/v1/sources/{id}/cancel': sourceId,
    '/v1/sources/{id}/events': sourceId,
    '/v1/sources/{id}/pages': sourceId,
    '/v1/sources/{id}/pause': sourceId,
    '/v1/sources/{id}/sync': sourceId,
    '/v1/runs/{id}/events': runId,
    '/v1/runs/{id}/stop': runId,
    '/v1/messages/{id}/feedback': messageId,
  };
});
afterAll(() => app.close());

function textFile(): FormData {
  const form = new FormData();
  form.set('file', new Blob(['The code is 4711.'], { type: 'text/plain' }), 'note.txt');
  return form;
}

const bodies: Record<string, unknown> = {
  'post /v1/conversations/{id}/attachments': textFile(),
  'patch /v1/sources/{id}': { name: 'Taken over' },
  'patch /v1/assistants/{id}': { greeting: 'Taken over' },
  'post /v1/conversations/{id}/messages': { text: 'Hello?', clientMessageId: randomUUID() },
  'put /v1/messages/{id}/feedback': { rating: 'up' },
  'patch /v1/conversations/{id}': { title: 'Taken over' },
  'post /v1/conversations/{id}/handoff': {},
  'post /v1/runs/{id}/tool-results': { toolCallId: 'call_1', result: 1 },
  'patch /v1/handoffs/{id}': { status: 'closed' },
};

/** Calls without an id: what another tenant gets from them is its own, or nothing. */
const withoutId: Record<string, (call: TestApp['call']) => Promise<void>> = {
  'post /v1/tenants': (call) =>
    expectStatus(call('POST', '/v1/tenants', { key: stranger.keys.secret, body: { name: 'X' } }), 401),
  'post /v1/documents': async () => {
    const body = { title: 'Mine', text: 'Own text of the stranger.', externalId: 'returns' };
    expect((await stranger.call('POST', '/v1/documents', body)).status).toBe(202);
    expect(await titles(owner)).toContain('Returns');
  },
  'post /v1/documents/batch': async () => {
    const body = { documents: [{ title: 'Mine too', text: 'Own text of the stranger.', externalId: 'shipping' }] };
    expect((await stranger.call('POST', '/v1/documents/batch', body)).status).toBe(202);
    expect(await titles(owner)).toContain('Shipping');
  },
  'get /v1/documents': async () => expect(await titles(stranger)).not.toContain('Returns'),
  'post /v1/sources': async () => {
    const body = { kind: 'text', documents: [{ title: 'Mine', text: 'Own text of the stranger.' }] };
    expect((await stranger.call('POST', '/v1/sources', body)).status).toBe(201);
    expect(await sourceNames(owner)).toEqual(['Hours']);
  },
  'get /v1/assistants': async () => {
    const { data } = await json<{ data: { id: string }[] }>(await stranger.call('GET', '/v1/assistants'));
    expect(data.map(({ id }) => id)).toEqual([stranger.assistant.id]);
  },
  'get /v1/sources': async () => expect(await sourceNames(stranger)).not.toContain('Hours'),
  'post /v1/search': async () => {
    const { data } = await json<{ data: { title: string }[] }>(
      await stranger.call('POST', '/v1/search', { query: 'warranty of a kettle', limit: 50 }),
    );
    expect(data.map(({ title }) => title)).not.toContain('Warranty');
  },
  'post /v1/answers': async () => {
    const answer = await json<{ answered: boolean; sources: unknown[] }>(
      await stranger.call('POST', '/v1/answers', { question: 'How long is the warranty of a kettle?' }),
    );
    expect(answer.answered).toBe(false);
    expect(JSON.stringify(answer)).not.toContain('Warranty');
  },
  'post /v1/chat/completions': async () => {
    const messages = [{ role: 'user', content: 'How long is the warranty of a kettle?' }];
    const foreign = await stranger.call('POST', '/v1/chat/completions', { model: owner.assistant.id, messages });
    expect(foreign.status).toBe(404);
    const completion = await json<{ askwell: { answered: boolean } }>(
      await stranger.call('POST', '/v1/chat/completions', { model: 'askwell', messages }),
    );
    expect(completion.askwell.answered).toBe(false);
    expect(JSON.stringify(completion)).not.toContain('Warranty');
  },
  'get /v1/models': async () => {
    const { data } = await json<{ data: { id: string }[] }>(await stranger.call('GET', '/v1/models'));
    expect(data.map(({ id }) => id)).toEqual(['askwell', stranger.assistant.id]);
  },
  'get /v1/questions': async () => {
    await readEvents(await ownerVisitor.ask('Which colours does the teapot come in?'));
    const asked = async (tenant: TestTenant): Promise<unknown[]> =>
      (await json<{ data: unknown[] }>(await tenant.call('GET', '/v1/questions?answered=all'))).data;
    expect(await asked(owner)).not.toEqual([]);
    expect(await asked(stranger)).toEqual([]);
  },
  'post /v1/questions/answer': async () => {
    const { data } = await json<{ data: { id: string }[] }>(await owner.call('GET', '/v1/questions?answered=all'));
    const pair = { question: 'Returns', answer: 'Own text of the stranger.' };
    const foreign = await stranger.call('POST', '/v1/questions/answer', { ...pair, questionId: data[0]?.id });
    expect(foreign.status).toBe(404);
    expect((await stranger.call('POST', '/v1/questions/answer', pair)).status).toBe(202);
    expect(await titles(owner)).toContain('Returns');
  },
  'get /v1/usage': async () => {
    const usage = await json<{ total: { answers: number }; data: { key: string }[] }>(
      await stranger.call('GET', '/v1/usage?groupBy=assistant'),
    );
    expect(usage.data.map(({ key }) => key)).not.toContain(owner.assistant.id);
  },
  'get /v1/widget-config': async (call) => {
    const config = await json<{ assistant: { id: string } }>(
      await call('GET', `/v1/widget-config?key=${stranger.keys.publishable}`, { headers: { origin: 'https://shop.example' } }),
    );
    expect(config.assistant.id).toBe(stranger.assistant.id);
  },
  'post /v1/sessions': async (call) => {
    const body = { key: stranger.keys.publishable, visitorToken: ownerVisitor.token };
    const session = await json<{ visitor: { id: string } }>(
      await call('POST', '/v1/sessions', { body, headers: { origin: 'https://shop.example' } }),
    );
    expect(session.visitor.id).not.toBe(ownerVisitor.id);
  },
  'post /v1/conversations': async () => expect((await strangerVisitor.call('POST', '/v1/conversations')).status).toBe(201),
  'get /v1/conversations': async () => {
    const { data } = await json<{ data: { id: string }[] }>(await strangerVisitor.call('GET', '/v1/conversations'));
    expect(data.map(({ id }) => id)).not.toContain(foreignIds['/v1/conversations/{id}/messages']);
  },
  'get /v1/events': async () => {
    const events = await followEvents(await strangerVisitor.call('GET', '/v1/events'));
    await ownerVisitor.startConversation();
    await strangerVisitor.startConversation();
    const own = await json<Page<Conversation>>(await strangerVisitor.call('GET', '/v1/conversations?limit=1'));
    expect(await events.next()).toEqual({ type: 'conversation-changed', conversation: own.data[0] });
    await events.leave();
  },
  'get /v1/visitors/me': async () => {
    const self = await json<{ id: string }>(await strangerVisitor.call('GET', '/v1/visitors/me'));
    expect(self.id).toBe(strangerVisitor.id);
  },
  'put /v1/visitors/me/details': async () => {
    const form = { when: ['before-first-question'], fields: [{ name: 'city', kind: 'text', label: 'City' }] };
    await stranger.call('PATCH', `/v1/assistants/${stranger.assistant.id}`, { leadForm: form });
    const details = { values: { city: 'Ghent' } };
    expect((await strangerVisitor.call('PUT', '/v1/visitors/me/details', details)).status).toBe(200);
    // The owner has no such form.
    expect((await ownerVisitor.call('PUT', '/v1/visitors/me/details', details)).status).toBe(403);
  },
  'delete /v1/visitors/me': async () => {
    const leaving = await stranger.visitor();
    expect((await leaving.call('DELETE', '/v1/visitors/me')).status).toBe(204);
    expect((await ownerVisitor.call('GET', '/v1/visitors/me')).status).toBe(200);
  },
  'get /v1/visitors': async () => {
    const { data } = await json<{ data: { id: string }[] }>(await stranger.call('GET', '/v1/visitors?filter=all&limit=200'));
    expect(data.map(({ id }) => id)).toContain(strangerVisitor.id);
    expect(data.map(({ id }) => id)).not.toContain(ownerVisitor.id);
  },
  'post /v1/identity-secrets': async () => expect((await stranger.call('POST', '/v1/identity-secrets')).status).toBe(201),
  'get /v1/identity-secrets': async () => {
    const { data } = await json<{ data: { id: string }[] }>(await stranger.call('GET', '/v1/identity-secrets'));
    expect(data.map(({ id }) => id)).not.toContain(foreignIds['/v1/identity-secrets/{id}']);
  },
  'get /v1/handoffs': async () => {
    const { data } = await json<{ data: unknown[] }>(await stranger.call('GET', '/v1/handoffs'));
    expect(data).toEqual([]);
  },
  'get /v1/webhook': async () => expect((await stranger.call('GET', '/v1/webhook')).status).toBe(404),
  'put /v1/webhook': async () => {
    expect((await stranger.call('PUT', '/v1/webhook', { url: 'https://stranger.example.com/' })).status).toBe(200);
    expect(await (await owner.call('GET', '/v1/webhook')).text()).toContain('owner.example.com');
  },
  'post /v1/webhook/secret': async () => expect((await stranger.call('POST', '/v1/webhook/secret')).status).toBe(200),
  'post /v1/webhook/test': async () => expect((await stranger.call('POST', '/v1/webhook/test')).status).toBe(202),
  'get /v1/webhook/deliveries': async () => {
    const { data } = await json<{ data: { type: string }[] }>(await stranger.call('GET', '/v1/webhook/deliveries'));
    expect(data.map(({ type }) => type)).not.toContain('handoff.requested');
  },
  'delete /v1/webhook': async () => {
    expect((await stranger.call('DELETE', '/v1/webhook')).status).toBe(204);
    expect((await owner.call('GET', '/v1/webhook')).status).toBe(200);
  },
  'get /health/live': (call) => expectStatus(call('GET', '/health/live'), 200),
  'get /health/ready': (call) => expectStatus(call('GET', '/health/ready'), 200),
  'get /metrics': (call) => expectStatus(call('GET', '/metrics', { key: stranger.keys.secret }), 401),
};

async function expectStatus(response: Promise<Response>, status: number): Promise<void> {
  expect((await response).status).toBe(status);
}

async function sourceNames(tenant: TestTenant): Promise<string[]> {
  const { data } = await json<{ data: { name: string }[] }>(await tenant.call('GET', '/v1/sources'));
  return data.map(({ name }) => name);
}

async function titles(tenant: TestTenant): Promise<string[]> {
  const { data } = await json<{ data: { title: string }[] }>(await tenant.call('GET', '/v1/documents?limit=200'));
  return data.map(({ title }) => title);
}

interface OpenApiOperation {
  security?: Record<string, unknown>[];
}

async function operations(): Promise<{ method: string; path: string; scheme: string | undefined }[]> {
  const document = await json<{ paths: Record<string, Record<string, OpenApiOperation>> }>(
    await app.call('GET', '/openapi.json'),
  );
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method,
      path,
      scheme: Object.keys(operation.security?.[0] ?? {})[0],
    })),
  );
}

describe('each call of the route table, as another tenant', () => {
  it('stands in the OpenAPI document and in this walk', async () => {
    const served = app.app.router.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1/'))
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    const described = (await operations()).map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(served)].filter((route) => !described.includes(route))).toEqual([]);
    const walked = described.filter((route) => !(route.split(' ')[1] ?? '').includes('{')).toSorted();
    expect(walked).toEqual(Object.keys(withoutId).toSorted());
    const needIds = (await operations()).filter(({ path }) => path.includes('{')).map(({ path }) => path);
    expect([...new Set(needIds)].toSorted()).toEqual(Object.keys(foreignIds).toSorted());
  });

  it('answers a foreign id byte for byte as an unknown id, with 404', async () => {
    for (const { method, path, scheme } of await operations()) {
      const foreignId = foreignIds[path];
      // The platform's owner knows no foreign tenant.
      if (foreignId === undefined || scheme === 'platformKey') continue;
      const key = scheme === 'secretKey' ? stranger.keys.secret : strangerVisitor.token;
      const unknownId = foreignId.slice(0, 4) + '0'.repeat(foreignId.length - 4);
      const options = { key, body: bodies[`${method} ${path}`], headers: { 'x-request-id': 'the-same-request' } };
      const send = async (id: string): Promise<{ status: number; body: string }> => {
        const response = await app.call(method.toUpperCase(), path.replace('{id}', id), options);
        return { status: response.status, body: await response.text() };
      };
      const foreign = await send(foreignId);
      expect({ method, path, ...foreign }).toEqual({ method, path, ...(await send(unknownId)) });
      expect({ method, path, status: foreign.status }).toEqual({ method, path, status: 404 });
    }
  });

  it('gives another visitor of the same tenant nothing of a visitor’s either', async () => {
    const other = await owner.visitor();
    for (const { method, path, scheme } of await operations()) {
      const id = foreignIds[path];
      if (scheme !== 'visitorToken' || id === undefined) continue;
      const response = await other.call(method.toUpperCase(), path.replace('{id}', id), bodies[`${method} ${path}`]);
      expect({ method, path, status: response.status }).toEqual({ method, path, status: 404 });
    }
  });

  for (const [route, check] of Object.entries(withoutId)) it(`${route} gives a stranger only its own`, () => check(app.call));

  it('refuses each guarded call without credentials, and with those of another kind', async () => {
    const credentials = { platformKey, secretKey: owner.keys.secret, visitorToken: ownerVisitor.token };
    for (const { method, path, scheme } of await operations()) {
      if (scheme === undefined) continue;
      const url = path.replace('{id}', foreignIds[path] ?? '');
      const wrong = Object.entries(credentials).flatMap(([kind, key]) => (kind === scheme ? [] : [key]));
      for (const key of [undefined, '', 'x', owner.keys.publishable, ...wrong]) {
        const response = await app.call(method.toUpperCase(), url, {
          ...(key === undefined ? {} : { key }),
          body: bodies[`${method} ${path}`],
        });
        expect({ method, path, status: response.status }).toEqual({ method, path, status: 401 });
        const isOpenAi = path === '/v1/chat/completions' || path.startsWith('/v1/models');
        expect(response.headers.get('content-type')).toBe(isOpenAi ? 'application/json' : 'application/problem+json');
      }
    }
  });
});
