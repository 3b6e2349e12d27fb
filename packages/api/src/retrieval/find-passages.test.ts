import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../db/index.js';
import { findPassages, type FoundPassages } from './find-passages.js';
import { createTestTenant, openTestDatabase, shopDocuments, type TestTenant } from './retrieval.test-support.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());

const ask = (tenant: TestTenant, query: string, limit = 10): Promise<FoundPassages> => findPassages(tenant.ctx, { query, limit });
const idsOf = (found: FoundPassages): (string | null)[] => found.passages.map((passage) => passage.externalId);

describe('findPassages', () => {
  it('finds by words, word forms and wrong spellings', async () => {
    const tenant = await createTestTenant(database, 'ten_words');
    await tenant.add(...shopDocuments);
    expect(idsOf(await ask(tenant, 'Do you accept cheques?'))[0]).toBe('payment');
    expect(idsOf(await ask(tenant, 'repairing'))[0]).toBe('repairs');
    expect(idsOf(await ask(tenant, 'reset pasword'))[0]).toBe('password');
  });

  it('finds by the heading alone', async () => {
    const tenant = await createTestTenant(database, 'ten_heading');
    await tenant.add(...shopDocuments);
    expect(idsOf(await ask(tenant, 'How do I return an item?'))[0]).toBe('returns');
  });

  it('fills the page whatever is asked', async () => {
    const tenant = await createTestTenant(database, 'ten_fill');
    await tenant.add(...shopDocuments);
    for (const query of ['cheques', '???', '', 'zzzz', 'the', 'a\u0000b \ud800', 'word '.repeat(1600)]) {
      expect((await ask(tenant, query, 5)).passages).toHaveLength(5);
      const all = await ask(tenant, query, 50);
      expect(all.passages).toHaveLength(shopDocuments.length);
      expect(new Set(all.passages.map((passage) => passage.chunkId)).size).toBe(shopDocuments.length);
    }
  });

  it('answers an empty knowledge base with nothing', async () => {
    const tenant = await createTestTenant(database, 'ten_empty');
    const found = await ask(tenant, 'anything');
    expect(found.passages).toEqual([]);
    expect(found.evidence.answerable).toBe(false);
  });

  it('gives passages whose span is their text', async () => {
    const tenant = await createTestTenant(database, 'ten_spans');
    const text = 'First paragraph about tents.\n\nSecond paragraph about stoves.';
    await tenant.add({ id: 'camping', text });
    for (const passage of (await ask(tenant, 'stoves')).passages) {
      expect(text.slice(passage.start, passage.end)).toBe(passage.text);
    }
  });

  it('scores a tenant as if no other existed', async () => {
    const alone = await createTestTenant(database, 'ten_alone');
    await alone.add(...shopDocuments);
    const before = await ask(alone, 'What does express shipping cost?');
    const neighbour = await createTestTenant(database, 'ten_neighbour');
    for (let at = 0; at < 30; at++)
      await neighbour.add({ id: `n${at}`, text: `Express shipping cost of article ${at} is high.` });
    const after = await ask(alone, 'What does express shipping cost?');
    expect(after.passages.map(({ chunkId, score }) => [chunkId, score])).toEqual(
      before.passages.map(({ chunkId, score }) => [chunkId, score]),
    );
    expect(after.evidence).toEqual(before.evidence);
    expect(idsOf(await ask(neighbour, 'cheques', 50)).every((id) => id?.startsWith('n'))).toBe(true);
  });

  it('forgets a removed document as if it had never been there', async () => {
    const tenant = await createTestTenant(database, 'ten_remove');
    await tenant.add(...shopDocuments);
    const statistics = async (): Promise<unknown> => [
      await database.sql`select chunk_count, languages from knowledge_stats where tenant_id = 'ten_remove'`,
      await database.sql`select term, chunk_frequency from terms where tenant_id = 'ten_remove' order by term`,
      await database.sql`select count(*) from postings where tenant_id = 'ten_remove'`,
    ];
    const before = await statistics();
    const found = await ask(tenant, 'battery in winter');
    await tenant.add(
      { id: 'extra', text: 'Winter tyres for the battery bike.\n\nThey hold well in the snow.' },
      { id: 'deutsch', text: 'Der Winter ist lang, und die Batterie mag das gar nicht gern.' },
    );
    expect(idsOf(await ask(tenant, 'winter tyres'))[0]).toBe('extra');
    await tenant.remove('extra');
    await tenant.remove('deutsch');
    expect(await statistics()).toEqual(before);
    expect((await ask(tenant, 'battery in winter')).passages).toEqual(found.passages);
  });

  it('searches each language of a mixed knowledge base', async () => {
    const tenant = await createTestTenant(database, 'ten_mixed');
    await tenant.add(
      { id: 'de', text: 'Die Häuser der Stadt werden im Sommer gestrichen, und die Wohnungen bleiben trocken.' },
      { id: 'en', text: 'The houses of the town are painted in summer, and the flats stay dry.' },
      { id: 'ja', text: '夏には町の家が塗り替えられ、部屋は乾いたままです。' },
      { id: 'ar', text: 'يتم طلاء بيوت المدينة في الصيف وتبقى الشقق جافة طوال السنة.' },
    );
    expect(idsOf(await ask(tenant, 'Haus'))[0]).toBe('de');
    expect(idsOf(await ask(tenant, 'house'))[0]).toBe('en');
    expect(idsOf(await ask(tenant, '部屋'))[0]).toBe('ja');
    expect(idsOf(await ask(tenant, 'الشقق'))[0]).toBe('ar');
  });

  it('carries the subject of earlier turns', async () => {
    const tenant = await createTestTenant(database, 'ten_history');
    await tenant.add(...shopDocuments);
    const found = await findPassages(tenant.ctx, {
      query: 'And how much does it cost?',
      history: [
        { role: 'user', text: 'Do you offer an inspection in the workshop?' },
        { role: 'assistant', text: 'Our workshop repairs all brands.' },
      ],
      limit: 3,
    });
    expect(idsOf(found)[0]).toBe('repairs');
  });
});

