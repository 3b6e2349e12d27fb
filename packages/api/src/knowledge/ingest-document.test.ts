import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../context.js';
import { inTenantSql } from '../db/index.js';
import { AppError } from '../errors.js';
import { newId } from '../ids.js';
import { addDocuments } from './add-documents.js';
import { addFile } from './add-file.js';
import { createIngestion } from './create-ingestion.js';
import { deleteDocument } from './delete-document.js';
import type { DocumentParser } from './document-parser.js';
import { getDocument } from './get-document.js';
import type { GuardedFetch } from './guarded-fetch.js';
import { ingestDocument } from './ingest-document.js';
import { startTestKnowledge, type TestKnowledge } from './knowledge.test-support.js';
import { listDocuments } from './list-documents.js';

let knowledge: TestKnowledge;
beforeAll(async () => {
  knowledge = await startTestKnowledge();
}, 60_000);
afterAll(() => knowledge.close());

const chunkTexts = (ctx: Context): Promise<string[]> =>
  inTenantSql(knowledge.database, ctx.tenantId, async (tx) => {
    const rows = await tx`select text from chunks where tenant_id = ${ctx.tenantId} order by document_id, ordinal`;
    return rows.map((row) => String(row['text']));
  });

const countRows = (ctx: Context, table: string): Promise<number> =>
  inTenantSql(knowledge.database, ctx.tenantId, async (tx) => {
    const [row] = await tx`select count(*)::int as count from ${tx(table)} where tenant_id = ${ctx.tenantId}`;
    return Number(row?.['count']);
  });

const parserThat = (parse: DocumentParser['parse']): DocumentParser => ({ parse, async close() {} });
const file = { fileName: 'a.pdf', mediaType: 'application/pdf', bytes: new Uint8Array([1]) };

describe('bytes', () => {
  it('reach the parser as they were sent, however many', async () => {
    for (const length of [0, 1, 1024 * 1024 + 1, 9 * 1024 * 1024 + 5]) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 9)) & 255);
      const read: Uint8Array[] = [];
      const ctx = await knowledge.newContext({
        parser: parserThat(async (given) => {
          read.push(given.bytes);
          throw new AppError('NO_TEXT', 'There is no text in it.');
        }),
      });
      await addFile(ctx, { ...file, bytes });
      await knowledge.ingestAll(ctx);
      expect(read).toHaveLength(1);
      expect(Buffer.compare(read[0] ?? new Uint8Array(1), bytes)).toBe(0);
    }
  });
});

describe('texts', () => {
  it('keeps the text as it was sent, but for what cannot be stored, and cuts it into exact spans', async () => {
    const ctx = await knowledge.newContext();
    const text = '# Räfunds\r\n\r\nWithin 30\u0000 days. \uD800 🙂\r\n\r\n\r\n## Exchange\r\nAlways.\n';
    const [accepted] = await addDocuments(ctx, [{ title: 'T\u0000itle', text, metadata: { a: '\uDC00', n: 1 } }]);
    expect(accepted).toMatchObject({ status: 'queued', externalId: null });
    await knowledge.ingestAll(ctx);
    const document = await getDocument(ctx, { documentId: accepted?.id ?? '' });
    expect(document).toMatchObject({
      status: 'ready',
      title: 'T\uFFFDitle',
      metadata: { a: '\uFFFD', n: 1 },
      chunks: 2,
      language: expect.anything(),
    });
    expect(document.text).toBe(text.replace('\u0000', '\uFFFD').replace('\uD800', '\uFFFD'));
    expect(document.characters).toBe(text.length);
    expect(await chunkTexts(ctx)).toEqual(['Within 30\uFFFD days. \uFFFD 🙂', 'Always.']);
    expect(await countRows(ctx, 'document_inputs')).toBe(0);
  });

  it('replaces a document of the same externalId, also twice in one batch', async () => {
    const ctx = await knowledge.newContext();
    const [first] = await addDocuments(ctx, [{ title: 'One', text: 'old words', externalId: 'x' }]);
    await knowledge.ingestAll(ctx);
    const again = await addDocuments(ctx, [
      { title: 'Two', text: 'newer words', externalId: 'x' },
      { title: 'Other', text: 'other words' },
      { title: 'Three', text: 'newest words', externalId: 'x' },
    ]);
    expect(again.map(({ id }) => id === first?.id)).toEqual([true, false, true]);
    expect(await chunkTexts(ctx)).toEqual(['old words']);
    expect((await getDocument(ctx, { documentId: first?.id ?? '' })).status).toBe('queued');
    await knowledge.ingestAll(ctx);
    expect((await chunkTexts(ctx)).sort()).toEqual(['newest words', 'other words']);
    expect((await listDocuments(ctx, { limit: 10 })).data.map(({ title }) => title).sort()).toEqual(['Other', 'Three']);
  });

  it('accepts the same new externalId from two requests at once', async () => {
    const ctx = await knowledge.newContext();
    const add = (text: string) => addDocuments(ctx, [{ title: 'T', text, externalId: 'same' }]);
    const [[one], [two]] = await Promise.all([add('first'), add('second')]);
    expect(one?.id).toBe(two?.id);
    await knowledge.ingestAll(ctx);
    expect(await chunkTexts(ctx)).toHaveLength(1);
  });

  it('fails a text without words with the next step', async () => {
    const ctx = await knowledge.newContext();
    const [accepted] = await addDocuments(ctx, [{ title: 'Empty', text: ' \n ' }]);
    await knowledge.ingestAll(ctx);
    const document = await getDocument(ctx, { documentId: accepted?.id ?? '' });
    expect(document).toMatchObject({ status: 'failed', error: { code: 'NO_TEXT', detail: expect.stringContaining('Send') } });
  });
});

