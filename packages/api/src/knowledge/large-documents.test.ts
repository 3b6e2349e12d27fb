import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../context.js';
import { inTenantSql } from '../db/index.js';
import { createPassageCache, createPostingCache, createVocabularyCache, findPassages } from '../retrieval/index.js';
import { addDocuments } from './add-documents.js';
import { deleteDocument } from './delete-document.js';
import { getDocument } from './get-document.js';
import { ingestDocument } from './ingest-document.js';
import { startTestKnowledge, type IngestJob, type TestKnowledge } from './knowledge.test-support.js';

let knowledge: TestKnowledge;
beforeAll(async () => {
  knowledge = await startTestKnowledge();
}, 60_000);
afterAll(() => knowledge.close());

/** A text of many slices, whose first and last section hold the mark. */
function largeText(mark: string, sections = 40): string {
  const words = (section: number) => Array.from({ length: 150 }, (_, at) => `w${(section * 37 + at * 13) % 900}`).join(' ');
  const texts = Array.from({ length: sections }, (_, section) => `## Section ${section}\n\n${words(section)}.`);
  return [`${mark} begins here.`, ...texts, `## End\n\n${mark} ends here.`].join('\n\n');
}

async function newContext(): Promise<Context> {
  const ctx = await knowledge.newContext();
  const nothing = { inc: () => {} };
  const metrics = { searchFallbacks: nothing, vectorSearches: nothing } as unknown as Context['deps']['metrics'];
  const vocabulary = createVocabularyCache({ freshMilliseconds: 0 });
  const caches = { vocabulary, passages: createPassageCache(), postings: createPostingCache() };
  return { ...ctx, deps: { ...ctx.deps, ...caches, metrics } };
}

async function add(ctx: Context, text: string): Promise<IngestJob> {
  await addDocuments(ctx, [{ title: 'Manual', text, externalId: 'manual' }]);
  const job = knowledge.jobs.pop();
  if (job === undefined) throw new Error('No job was added');
  return job;
}

/** Of which marks the best passages are, in the order of the words. */
async function found(ctx: Context, ...marks: string[]): Promise<string[]> {
  const { passages } = await findPassages(ctx, { query: marks.join(' '), limit: 4 });
  return marks.filter((mark) => passages.some(({ text }) => text.includes(mark)));
}

async function countOf(ctx: Context, mark: string): Promise<number> {
  const { passages } = await findPassages(ctx, { query: mark, limit: 4 });
  return passages.filter(({ text }) => text.includes(mark)).length;
}

/** All that stands in the tables of the index, but for ids and numbers. */
async function indexOf(ctx: Context): Promise<unknown> {
  return inTenantSql(knowledge.database, ctx.tenantId, async (tx) => ({
    chunks:
      await tx`select ordinal, text, cardinality(term_ids) as terms from chunks where tenant_id = ${ctx.tenantId} order by ordinal`,
    terms: await tx`select term, chunk_frequency from terms where tenant_id = ${ctx.tenantId} order by term`,
    postings:
      await tx`select t.term, count(*)::int, sum(p.weight)::float4 from postings p left join terms t on t.tenant_id = p.tenant_id and t.id = p.term_id
      where p.tenant_id = ${ctx.tenantId} group by t.term order by t.term`,
    hidden: await tx`select from hidden_chunks where tenant_id = ${ctx.tenantId}`,
    statistics:
      await tx`select chunk_count, languages from knowledge_stats where tenant_id = ${ctx.tenantId} and chunk_count > 0`,
  }));
}

async function indexOfFresh(...texts: string[]): Promise<unknown> {
  const ctx = await newContext();
  for (const text of texts) await ingestDocument(ctx, await add(ctx, text));
  return indexOf(ctx);
}

async function hiddenCount(ctx: Context): Promise<number> {
  const [row] = await inTenantSql(
    knowledge.database,
    ctx.tenantId,
    (tx) => tx<{ count: number }[]>`select count(*)::int from hidden_chunks where tenant_id = ${ctx.tenantId}`,
  );
  return row?.count ?? 0;
}

/** Begins, and breaks off in the middle, as a killed process would. */
async function breakOff(ctx: Context, job: IngestJob): Promise<void> {
  const killed = new AbortController();
  let transactions = 0;
  const sql = new Proxy(ctx.deps.database.sql, {
    get: (target, name) => {
      if (name === 'begin' && ++transactions === 5) killed.abort();
      return Reflect.get(target, name) as unknown;
    },
  });
  const deps = { ...ctx.deps, database: { ...ctx.deps.database, sql } };
  await expect(ingestDocument({ ...ctx, deps, signal: killed.signal }, job)).rejects.toThrow();
  expect(await hiddenCount(ctx)).toBeGreaterThan(0);
}