describe('filter', () => {
  it('finds only in documents whose metadata match, and fills the page from them', async () => {
    const tenant = await createTestTenant(database, 'ten_filter');
    await tenant.add(...shopDocuments);
    const stranger = await createTestTenant(database, 'ten_filter_other');
    await stranger.add(...shopDocuments);
    await database.sql`update documents set metadata = '{"category": "billing", "level": 2, "isPublic": true}'
      where tenant_id in ('ten_filter', 'ten_filter_other') and external_id in ('payment', 'gifts', 'returns')`;
    const filtered = async (filter: Record<string, string | number | boolean>, limit = 10): Promise<(string | null)[]> =>
      idsOf(await findPassages(tenant.ctx, { query: 'How much does express shipping cost?', limit, filter }));
    expect(new Set(await filtered({ category: 'billing' }))).toEqual(new Set(['gifts', 'payment', 'returns']));
    expect(await filtered({ category: 'billing' }, 2)).toHaveLength(2);
    expect(await filtered({ level: 2, isPublic: true })).toHaveLength(3);
    expect(await filtered({ level: '2' })).toEqual([]);
    expect(await filtered({ category: 'other' })).toEqual([]);
    expect((await filtered({}, 50))[0]).toBe('shipping');
  });
});

describe('evidence', () => {
  let tenant: TestTenant;
  beforeAll(async () => {
    tenant = await createTestTenant(database, 'ten_evidence');
    await tenant.add(...shopDocuments);
  });

  it.each(['When are you open?', 'How do I return an item?', 'I forgot my password', 'express shipping', 'Are you hiring?'])(
    'covers %j',
    async (query) => {
      expect((await ask(tenant, query)).evidence.answerable).toBe(true);
    },
  );

  it.each([
    'What is the capital of France?',
    'hello',
    'thanks!',
    'How are you?',
    'qwertz uiop',
    'What is 2+2?',
    'Tell me a joke',
  ])('does not cover %j', async (query) => {
    expect((await ask(tenant, query)).evidence.answerable).toBe(false);
  });

  it('holds with one document', async () => {
    const small = await createTestTenant(database, 'ten_one');
    await small.add({ id: 'hours', title: 'Opening hours', text: 'We are open Monday to Friday from 9 am to 6 pm.' });
    expect((await ask(small, 'What are your opening hours?')).evidence.answerable).toBe(true);
    expect((await ask(small, 'What is the capital of France?')).evidence.answerable).toBe(false);
  });
});