describe('several at once', () => {
  const ingestTogether = async (ctx: Context, texts: string[]): Promise<string[]> => {
    await addDocuments(
      ctx,
      texts.map((text) => ({ title: 'T', text })),
    );
    const ingestion = createIngestion();
    const jobs = knowledge.jobs.splice(0);
    const ends = await Promise.allSettled(jobs.map((job) => ingestDocument(ctx, job, ingestion)));
    return ends.map(({ status }) => status);
  };

  it('are stored in fewer transactions than they are', async () => {
    const ctx = await knowledge.newContext();
    const texts = ['red apples', 'green pears', 'blue plums', 'red cherries', 'green grapes', 'blue berries'];
    expect(new Set(await ingestTogether(ctx, texts))).toEqual(new Set(['fulfilled']));
    expect((await chunkTexts(ctx)).sort()).toEqual([...texts].sort());
    const [stats] = await inTenantSql(
      knowledge.database,
      ctx.tenantId,
      (tx) => tx`select chunk_count, version::int from knowledge_stats where tenant_id = ${ctx.tenantId}`,
    );
    expect(stats?.['chunk_count']).toBe(6);
    expect(stats?.['version']).toBeLessThan(6);
  });

  it('are not spoilt by one that cannot be stored', async () => {
    const sameTwice = ['chk_a', 'chk_b', 'chk_b', 'chk_c'];
    const ctx = await knowledge.newContext({
      newId: (kind) => (kind === 'chunk' ? (sameTwice.shift() ?? newId('chunk')) : newId(kind)),
    });
    const ends = await ingestTogether(ctx, ['red apples', 'green pears', 'blue plums', 'red cherries']);
    expect(ends.filter((end) => end === 'rejected')).toHaveLength(1);
    expect(await chunkTexts(ctx)).toHaveLength(3);
  });
});

