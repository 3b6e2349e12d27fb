import { describe, expect, it } from 'vitest';
import { createScriptedServer, json, problem } from '../scripted-server.test.helper.js';
import { createAdminClient } from './admin-client.js';

function setUp(routes: Parameters<typeof createScriptedServer>[0]): {
  admin: ReturnType<typeof createAdminClient>;
  server: ReturnType<typeof createScriptedServer>;
} {
  const server = createScriptedServer(routes);
  const admin = createAdminClient({
    baseUrl: 'https://chat.example.com',
    secretKey: 'sk_1',
    platformKey: 'platform',
    fetch: server.fetch,
  });
  return { admin, server };
}

it('uses the platform’s key for tenants and the secret key for the rest', async () => {
  const { admin, server } = setUp({
    'POST /v1/tenants': () => json({ tenant: { id: 'ten_1', name: 'A' } }, 201),
    'PATCH /v1/assistants/*': () => json({ id: 'ast_1' }),
    'POST /v1/search': () => json({ data: [] }),
    'POST /v1/answers': () => json({ answered: false, text: '', citations: [], sources: [] }),
  });
  await admin.tenants.create({ name: 'A' });
  await admin.assistants.update('ast_1', { greeting: 'Hi' });
  await admin.search({ query: 'x', limit: 3 });
  expect((await admin.answer({ question: 'x' })).answered).toBe(false);
  expect(server.calls.map(({ headers }) => headers.get('authorization'))).toEqual([
    'Bearer platform',
    'Bearer sk_1',
    'Bearer sk_1',
    'Bearer sk_1',
  ]);
  expect(server.calls[1]).toMatchObject({ method: 'PATCH', path: '/v1/assistants/ast_1', body: { greeting: 'Hi' } });
});

describe('documents', () => {
  it('creates, creates many, gets and deletes', async () => {
    const { admin, server } = setUp({
      'POST /v1/documents': () => json({ id: 'doc_1', externalId: null, status: 'queued' }, 202),
      'POST /v1/documents/batch': () => json({ data: [{ id: 'doc_2', externalId: 'b', status: 'queued' }] }, 202),
      'GET /v1/documents/*': () => json({ id: 'doc_1', text: 'T' }),
      'DELETE /v1/documents/*': () => new Response(null, { status: 204 }),
    });
    expect((await admin.documents.create({ title: 'A', text: 'T' })).id).toBe('doc_1');
    expect((await admin.documents.createBatch([{ title: 'B', text: 'T', externalId: 'b' }]))[0]?.id).toBe('doc_2');
    expect((await admin.documents.get('a/b')).text).toBe('T');
    await expect(admin.documents.delete('doc_1')).resolves.toBeUndefined();
    expect(server.calls.map(({ path }) => path)).toEqual([
      '/v1/documents',
      '/v1/documents/batch',
      '/v1/documents/a%2Fb',
      '/v1/documents/doc_1',
    ]);
  });

  it('uploads a file as a form', async () => {
    const { admin, server } = setUp({
      'POST /v1/documents': () => json({ id: 'doc_1', externalId: 'x', status: 'queued' }, 202),
    });
    await admin.documents.upload(new File(['# Hi'], 'hi.md', { type: 'text/markdown' }), { externalId: 'x', metadata: { a: 1 } });
    const form = server.calls[0]?.body;
    if (!(form instanceof FormData)) throw new Error('expected a form');
    const file = form.get('file');
    expect(file instanceof File ? [file.name, await file.text()] : null).toEqual(['hi.md', '# Hi']);
    expect([form.get('externalId'), form.get('metadata'), form.get('title')]).toEqual(['x', '{"a":1}', null]);
    expect(server.calls[0]?.headers.has('content-type')).toBe(false);
  });

  it('lists over pages as the loop reaches them', async () => {
    const { admin, server } = setUp({
      'GET /v1/documents': (call) =>
        call.query.get('cursor') === null
          ? json({ data: [{ id: 'a' }, { id: 'b' }], nextCursor: 'n' })
          : json({ data: [{ id: 'c' }], nextCursor: null }),
    });
    const ids: string[] = [];
    for await (const document of admin.documents.list({ limit: 2 })) ids.push(document.id);
    expect(ids).toEqual(['a', 'b', 'c']);
    for await (const document of admin.documents.list()) {
      expect(document.id).toBe('a');
      break;
    }
    expect(server.calls).toHaveLength(3);
    expect(server.calls[0]?.query.get('limit')).toBe('2');
  });
});

it('lists what visitors ask over pages, and answers it', async () => {
  const { admin, server } = setUp({
    'GET /v1/questions': (call) =>
      call.query.get('cursor') === null
        ? json({ data: [{ id: 'a' }], nextCursor: 'n' })
        : json({ data: [{ id: 'b' }], nextCursor: null }),
    'POST /v1/questions/answer': () => json({ id: 'doc_1', externalId: 'faq:1', status: 'queued' }, 202),
  });
  const ids: string[] = [];
  for await (const group of admin.questions.list({ answered: 'all', from: '2026-01-31', limit: 1 })) ids.push(group.id);
  expect(ids).toEqual(['a', 'b']);
  expect(Object.fromEntries(server.calls[1]?.query ?? [])).toEqual({
    answered: 'all',
    from: '2026-01-31',
    limit: '1',
    cursor: 'n',
  });
  const pair = { question: 'Why?', answer: 'So.', questionId: 'a' };
  expect((await admin.questions.answer(pair)).id).toBe('doc_1');
  expect(server.calls[2]).toMatchObject({ path: '/v1/questions/answer', body: pair });
});

it('says which key is missing or wrong, before any request', async () => {
  const { fetch, calls } = createScriptedServer({});
  const wrong = createAdminClient({ baseUrl: 'https://a.example', secretKey: 'pk_1', fetch });
  await expect(wrong.search({ query: 'x' })).rejects.toThrow(/sk_/);
  await expect(wrong.tenants.create({ name: 'A' })).rejects.toThrow(/platformKey/);
  expect(calls).toHaveLength(0);
});

it('throws the server’s problems', async () => {
  const { admin } = setUp({ 'POST /v1/answers': () => problem(503, 'PROVIDER_UNAVAILABLE', { 'retry-after': '3' }) });
  await expect(admin.answer({ question: 'x' })).rejects.toMatchObject({
    code: 'PROVIDER_UNAVAILABLE',
    retryAfter: 3,
    retryable: true,
  });
});
