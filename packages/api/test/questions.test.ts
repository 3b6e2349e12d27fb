import type { AcceptedDocument, Answer, Page, QuestionGroup } from '@askwell/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from './support/read-events.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, json, type TestApp, type TestTenant } from './support/test-app.js';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

/** A shop whose visitors have asked these, each one in a conversation of its own. */
async function shopAsked(...questions: string[]): Promise<TestTenant> {
  const shop = await app.createTenant();
  await shop.learn(...shopDocuments);
  await ask(shop, ...questions);
  return shop;
}

async function ask(shop: TestTenant, ...questions: string[]): Promise<void> {
  for (const question of questions) {
    const visitor = await shop.visitor();
    await readEvents(await visitor.ask(question));
  }
}

async function page(shop: TestTenant, query = ''): Promise<Page<QuestionGroup>> {
  return json(await shop.call('GET', `/v1/questions?${query}`));
}

const loyalty = 'Do you have a loyalty programme?';
const wrapping = 'Can you gift wrap the teapot?';

describe('GET /v1/questions', () => {
  it('groups like questions without an answer, the commonest first', async () => {
    const shop = await shopAsked(
      wrapping,
      'Is there a loyalty programme?',
      loyalty,
      'How long is the warranty of a kettle?',
      'do you have a LOYALTY programme',
      'hello',
    );
    const { data, nextCursor } = await page(shop);
    expect(nextCursor).toBeNull();
    expect(data.map(({ question, count }) => [question, count])).toEqual([
      [loyalty, 3],
      [wrapping, 1],
    ]);
    expect(data[0]?.examples).toEqual([loyalty, 'Is there a loyalty programme?']);
    expect(Date.parse(data[0]?.lastAskedAt ?? '')).toBeGreaterThan(Date.parse(data[1]?.lastAskedAt ?? ''));
    expect(JSON.stringify(data)).not.toMatch(/vis_|cnv_/);
    expect(await page(shop)).toEqual({ data, nextCursor });
  });

  it('tells what was near, as it is now', async () => {
    const shop = await shopAsked('How long is the warranty of a kettle?');
    const [group] = (await page(shop, 'answered=true')).data;
    expect(group?.nearest).toEqual([{ documentId: expect.stringMatching(/^doc_/) as string, title: 'Warranty', url: null }]);
    await shop.call('DELETE', `/v1/documents/${group?.nearest[0]?.documentId}`);
    expect((await page(shop, 'answered=true')).data[0]?.nearest).toEqual([]);
  });

  it('filters by answer and by time', async () => {
    const shop = await shopAsked(wrapping, 'How long is the warranty of a kettle?');
    const questions = async (query: string): Promise<string[]> => (await page(shop, query)).data.map(({ question }) => question);
    expect(await questions('answered=true')).toEqual(['How long is the warranty of a kettle?']);
    expect(await questions('answered=all')).toHaveLength(2);
    expect(await questions('from=2020-01-01')).toEqual([wrapping]);
    expect(await questions(`from=2999-01-01T00:00:00Z`)).toEqual([]);
    expect(await questions('to=2020-01-01')).toEqual([]);
  });

  it('gives pages without gaps or doubles', async () => {
    const shop = await shopAsked(wrapping, loyalty, loyalty, 'Where is the toilet?', 'Do you repair bicycles?');
    const found: string[] = [];
    for (let cursor = ''; ;) {
      const { data, nextCursor } = await page(shop, `limit=2${cursor}`);
      found.push(...data.map(({ id }) => id));
      if (nextCursor === null) break;
      cursor = `&cursor=${nextCursor}`;
    }
    expect(found).toEqual((await page(shop)).data.map(({ id }) => id));
    expect(found).toHaveLength(4);
  });

  it('refuses what it does not know', async () => {
    const shop = await app.createTenant();
    for (const query of ['answered=maybe', 'from=yesterday', 'limit=0', 'cursor=x']) {
      expect({ query, status: (await shop.call('GET', `/v1/questions?${query}`)).status }).toEqual({ query, status: 422 });
    }
  });
});

describe('POST /v1/questions/answer', () => {
  async function answer(shop: TestTenant, body: Record<string, string>): Promise<AcceptedDocument> {
    const accepted = await json<AcceptedDocument>(await shop.call('POST', '/v1/questions/answer', body));
    expect((await shop.waitUntilRead(accepted.id)).status).toBe('ready');
    return accepted;
  }

  it('makes the question answered, and takes its group out', async () => {
    const shop = await shopAsked(loyalty, 'Is there a loyalty programme?', wrapping);
    const pair = { question: loyalty, answer: 'Yes: every tenth kettle is free.', url: 'https://shop.example/loyalty' };
    const accepted = await answer(shop, pair);
    expect((await page(shop)).data.map(({ question }) => question)).toEqual([wrapping]);
    const reply = await json<Answer>(await shop.call('POST', '/v1/answers', { question: 'Is there a loyalty programme?' }));
    expect(reply).toMatchObject({ answered: true, sources: [{ documentId: accepted.id, url: pair.url }] });
    expect(reply.text).toContain('every tenth kettle');
    await shop.call('DELETE', `/v1/documents/${accepted.id}`);
    expect((await page(shop)).data).toHaveLength(2);
  });

  it('replaces the answer of the same question', async () => {
    const shop = await shopAsked();
    const first = await answer(shop, { question: 'Do you repair bicycles?', answer: 'No.' });
    const second = await answer(shop, { question: 'do you repair  bicycles', answer: 'Yes, on Mondays in Utrecht.' });
    expect(second.id).toBe(first.id);
    const { text } = await json<{ text: string }>(await shop.call('GET', `/v1/documents/${first.id}`));
    expect(text).toContain('Mondays');
  });

  it('takes a better wording for a group', async () => {
    const shop = await shopAsked('gift wrap teapot??');
    const [group] = (await page(shop)).data;
    await answer(shop, {
      question: 'Is there an option to have my order packed as a present?',
      answer: 'Yes, for 3 euros.',
      questionId: group?.id ?? '',
    });
    expect((await page(shop)).data).toEqual([]);
  });

  it('shows the group again where the pair does not help', async () => {
    const shop = await shopAsked('Do you sell zeppelins?');
    await answer(shop, {
      question: 'Is it possible to order balloons?',
      answer: 'No.',
      questionId: (await page(shop)).data[0]?.id ?? '',
    });
    expect((await page(shop)).data).toEqual([]);
    await ask(shop, 'Do you sell zeppelins?');
    expect((await page(shop)).data.map(({ question, count }) => [question, count])).toEqual([['Do you sell zeppelins?', 1]]);
  });

  it('refuses what it cannot use', async () => {
    const shop = await app.createTenant();
    const status = async (body: unknown): Promise<number> => (await shop.call('POST', '/v1/questions/answer', body)).status;
    expect(await status({ question: 'Why?', answer: ' ' })).toBe(422);
    expect(await status({ question: 'x'.repeat(501), answer: 'y' })).toBe(422);
    expect(await status({ question: 'Why?', answer: 'y', url: 'javascript:alert(1)' })).toBe(422);
    expect(await status({ question: 'Why?', answer: 'y', questionId: 'msg_unknown' })).toBe(404);
  });
});