describe('files and pages', () => {
  it('takes the title from the file unless one was given, and pages into the chunks', async () => {
    const parser = parserThat(async () => ({
      mediaType: 'application/pdf',
      title: 'Inside',
      text: 'one\n\ntwo',
      pageStarts: [0, 5],
    }));
    const ctx = await knowledge.newContext({ parser });
    const own = await addFile(ctx, file);
    const given = await addFile(ctx, { ...file, title: 'Given' });
    expect((await getDocument(ctx, { documentId: own.id })).title).toBe('a.pdf');
    await knowledge.ingestAll(ctx);
    expect(await getDocument(ctx, { documentId: own.id })).toMatchObject({
      title: 'Inside',
      mediaType: 'application/pdf',
      text: 'one\n\ntwo',
    });
    expect((await getDocument(ctx, { documentId: given.id })).title).toBe('Given');
  });

  it('takes the passages that came with a text, and has long texts cut by the parser', async () => {
    const cuts: number[] = [];
    const passage = (start: number, end: number) => ({ ordinal: 0, headingPath: ['H'], page: null, start, end });
    const parser: DocumentParser = {
      ...parserThat(async () => ({
        mediaType: 'text/plain',
        title: undefined,
        text: 'one\0 two three',
        pageStarts: undefined,
        passages: [passage(0, 8)],
      })),
      async cut({ text }) {
        cuts.push(text.length);
        return [passage(0, 4)];
      },
    };
    const ctx = await knowledge.newContext({ parser });
    await addFile(ctx, file);
    await knowledge.ingestAll(ctx);
    await addDocuments(ctx, [
      { title: 'Long', text: 'word '.repeat(20_000) },
      { title: 'Short', text: 'few words' },
    ]);
    await knowledge.ingestAll(ctx);
    expect((await chunkTexts(ctx)).sort()).toEqual(['few words', 'one\uFFFD two', 'word']);
    expect(cuts).toEqual([100_000]);
  });

  it('keeps what was searchable when a replacement cannot be read, and its failure', async () => {
    const ctx = await knowledge.newContext({
      parser: parserThat(async () => {
        throw new AppError('FILE_ENCRYPTED', 'Save it without a password.');
      }),
    });
    await addDocuments(ctx, [{ title: 'T', text: 'the old text', externalId: 'x' }]);
    await knowledge.ingestAll(ctx);
    const { id } = await addFile(ctx, { ...file, externalId: 'x' });
    await knowledge.ingestAll(ctx);
    expect(await getDocument(ctx, { documentId: id })).toMatchObject({
      status: 'failed',
      error: { code: 'FILE_ENCRYPTED' },
      text: 'the old text',
    });
    expect(await chunkTexts(ctx)).toEqual(['the old text']);
  });

  it('throws what may pass, and settles it on the last try', async () => {
    const parser = parserThat(async () => {
      throw new Error('connection lost');
    });
    const ctx = await knowledge.newContext({ parser });
    const { id } = await addFile(ctx, file);
    const [job] = knowledge.jobs.splice(0);
    await expect(ingestDocument(ctx, { documentId: id, revision: job?.revision ?? 0 })).rejects.toThrow('connection lost');
    expect((await getDocument(ctx, { documentId: id })).status).toBe('processing');
    await ingestDocument(ctx, { documentId: id, revision: 1, isLast: true });
    expect(await getDocument(ctx, { documentId: id })).toMatchObject({ status: 'failed', error: { code: 'INTERNAL' } });
  });

  it('never lets an older revision overwrite a newer one', async () => {
    let release = (): void => {};
    const parser = parserThat(async () => {
      await new Promise<void>((resolve) => (release = resolve));
      return { mediaType: 'text/plain', title: undefined, text: 'old file', pageStarts: undefined };
    });
    const ctx = await knowledge.newContext({ parser });
    const { id } = await addFile(ctx, { ...file, externalId: 'x' });
    const old = ingestDocument(ctx, { documentId: id, revision: 1 });
    await expect.poll(async () => (await getDocument(ctx, { documentId: id })).status).toBe('processing');
    await addDocuments(ctx, [{ title: 'New', text: 'new text', externalId: 'x' }]);
    knowledge.jobs.splice(0);
    await ingestDocument(ctx, { documentId: id, revision: 2 });
    release();
    await old;
    expect(await getDocument(ctx, { documentId: id })).toMatchObject({ status: 'ready', text: 'new text' });
    await ingestDocument(ctx, { documentId: id, revision: 1 });
    expect(await chunkTexts(ctx)).toEqual(['new text']);
  });

  it('imports a page and says why one is refused', async () => {
    const guardedFetch: GuardedFetch = {
      async fetchPage(url: string) {
        if (url.includes('secret')) throw new AppError('URL_REFUSED', 'Give a public address.');
        return { url, mediaType: 'text/html', bytes: new Uint8Array([1]) };
      },
      fetchResource: () => Promise.reject(new AppError('INTERNAL', 'A document is not crawled.')),
      post: () => Promise.reject(new AppError('INTERNAL', 'Nothing is posted.')),
      check() {},
      async close() {},
    };
    const parser = parserThat(async () => ({ mediaType: 'text/html', title: 'Page', text: 'page words', pageStarts: undefined }));
    const ctx = await knowledge.newContext({ guardedFetch, parser });
    const [page, refused] = await addDocuments(ctx, [{ url: 'https://example.com/a' }, { url: 'https://secret/' }]);
    await knowledge.ingestAll(ctx);
    expect(await getDocument(ctx, { documentId: page?.id ?? '' })).toMatchObject({
      status: 'ready',
      title: 'Page',
      url: 'https://example.com/a',
    });
    expect(await getDocument(ctx, { documentId: refused?.id ?? '' })).toMatchObject({
      status: 'failed',
      error: { code: 'URL_REFUSED' },
    });
  });
});

describe('lists and deletes', () => {
  it('lists newest first, page by page, and only what is the tenant’s', async () => {
    const ctx = await knowledge.newContext();
    const other = await knowledge.newContext();
    await addDocuments(other, [{ title: 'Foreign', text: 'x' }]);
    const accepted = await addDocuments(
      ctx,
      [1, 2, 3, 4, 5].map((n) => ({ title: `D${n}`, text: `text ${n}` })),
    );
    const first = await listDocuments(ctx, { limit: 2 });
    await addDocuments(ctx, [{ title: 'Later', text: 'x' }]);
    await knowledge.ingestAll(ctx);
    const second = await listDocuments(ctx, { limit: 2, cursor: first.nextCursor ?? undefined });
    const third = await listDocuments(ctx, { limit: 2, cursor: second.nextCursor ?? undefined });
    const seen = [...first.data, ...second.data, ...third.data].map(({ id }) => id);
    expect(seen).toEqual(
      accepted
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
    expect(third.nextCursor).toBeNull();
  });

  it('deletes a document with all that was made from it, once', async () => {
    const ctx = await knowledge.newContext();
    const [gone] = await addDocuments(ctx, [
      { title: 'Gone', text: 'unique words' },
      { title: 'Stays', text: 'other words' },
    ]);
    await knowledge.ingestAll(ctx);
    await deleteDocument(ctx, { documentId: gone?.id ?? '' });
    expect(await chunkTexts(ctx)).toEqual(['other words']);
    await expect(deleteDocument(ctx, { documentId: gone?.id ?? '' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const foreign = await knowledge.newContext();
    await expect(getDocument(foreign, { documentId: gone?.id ?? '' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
