import { expect, it } from 'vitest';
import { createScriptedServer, createTestClock, problem, type Routes } from '../scripted-server.test.helper.js';
import { createAdminClient, type AdminClient } from './admin-client.js';

function setUp(routes: Routes): AdminClient {
  const { fetch } = createScriptedServer(routes);
  return createAdminClient({ baseUrl: 'https://chat.example.com', secretKey: 'sk_1', fetch, clock: createTestClock() });
}

const lines = (...data: string[]): Response =>
  new Response(data.map((line) => `: alive\n\ndata: ${line}\n\n`).join(''), { headers: { 'content-type': 'text/event-stream' } });

async function all(events: AsyncIterable<unknown>): Promise<unknown[]> {
  const seen = [];
  for await (const event of events) seen.push(event);
  return seen;
}

it('follows a sync to its end, also over a broken connection', async () => {
  const [running, idle] = [
    { status: 'syncing', sync: null },
    { status: 'idle', sync: null },
  ];
  const admin = setUp({
    'GET /v1/sources/*/events': (_call, nth) =>
      nth === 1 ? lines(JSON.stringify(running)) : lines(JSON.stringify(idle), '[DONE]', 'never read'),
  });
  expect(await all(admin.sources.events('sou_1'))).toEqual([running, idle]);
});

it('says what is wrong with a sync that cannot be followed', async () => {
  const unknown = setUp({ 'GET /v1/sources/*/events': () => problem(404, 'NOT_FOUND') });
  await expect(all(unknown.sources.events('sou_1'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const away = setUp({ 'GET /v1/sources/*/events': () => Promise.reject(new TypeError('fetch failed')) });
  await expect(all(away.sources.events('sou_1'))).rejects.toMatchObject({ code: 'NETWORK', retryable: true });
  const leaving = new AbortController();
  leaving.abort();
  await expect(all(away.sources.events('sou_1', { signal: leaving.signal }))).rejects.toMatchObject({ code: 'ABORTED' });
});
