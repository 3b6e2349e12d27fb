import type { Context } from '../context.js';
import { inTenantSql, migrate, openDatabase, type Database } from '../db/index.js';
import type { Deps } from '../deps.js';
import { analyseDocumentLanguage } from './text/detect-language.js';
import { analyseChunks } from './indexing/analyse-chunks.js';
import { indexChunks } from './indexing/index-chunks.js';
import { removeChunks } from './indexing/remove-chunks.js';
import { createConfirmer } from './candidates/confirmer.js';
import { createPassageCache } from './candidates/passage-cache.js';
import { createPostingCache } from './candidates/posting-cache.js';
import { createActiveSpaces } from './vectors/active-spaces.js';
import { embedChunks, embeddingText } from './vectors/embed-chunks.js';
import { createVocabularyCache } from './query/vocabulary-cache.js';

export interface TestDocument {
  id: string;
  title?: string;
  headingPath?: string[];
  text: string;
}

/** A tenant of its own in an in-memory database; each paragraph of a document becomes one chunk. */
export async function openTestDatabase(): Promise<Database> {
  const database = await openDatabase({});
  await migrate(database);
  return database;
}

export interface TestTenant {
  ctx: Context;
  fallbacks: string[];
  add(...documents: TestDocument[]): Promise<void>;
  remove(id: string): Promise<void>;
}

export async function createTestTenant(database: Database, tenantId: string, embedder?: Deps['embedder']): Promise<TestTenant> {
  await database.sql`insert into tenants (tenant_id, name) values (${tenantId}, 'test')`;
  const fallbacks: string[] = [];
  const deps: Partial<Deps> = {
    database,
    embedder,
    activeSpaces: createActiveSpaces(),
    largeTenantChunks: 10_000,
    vocabulary: createVocabularyCache({ freshMilliseconds: 0 }),
    passages: createPassageCache(),
    postings: createPostingCache(),
    confirmer: createConfirmer(),
    logger: { warn: () => undefined } as unknown as Deps['logger'],
    metrics: {
      searchFallbacks: { inc: ({ reason }: { reason: string }) => fallbacks.push(reason) },
      vectorSearches: { inc: () => undefined },
      embeddingTokens: { inc: () => undefined },
      embeddingDollars: { inc: () => undefined },
    } as unknown as Deps['metrics'],
  };
  const ctx: Context = {
    tenantId,
    actor: { kind: 'system' },
    requestId: 'req_test',
    signal: new AbortController().signal,
    deps: deps as Deps,
  };

  async function addOne({ id, title = id, headingPath = [], text }: TestDocument): Promise<void> {
    const documentId = `doc_${id}`;
    const language = analyseDocumentLanguage(text);
    const chunks = [...text.matchAll(/\S[\s\S]*?(?=\n\n|$)/g)].map((match, ordinal) => ({
      id: `chk_${tenantId}_${id}_${ordinal}`,
      ordinal,
      headingPath,
      start: match.index,
      end: match.index + match[0].length,
      page: null,
      text: match[0],
    }));
    const embedded = await embedChunks(
      ctx,
      chunks.map((chunk) => embeddingText(title, chunk.headingPath, chunk.text)),
    );
    const analysed = await analyseChunks({ title, language, chunks });
    await inTenantSql(database, tenantId, async (tx) => {
      await tx`insert into documents (tenant_id, id, external_id, title, media_type, status, text, language, chunk_count)
        values (${tenantId}, ${documentId}, ${id}, ${title}, 'text/markdown', 'ready', ${text}, ${language}, ${chunks.length})`;
      await indexChunks(tx, { tenantId, documents: [{ documentId, chunks: analysed, embedded }] });
    });
  }

  return {
    ctx,
    fallbacks,
    async add(...documents) {
      for (const document of documents) await addOne(document);
    },
    async remove(id) {
      await inTenantSql(database, tenantId, async (tx) => {
        await removeChunks(tx, { tenantId, documentId: `doc_${id}` });
        await tx`delete from documents where tenant_id = ${tenantId} and id = ${`doc_${id}`}`;
      });
    },
  };
}

/** A small shop's pages: enough documents for evidence, short enough to read. */
export const shopDocuments: TestDocument[] = [
  { id: 'hours', title: 'Opening hours', text: 'We are open Monday to Friday from 9 am to 6 pm. We are closed on Sundays.' },
  {
    id: 'returns',
    title: 'Returns',
    headingPath: ['How do I return an item?'],
    text: 'Send it back within 30 days with the label from your parcel. The item must be unused.',
  },
  {
    id: 'shipping',
    title: 'Shipping',
    text: 'Standard shipping takes 2 to 4 days and costs 4.90 euros. Express shipping costs 12 euros.',
  },
  {
    id: 'payment',
    title: 'Payment methods',
    text: 'You can pay by credit card, PayPal or bank transfer. We do not accept cheques.',
  },
  { id: 'warranty', title: 'Warranty', text: 'All bikes have a warranty of 5 years on the frame and 2 years on other parts.' },
  {
    id: 'password',
    title: 'Resetting your password',
    text: 'Open the sign-in page and choose **Forgot password**. We send you an e-mail with a link that is valid for one hour.',
  },
  { id: 'gifts', title: 'Gift cards', text: 'Gift cards can be bought for 25, 50 or 100 euros. They never expire.' },
  {
    id: 'battery',
    title: 'Battery care',
    text: 'Charge the battery at room temperature. For the winter, store it at 60% charge.',
  },
  { id: 'rides', title: 'Test rides', text: 'Book a test ride on our website. You need an ID card and a helmet.' },
  { id: 'repairs', title: 'Repairs', text: 'Our workshop repairs all brands. An inspection costs 79 euros and takes two days.' },
  { id: 'careers', title: 'Careers', text: 'We are hiring mechanics in Berlin and Hamburg. Send your CV to our manager.' },
  { id: 'sizes', title: 'Sizes', text: 'The right frame size depends on your inside leg length.' },
];
