import type { Document, ErrorCode, Problem, SearchResponse } from '@askwell/contract';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, json, platformKey, type TestApp, type TestTenant, type TestVisitor } from './support/test-app.js';
import { readEvents, only } from './support/read-events.js';

let app: TestApp;
let shop: TestTenant;
let visitor: TestVisitor;

beforeAll(async () => {
  app = await createTestApp();
  shop = await app.createTenant();
  visitor = await shop.visitor();
});
afterAll(() => app.close());

async function expectProblem(response: Promise<Response> | Response, status: number, code: string): Promise<Problem> {
  const settled = await response;
  const body = (await settled.json()) as Problem;
  expect({ status: settled.status, code: body.code }).toEqual({ status, code });
  expect(settled.headers.get('content-type')).toBe('application/problem+json');
  expect(body).toMatchObject({ status, code, requestId: settled.headers.get('x-request-id') });
  expect(body.title).not.toBe('');
  expect(body.detail).not.toBe('');
  return body;
}

describe('bad input', () => {
  it('unknown routes and methods', async () => {
    await expectProblem(app.call('GET', '/v1/nothing'), 404, 'NOT_FOUND');
    const wrongMethod = await app.call('DELETE', '/v1/search', { key: shop.keys.secret });
    expect(wrongMethod.headers.get('allow')).toBe('POST');
    await expectProblem(wrongMethod, 405, 'METHOD_NOT_ALLOWED');
  });

  it('content types, malformed JSON, wrong types', async () => {
    const key = shop.keys.secret;
    await expectProblem(
      app.call('POST', '/v1/search', { key, body: 'query=x', headers: { 'content-type': 'text/plain' } }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    );
    await expectProblem(
      app.call('POST', '/v1/search', { key, body: '{"query":', headers: { 'content-type': 'application/json' } }),
      400,
      'INVALID_JSON',
    );
    await expectProblem(
      app.call('POST', '/v1/search', { key, body: '', headers: { 'content-type': 'application/json' } }),
      400,
      'INVALID_JSON',
    );
    const wrong = await expectProblem(
      app.call('POST', '/v1/search', { key, body: { query: 7, limit: 99 } }),
      422,
      'INVALID_REQUEST',
    );
    expect(wrong.errors?.map(({ path }) => path).toSorted()).toEqual(['limit', 'query']);
    await expectProblem(app.call('POST', '/v1/search', { key, body: [1, 2] }), 422, 'INVALID_REQUEST');
    await expectProblem(
      app.call('POST', '/v1/search', { key, body: { query: 'x', tenantId: 'ten_other' } }),
      422,
      'INVALID_REQUEST',
    );
    await expectProblem(app.call('GET', '/v1/documents?limit=1000', { key }), 422, 'INVALID_REQUEST');
    await expectProblem(app.call('GET', '/v1/documents?cursor=nonsense', { key }), 422, 'INVALID_REQUEST');
  });

  it('oversized bodies', async () => {
    const key = shop.keys.secret;
    await expectProblem(
      app.call('POST', '/v1/search', { key, body: { query: 'x'.repeat(2_000_000) } }),
      413,
      'PAYLOAD_TOO_LARGE',
    );
    await expectProblem(app.call('POST', '/v1/search', { key, body: { query: 'x'.repeat(100_000) } }), 422, 'INVALID_REQUEST');
    const conversation = await visitor.startConversation();
    await expectProblem(visitor.ask('x'.repeat(100_000), { conversationId: conversation }), 422, 'INVALID_REQUEST');
    await expectProblem(visitor.ask('  \n ', { conversationId: conversation }), 422, 'INVALID_REQUEST');
  });

  it('unknown, foreign and hostile ids', async () => {
    for (const id of ['doc_unknown', '%00', '..%2F..', '%F0%9F%92%A9', 'x'.repeat(60), "' or 1=1 --"]) {
      await expectProblem(shop.call('GET', `/v1/documents/${id}`), 404, 'NOT_FOUND');
    }
  });

  it('NUL bytes and lone surrogates in a question', async () => {
    const conversationId = await visitor.startConversation();
    const events = await readEvents(
      await visitor.ask('What\u0000 about \uD800 this?', { conversationId, clientMessageId: `id-\u0000-${randomUUID()}` }),
    );
    expect(only(events, 'finish')).toHaveLength(1);
    const { data } = await json<{ data: { text: string }[] }>(
      await visitor.call('GET', `/v1/conversations/${conversationId}/messages`),
    );
    expect(data[0]?.text).toBe('What\uFFFD about \uFFFD this?');
    expect((await shop.call('POST', '/v1/search', { query: '\u0000\uDC00' })).status).toBe(200);
  });

  it('keys: wrong, of another kind, revoked', async () => {
    await expectProblem(app.call('POST', '/v1/search', { key: 'sk_wrong', body: { query: 'x' } }), 401, 'UNAUTHENTICATED');
    await expectProblem(app.call('POST', '/v1/tenants', { key: `${platformKey}x`, body: { name: 'x' } }), 401, 'UNAUTHENTICATED');
    const other = await app.createTenant();
    await app.deps.database.orm.transaction(async (tx) => {
      await tx.execute(`select set_config('role', 'askwell_app', true), set_config('app.tenant_id', '${other.tenant.id}', true)`);
      await tx.execute(`update api_keys set revoked_at = now() where tenant_id = '${other.tenant.id}'`);
    });
    await expectProblem(other.call('POST', '/v1/search', { query: 'x' }), 401, 'UNAUTHENTICATED');
  });

  it('origins: wrong and missing, with a 403 that any page can read', async () => {
    const body = { key: shop.keys.publishable };
    const wrong = await app.call('POST', '/v1/sessions', { body, headers: { origin: 'https://evil.test' } });
    expect(wrong.headers.get('access-control-allow-origin')).toBe('*');
    const problem = await expectProblem(wrong, 403, 'ORIGIN_NOT_ALLOWED');
    expect(problem.detail).toContain('https://evil.test');
    expect(problem.detail).toContain('allowedOrigins');
    await expectProblem(app.call('POST', '/v1/sessions', { body }), 403, 'ORIGIN_NOT_ALLOWED');
    await shop.call('PATCH', `/v1/assistants/${shop.assistant.id}`, { allowMissingOrigin: true });
    expect((await app.call('POST', '/v1/sessions', { body })).status).toBe(201);
    const preflight = await app.call('OPTIONS', '/v1/sessions', {
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(preflight.headers.get('access-control-max-age')).toBe('7200');
    const server = await app.call('POST', '/v1/search', {
      key: shop.keys.secret,
      body: { query: 'x' },
      headers: { origin: 'https://shop.example' },
    });
    expect(server.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('expired visitor tokens', async () => {
    const { now } = app.deps.clock;
    const claims = { tenantId: shop.tenant.id, assistantId: shop.assistant.id, visitorId: visitor.id };
    app.deps.clock.now = () => now() - 48 * 3600_000;
    const { token } = await app.deps.visitorTokens.issue(claims);
    app.deps.clock.now = now;
    await expectProblem(app.call('GET', '/v1/conversations', { key: token }), 401, 'TOKEN_EXPIRED');
  });

  it('uploads without a file, and files that are broken: each ends with its own error, and the good one beside them is found', async () => {
    const post = (form: FormData): Promise<Response> => app.call('POST', '/v1/documents', { key: shop.keys.secret, body: form });
    const upload = (name: string, bytes: string | Uint8Array<ArrayBuffer>, type = ''): Promise<Response> => {
      const form = new FormData();
      form.set('file', new Blob([bytes], { type }), name);
      form.set('externalId', name);
      return post(form);
    };
    const read = async (response: Response): Promise<Document> => shop.waitUntilRead((await json<{ id: string }>(response)).id);
    await expectProblem(post(new FormData()), 422, 'INVALID_REQUEST');

    const broken: [string, string | Uint8Array<ArrayBuffer>, ErrorCode][] = [
      ['text.pdf', 'This is not a PDF.', 'FILE_UNREADABLE'],
      ['bytes.pdf', new Uint8Array([1, 2, 3, 0, 255]), 'FILE_UNREADABLE'],
      ['cut.docx', 'PK\u0003\u0004 and no more', 'FILE_UNREADABLE'],
      ['empty.pdf', new Uint8Array(0), 'NO_TEXT'],
      ['empty.md', new Uint8Array(0), 'NO_TEXT'],
      ['page.html', '<html><head><title>Nothing</title></head><body><p> </p></body></html>', 'NO_TEXT'],
    ];
    // Windows-1251, which its sender calls UTF-8.
    const cyrillic = new Uint8Array([
      0xce, 0xf2, 0xea, 0xf0, 0xfb, 0xf2, 0xee, 0x20, 0xe2, 0x20, 0xf1, 0xf3, 0xe1, 0xe1, 0xee, 0xf2, 0xf3,
    ]);
    const [fine, ...failed] = await Promise.all([
      upload('hours.txt', cyrillic, 'text/plain; charset=utf-8').then(read),
      ...broken.map(async ([name, bytes]) => read(await upload(name, bytes))),
    ]);
    expect(failed.map(({ status, error }) => [status, error?.code])).toEqual(broken.map(([, , code]) => ['failed', code]));
    expect(failed.every(({ error }) => error?.detail !== '')).toBe(true);
    expect(fine.status).toBe('ready');
    const hits = async (query: string): Promise<string[]> =>
      (await json<SearchResponse>(await shop.call('POST', '/v1/search', { query }))).data.map(({ text }) => text);
    expect(await hits('Открыто в субботу')).toEqual(['Открыто в субботу']);

    // The same again with what it should have been.
    expect((await read(await upload('empty.md', 'Parking is free on Sundays.'))).status).toBe('ready');
    expect(await hits('Parking on Sundays')).toContain('Parking is free on Sundays.');
  });

  it('addresses that lead to private hosts', async () => {
    for (const url of [
      'http://127.0.0.1/',
      'http://169.254.169.254/latest/meta-data/',
      'http://[::1]/',
      'http://localhost:1/',
      'http://0x7f.1/',
    ]) {
      const response = await shop.call('POST', '/v1/documents', { url });
      if (response.status !== 202) {
        expect(response.status).toBe(422);
        continue;
      }
      const { id } = await json<{ id: string }>(response);
      expect(await shop.waitUntilRead(id)).toMatchObject({ status: 'failed', error: { code: 'URL_REFUSED' } });
    }
  });
});