describe('with an embedding model', () => {
  const concepts = [/car|vehicle|automobile/i, /bread|bakery/i, /piano|music/i];
  const embedder = {
    model: 'concepts',
    embed: (texts: readonly string[]): Promise<number[][]> =>
      Promise.resolve(texts.map((text) => [...concepts.map((concept) => Number(concept.test(text))), 0.1])),
  };
  const documents = [
    { id: 'auto', text: 'Every automobile needs an oil change.' },
    { id: 'loaf', text: 'Our bread is baked at night.' },
    { id: 'keys', text: 'The piano has been tuned.' },
  ];

  it('finds what shares no word with the question', async () => {
    const tenant = await createTestTenant(database, 'ten_dense', embedder);
    await tenant.add(...documents);
    expect(idsOf(await ask(tenant, 'vehicle'))[0]).toBe('auto');
    expect((await ask(tenant, 'bakery')).passages).toHaveLength(3);
  });

  it('searches by words when the model fails, and counts it', async () => {
    const tenant = await createTestTenant(database, 'ten_degraded', embedder);
    await tenant.add(...documents);
    tenant.ctx.deps.embedder = { model: 'concepts', embed: () => Promise.reject(new Error('down')) };
    expect(idsOf(await ask(tenant, 'piano'))[0]).toBe('keys');
    expect(tenant.fallbacks).toEqual(['embedding-failed']);
  });

  it('embeds a text once, however often it comes', async () => {
    const texts: string[] = [];
    const counting = {
      model: 'concepts',
      embed: (batch: readonly string[]) => {
        texts.push(...batch);
        return embedder.embed(batch);
      },
    };
    const tenant = await createTestTenant(database, 'ten_cache', counting);
    await tenant.add(...documents);
    expect(texts).toHaveLength(3);
    await tenant.add({
      id: 'copy',
      title: 'loaf',
      text: 'Our bread is baked at night.\n\nOur bread is baked at night.\n\nNew bread.',
    });
    expect(texts.slice(3)).toEqual(['loaf\nNew bread.']);
    const stranger = await createTestTenant(database, 'ten_cache_other', counting);
    await stranger.add(...documents);
    expect(texts).toHaveLength(7);
  });

  it('embeds anew when the model has another dimension than before', async () => {
    const tenant = await createTestTenant(database, 'ten_dimension', embedder);
    await tenant.add(...documents);
    const longer = (texts: readonly string[]): Promise<number[][]> => Promise.resolve(texts.map(() => [1, 0, 0, 0, 1]));
    tenant.ctx.deps.embedder = { model: 'concepts', embed: longer };
    await tenant.add({ id: 'copy', title: 'loaf', text: 'Our bread is baked at night.\n\nNew bread.' });
    const spaces =
      await database.sql`select space, count(*)::int as vectors from chunk_vectors where tenant_id = 'ten_dimension' group by 1`;
    expect(new Map(spaces.map((row) => [row['space'], row['vectors']]))).toEqual(
      new Map([
        ['concepts@4', 3],
        ['concepts@5', 2],
      ]),
    );
  });

  it('finds documents of another space by their words', async () => {
    const tenant = await createTestTenant(database, 'ten_spaces', embedder);
    await tenant.add(...documents);
    tenant.ctx.deps.embedder = { ...embedder, model: 'newer' };
    await tenant.add({ id: 'van', text: 'A vehicle for the family.' });
    expect(idsOf(await ask(tenant, 'piano'))[0]).toBe('keys');
    expect(idsOf(await ask(tenant, 'automobile', 2))).toContain('auto');
  });
});