describe('a large document', () => {
  it('is found whole or not at all while it is written, replaced and deleted', { timeout: 120_000 }, async () => {
    const ctx = await newContext();
    const counts = async (marks: string[], work: Promise<unknown>): Promise<Set<string>> => {
      const done = new AbortController();
      const ended = work.finally(() => done.abort());
      const seen = new Set<string>();
      while (!done.signal.aborted) seen.add((await Promise.all(marks.map((mark) => countOf(ctx, mark)))).join(' '));
      await ended;
      return seen;
    };
    const first = await add(ctx, largeText('Alphonso'));
    expect([...(await counts(['Alphonso'], ingestDocument(ctx, first)))].filter((seen) => !/^[02]$/.test(seen))).toEqual([]);
    expect(await countOf(ctx, 'Alphonso')).toBe(2);

    const second = await add(ctx, largeText('Bergamot'));
    const replaced = await counts(['Alphonso', 'Bergamot'], ingestDocument(ctx, second));
    expect([...replaced].filter((seen) => !/^[02] [02]$/.test(seen))).toEqual([]);
    expect(await indexOf(ctx)).toEqual(await indexOfFresh(largeText('Bergamot')));

    const deleted = await counts(['Bergamot'], deleteDocument(ctx, { documentId: second.documentId }));
    expect([...deleted].filter((seen) => !/^[02]$/.test(seen))).toEqual([]);
    expect(await indexOf(ctx)).toEqual({ chunks: [], terms: [], postings: [], hidden: [], statistics: [] });
  });

  it('shifts no frequency of other documents before it is there', async () => {
    const ctx = await newContext();
    await addDocuments(ctx, [{ title: 'Small', text: 'w13 is rare. Cinnamon too.' }]);
    await knowledge.ingestAll(ctx);
    const question = { query: 'w13 cinnamon', limit: 1 };
    const before = (await findPassages(ctx, question)).passages[0]?.score;
    await breakOff(ctx, await add(ctx, largeText('Alphonso')));
    const fresh = await newContext();
    const during = await findPassages({ ...ctx, deps: fresh.deps }, question);
    expect(during.passages[0]).toMatchObject({ score: before, text: 'w13 is rare. Cinnamon too.' });
    expect(await found(ctx, 'Alphonso')).toEqual([]);
  });

  it('is indexed once by the next try after a process was killed', async () => {
    const ctx = await newContext();
    const job = await add(ctx, largeText('Alphonso'));
    await breakOff(ctx, job);
    expect(await found(ctx, 'Alphonso')).toEqual([]);
    await ingestDocument(ctx, job);
    expect(await indexOf(ctx)).toEqual(await indexOfFresh(largeText('Alphonso')));
  });

  it('leaves nothing where its last try was killed, or it was replaced or deleted half-way', async () => {
    const exhausted = await newContext();
    const job = await add(exhausted, largeText('Alphonso'));
    await breakOff(exhausted, job);
    await ingestDocument(exhausted, { ...job, isExhausted: true });
    expect((await getDocument(exhausted, { documentId: job.documentId })).status).toBe('failed');
    expect(await indexOf(exhausted)).toMatchObject({ chunks: [], terms: [], postings: [], hidden: [] });

    const replaced = await newContext();
    await breakOff(replaced, await add(replaced, largeText('Alphonso')));
    await ingestDocument(replaced, await add(replaced, 'Small now.'));
    expect(await indexOf(replaced)).toEqual(await indexOfFresh('Small now.'));

    const deleted = await newContext();
    const gone = await add(deleted, largeText('Alphonso'));
    await breakOff(deleted, gone);
    await deleteDocument(deleted, { documentId: gone.documentId });
    expect(await indexOf(deleted)).toMatchObject({ chunks: [], terms: [], postings: [], hidden: [] });
  });

  it('stops where it is replaced or deleted while it is written', async () => {
    const ctx = await newContext();
    const old = ingestDocument(ctx, await add(ctx, largeText('Alphonso')));
    await expect.poll(() => hiddenCount(ctx), { interval: 1 }).toBeGreaterThan(0);
    const job = await add(ctx, largeText('Bergamot'));
    await Promise.all([old, ingestDocument(ctx, job)]);
    expect(await indexOf(ctx)).toEqual(await indexOfFresh(largeText('Bergamot')));

    const third = ingestDocument(ctx, await add(ctx, largeText('Cardamom')));
    await expect.poll(() => hiddenCount(ctx), { interval: 1 }).toBeGreaterThan(0);
    await Promise.all([third, deleteDocument(ctx, { documentId: job.documentId })]);
    expect(await indexOf(ctx)).toMatchObject({ chunks: [], terms: [], postings: [], hidden: [] });
  });

  it('is indexed once by two tries at the same time', async () => {
    const ctx = await newContext();
    const job = await add(ctx, largeText('Alphonso'));
    const both = await Promise.allSettled([ingestDocument(ctx, job), ingestDocument(ctx, job)]);
    if (both.some(({ status }) => status === 'rejected')) await ingestDocument(ctx, job);
    expect(await indexOf(ctx)).toEqual(await indexOfFresh(largeText('Alphonso')));
  });

  it('has passages whose neighbours are of the same version', async () => {
    const ctx = await newContext();
    await ingestDocument(ctx, await add(ctx, largeText('Alphonso')));
    await breakOff(ctx, await add(ctx, largeText('Bergamot')));
    expect(await found(ctx, 'Alphonso', 'Bergamot')).toEqual(['Alphonso']);
    const document = await getDocument(ctx, {
      documentId: (await findPassages(ctx, { query: 'w13', limit: 1 })).passages[0]?.documentId ?? '',
    });
    for (const { start, end, text } of (await findPassages(ctx, { query: 'Section w13 w26', limit: 50 })).passages)
      expect(document.text.slice(start, end)).toBe(text);
  });
});
