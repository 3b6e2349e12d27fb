import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOpenAiServer, type OpenAiServer } from '../../../tests/support/openai-server.js';
import { createTestApp, json, type TestApp, type TestTenant } from './support/test-app.js';

let provider: OpenAiServer;
let app: TestApp;
let tenant: TestTenant;

beforeAll(async () => {
  provider = await startOpenAiServer({ dimensions: 16 });
  app = await createTestApp({
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: 'sk-provider-secret',
    OPENAI_EMBEDDING_MODEL: 'test-embedding',
  });
  tenant = await app.createTenant();
});
afterAll(async () => {
  await app.close();
  await provider.stop();
});

const sections = 60;

/** Marks stand in the first and the last section, far apart. */
function manual(mark: string): string {
  const words = (section: number) => Array.from({ length: 150 }, (_, at) => `w${(section * 37 + at * 13) % 900}`).join(' ');
  const middle = Array.from({ length: sections }, (_, section) => `## Section ${section}\n\n${words(section)}.`);
  return [`${mark} begins here.`, ...middle, `## End\n\n${mark} ends here.`].join('\n\n');
}

interface Hit {
  documentId: string;
  text: string;
  start: number;
  end: number;
}

const search = async (query: string): Promise<Hit[]> =>
  (await json<{ data: Hit[] }>(await tenant.call('POST', '/v1/search', { query, limit: 10 }))).data;

const send = async (mark: string): Promise<string> => {
  const body = { title: 'Manual', text: manual(mark), externalId: 'manual' };
  return (await json<{ id: string }>(await tenant.call('POST', '/v1/documents', body))).id;
};

/** Searches over and over until `isDone`; each search must find both passages of one mark, or none of either. */
async function searchUntil(marks: string[], isDone: (hits: Hit[]) => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2000; tries++) {
    const hits = await search(marks.join(' '));
    const counts = marks.map((mark) => hits.filter(({ text }) => text.includes(mark)).length);
    expect(counts.filter((count) => count !== 0 && count !== 2)).toEqual([]);
    expect(counts.filter((count) => count === 2).length).toBeLessThan(2);
    if (await isDone(hits)) return;
    await sleep(2);
  }
  throw new Error(`Searches for ${marks.join(', ')} never came to an end`);
}

describe('a large document', () => {
  it('appears, changes and leaves at once for every search', async () => {
    const id = await send('Alphonso');
    await searchUntil(['Alphonso'], async (hits) => hits.some(({ text }) => text.includes('Alphonso')));
    await send('Bergamot');
    await searchUntil(['Alphonso', 'Bergamot'], async (hits) => hits.some(({ text }) => text.includes('Bergamot')));
    const document = await json<{ text: string; chunks: number }>(await tenant.call('GET', `/v1/documents/${id}`));
    for (const hit of await search('Section w13 w26 w39')) expect(document.text.slice(hit.start, hit.end)).toBe(hit.text);

    let isDeleted = false;
    const deleting = tenant.call('DELETE', `/v1/documents/${id}`).then((response) => {
      isDeleted = true;
      return response.status;
    });
    await searchUntil(['Bergamot'], async () => isDeleted);
    expect(await deleting).toBe(204);
    expect(await search('Bergamot')).toEqual([]);
  });
});
