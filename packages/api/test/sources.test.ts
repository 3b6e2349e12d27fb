import type { NewSource, Page, Source, SourcePage } from '@askwell/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startOpenAiServer, type OpenAiServer } from '../../../tests/support/openai-server.js';
import { createJobHandlers } from '../src/job-handlers.js';
import { createGuardedFetch } from '../src/knowledge/index.js';
import { createJobQueue } from '../src/jobs/index.js';
import { allDocuments, createTestApp, json, type TestApp, type TestTenant } from './support/test-app.js';
import { htmlPage, startTestSite, type SitePage, type TestSite } from './support/test-site.js';

let provider: OpenAiServer;
let app: TestApp;
let shop: TestTenant;
const sites: TestSite[] = [];

beforeAll(async () => {
  provider = await startOpenAiServer({ dimensions: 16 });
  app = await createTestApp({
    ASKWELL_ALLOW_PRIVATE_URLS: 'yes',
    ASKWELL_LIMITS: 'off',
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: 'sk-provider-secret',
    OPENAI_EMBEDDING_MODEL: 'test-embedding',
  });
});
beforeEach(async () => {
  shop = await app.createTenant();
});
afterAll(async () => {
  await app.close();
  await provider.stop();
  for (const site of sites) await site.close();
});

async function startSite(pages: Record<string, SitePage>): Promise<TestSite> {
  const site = await startTestSite(pages);
  sites.push(site);
  return site;
}

const kettle = htmlPage('Kettles', 'The kettle boils two litres of water in four minutes.', ['/teapots', '/']);
const teapots = htmlPage('Teapots', 'Every teapot is made of glazed porcelain by hand.', ['/kettles?utm_source=x']);
const threePages = (): Record<string, SitePage> => ({
  '/': htmlPage('Home', 'Welcome to the shop of fine kitchen things.', [
    '/kettles',
    '/teapots#top',
    'https://elsewhere.example/',
  ]),
  '/kettles': kettle,
  '/teapots': teapots,
});

async function add(input: NewSource): Promise<Source> {
  return json<Source>(await shop.call('POST', '/v1/sources', input));
}

const addSite = (site: TestSite, settings: object = {}): Promise<Source> =>
  add({ kind: 'website', url: `${site.url}/`, delayMilliseconds: 0, ...settings });

const get = async (id: string): Promise<Source> => json<Source>(await shop.call('GET', `/v1/sources/${id}`));

async function settled(id: string): Promise<Source> {
  for (let tries = 0; tries < 1200; tries++) {
    const source = await get(id);
    if (source.status === 'idle' && source.sync?.progress.indexing === 0) return source;
    await sleep(25);
  }
  throw new Error('The sync did not end in time');
}

async function sync(id: string): Promise<Source> {
  expect((await shop.call('POST', `/v1/sources/${id}/sync`)).status).toBe(202);
  return settled(id);
}

async function pages(id: string): Promise<Map<string, SourcePage>> {
  const { data } = await json<Page<SourcePage>>(await shop.call('GET', `/v1/sources/${id}/pages?limit=200`));
  return new Map(data.map((page) => [page.key.replace(/^http:\/\/[^/]+/, ''), page]));
}

const titles = async (): Promise<string[]> => (await allDocuments(shop)).map(({ title }) => title).toSorted();

describe('a website', () => {
  it('is read from its start, each page once, within the site and its robots.txt', async () => {
    const site = await startSite({
      ...threePages(),
      '/kettles': kettle.replace('</nav>', '<a href="/private/a">Private</a></nav>'),
      '/robots.txt': { headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow: /private/' },
      '/private/a': htmlPage('Secret', 'Nobody may read this page at all.'),
    });
    const source = await addSite(site);
    expect(source).toMatchObject({ kind: 'website', status: 'syncing', every: null });
    const done = await settled(source.id);
    expect(done.sync).toMatchObject({ number: 1, outcome: 'completed', progress: { found: 3, added: 3, failed: 0 } });
    expect(await titles()).toEqual(['Home', 'Kettles', 'Teapots']);
    expect(site.requests.map(({ path }) => path).toSorted()).toEqual(['/', '/kettles', '/robots.txt', '/teapots']);
    const { data } = await json<{ data: { title: string; url: string }[] }>(
      await shop.call('POST', '/v1/search', { query: 'how fast does the kettle boil', limit: 3 }),
    );
    expect(data[0]).toMatchObject({ title: 'Kettles', url: `${site.url}/kettles` });
  });

  it('costs nothing to sync unchanged, and follows what changed and what vanished', async () => {
    const site = await startSite(threePages());
    const { id } = await addSite(site);
    await settled(id);
    const before = { documents: await allDocuments(shop), embeddings: provider.embeddings().length };
    // A new token in the markup is no change of what a reader sees.
    site.pages.set('/teapots', teapots.replace('<nav>', '<nav data-token="7">'));
    const unchanged = await sync(id);
    expect(unchanged.sync).toMatchObject({ number: 2, progress: { found: 3, unchanged: 3, added: 0, changed: 0, removed: 0 } });
    expect(await allDocuments(shop)).toEqual(before.documents);
    expect(provider.embeddings()).toHaveLength(before.embeddings);
    expect(site.requests.filter(({ status }) => status === 304)).toHaveLength(2);

    site.pages.set('/', htmlPage('Home', 'Welcome to our shop.', ['/kettles', '/gone']));
    site.pages.set('/kettles', htmlPage('Kettles', 'The kettle now boils three litres of water.', ['/gone']));
    site.pages.set('/gone', { status: 410 });
    const changed = await sync(id);
    expect(changed.sync).toMatchObject({ outcome: 'completed', progress: { changed: 2, removed: 1, failed: 1 } });
    expect(await titles()).toEqual(['Home', 'Kettles']);
    expect((await pages(id)).get('/gone')).toMatchObject({ status: 'failed', httpStatus: 410, error: { transient: false } });
    site.pages.delete('/kettles');
    expect((await sync(id)).sync?.progress).toMatchObject({ removed: 1 });
    expect(await titles()).toEqual(['Home']);
  });

  it('counts a redirect and a canonical address once', async () => {
    const site = await startSite({
      '/': htmlPage('Home', 'Start of all.', ['/old', '/new', '/new?view=print', '/hidden']),
      '/old': { status: 301, headers: { location: '/new' } },
      '/new': htmlPage('New', 'The page that has moved here.', [], '<link rel="canonical" href="/new">'),
      '/new?view=print': htmlPage('New', 'The page that has moved here.', [], '<link rel="canonical" href="/new">'),
      '/hidden': htmlPage('Hidden', 'Not to be found.', [], '<meta name="robots" content="noindex">'),
    });
    const { id } = await addSite(site);
    expect((await settled(id)).sync?.progress).toMatchObject({ found: 5, added: 2, skipped: 3 });
    expect(await titles()).toEqual(['Home', 'New']);
    expect((await pages(id)).get('/hidden')).toMatchObject({ status: 'excluded', reason: 'The page asks not to be indexed.' });
  });

  it('ends what fails as errors of single pages, and tries again what may pass', async () => {
    const { guardedFetch } = app.deps;
    app.deps.guardedFetch = createGuardedFetch({ allowPrivateHosts: true, timeoutMilliseconds: 300 });
    try {
      const site = await startSite({
        '/': htmlPage('Home', 'All the troubles.', [
          '/500',
          '/busy',
          '/never',
          '/loop',
          '/empty',
          '/zip',
          '/bomb',
          '/charset',
          '/fine',
          'file:///etc/passwd',
        ]),
        '/500': { status: 500 },
        '/busy': { status: 429, headers: { 'retry-after': '1' } },
        '/never': null,
        '/loop': { status: 302, headers: { location: '/loop' } },
        '/empty': '<html><body></body></html>',
        '/zip': { headers: { 'content-type': 'application/zip' }, body: 'PK' },
        '/bomb': {
          headers: { 'content-type': 'text/html', 'content-encoding': 'gzip' },
          body: gzipSync(Buffer.alloc(60 * 1024 * 1024, 'a ')),
        },
        '/charset': {
          headers: { 'content-type': 'text/html; charset=utf-8' },
          body: Buffer.from(htmlPage('Öffnung', 'Geöffnet bis fünf Uhr.'), 'latin1'),
        },
        '/fine': htmlPage('Fine', 'This page has no trouble.'),
      });
      const { id } = await addSite(site);
      await expect.poll(() => site.count('/busy'), { timeout: 20_000 }).toBe(1);
      site.pages.set('/busy', htmlPage('Busy', 'It had been busy.'));
      const done = await settled(id);
      expect(done.sync).toMatchObject({ outcome: 'completed', progress: { found: 10, added: 4, failed: 6 } });
      expect(await titles()).toEqual(['Busy', 'Fine', 'Home', 'Öffnung']);
      expect(site.count('/500')).toBe(3);
      const byKey = await pages(id);
      expect(byKey.get('/500')).toMatchObject({ httpStatus: 500, error: { code: 'URL_BAD_STATUS', transient: true } });
      expect(byKey.get('/never')?.error).toMatchObject({ code: 'URL_UNREACHABLE', transient: true });
      expect(byKey.get('/loop')?.error).toMatchObject({ code: 'URL_BAD_STATUS', transient: false });
      expect(byKey.get('/empty')?.error).toMatchObject({ code: 'NO_TEXT', transient: false });
      expect(byKey.get('/zip')?.error).toMatchObject({ code: 'UNSUPPORTED_FILE_TYPE', transient: false });
      expect(byKey.get('/bomb')?.error).toMatchObject({ code: 'FILE_TOO_LARGE', transient: false });
      // A page that fails for a while stays in the index.
      site.pages.set('/fine', { status: 503 });
      await sync(id);
      expect(await titles()).toEqual(['Busy', 'Fine', 'Home', 'Öffnung']);
    } finally {
      await app.deps.guardedFetch.close();
      app.deps.guardedFetch = guardedFetch;
    }
  });

  it('keeps its pages while the site is down', async () => {
    const site = await startSite(threePages());
    const { id } = await addSite(site);
    await settled(id);
    site.pages.set('/robots.txt', { status: 503 });
    expect((await sync(id)).sync).toMatchObject({ outcome: 'failed', error: { code: 'URL_BAD_STATUS' } });
    site.pages.delete('/robots.txt');
    site.pages.set('/', { status: 404 });
    expect((await sync(id)).sync).toMatchObject({ outcome: 'failed', error: { code: 'URL_BAD_STATUS' } });
    expect(await titles()).toEqual(['Kettles', 'Teapots']);
    expect((await json<Source>(await shop.call('GET', `/v1/sources/${id}`))).status).toBe('idle');
  });

  it('holds to patterns, depth and a limit of pages', async () => {
    const site = await startSite({
      '/': htmlPage('Home', 'Start of all.', ['/docs/1', '/blog/1']),
      '/docs/1': htmlPage('One', 'First page of the docs.', ['/docs/2', '/docs/draft-1']),
      '/docs/2': htmlPage('Two', 'Second page of the docs.', ['/docs/3']),
      '/docs/3': htmlPage('Three', 'Third page of the docs.'),
    });
    const patterns = { include: ['/', '/docs/*'], exclude: ['*draft*'] };
    const { id } = await addSite(site, { ...patterns, maxDepth: 2 });
    await settled(id);
    expect(await titles()).toEqual(['Home', 'One', 'Two']);
    expect(site.count('/blog/1') + site.count('/docs/draft-1')).toBe(0);
    expect((await shop.call('PATCH', `/v1/sources/${id}`, { maxDepth: 9, maxPages: 2, name: 'Docs' })).status).toBe(200);
    const limited = await sync(id);
    expect(limited).toMatchObject({ name: 'Docs', sync: { progress: { found: 2, removed: 1 } } });
    expect(limited.sync?.notes.join()).toMatch(/limit of 2 pages/);
    expect(await titles()).toEqual(['Home', 'One']);
  });

  it('stops a sitemap of 100,000 addresses at the limit, packed with gzip and behind an index', async () => {
    const site = await startSite(threePages());
    const urls = Array.from(
      { length: 100_000 },
      (_, index) => `<url><loc>${site.url}/${index === 0 ? 'kettles' : `p${index}`}</loc></url>`,
    );
    site.pages.set(
      '/all.xml',
      `<sitemapindex><sitemap><loc>${site.url}/big.xml.gz</loc></sitemap><sitemap><loc>http://10.0.0.1/x.xml</loc></sitemap></sitemapindex>`,
    );
    site.pages.set('/big.xml.gz', {
      headers: { 'content-type': 'application/gzip' },
      body: gzipSync(`<?xml version="1.0"?><urlset>${urls.join('')}</urlset>`),
    });
    const source = await add({ kind: 'website', sitemapUrl: `${site.url}/all.xml`, maxPages: 3, delayMilliseconds: 0 });
    const done = await settled(source.id);
    expect(done.sync).toMatchObject({ outcome: 'completed', progress: { found: 3, added: 1, failed: 2 } });
    expect(done.sync?.notes.join()).toMatch(/limit of 3 pages/);
    expect(await titles()).toEqual(['Kettles']);
    expect(site.count('/teapots')).toBe(0);
    site.pages.set('/all.xml', {
      headers: { 'content-type': 'application/gzip' },
      body: gzipSync(Buffer.alloc(60 * 1024 * 1024)),
    });
    expect((await sync(source.id)).sync).toMatchObject({ outcome: 'failed', error: { code: 'FILE_TOO_LARGE' } });
    expect(await titles()).toEqual(['Kettles']);
  });

  it('follows no link inside from a page, a sitemap or a canonical address, and expands no entity', async () => {
    const links = Array.from({ length: 3_000 }, (_, index) => `/l${index}`);
    const inside = [
      'http://127.0.0.1:1/admin',
      'http://169.254.169.254/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      '//[::1]/x',
    ];
    const site = await startSite({
      '/': htmlPage('Home', 'Start of all.', [...inside, ...links], '<link rel="canonical" href="https://other.example/">'),
      '/l0': htmlPage('First', 'The first of many.'),
      '/bomb.xml': `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
        <urlset><url><loc>/&b;</loc></url><url><loc>/&f;</loc></url></urlset>`,
      '/inside.xml': `<urlset>${inside.map((url) => `<url><loc>${url}</loc></url>`).join('')}</urlset>`,
    });
    const { id } = await addSite(site, { maxPages: 3 });
    const done = await settled(id);
    expect(done.sync?.progress).toMatchObject({ found: 3, added: 2, failed: 1 });
    expect([...(await pages(id)).keys()].filter((key) => !/^\/(?:l\d+)?$/.test(key))).toEqual([]);
    expect(new Set((await allDocuments(shop)).map(({ url }) => url))).toEqual(new Set([`${site.url}/`, `${site.url}/l0`]));
    for (const name of ['bomb', 'inside']) {
      const source = await add({ kind: 'website', sitemapUrl: `${site.url}/${name}.xml`, delayMilliseconds: 0 });
      await settled(source.id);
      expect([...(await pages(source.id)).keys()]).toEqual([`/${name}.xml`]);
    }
  });

  it('refuses an address that leads inside', async () => {
    const { guardedFetch } = app.deps;
    app.deps.guardedFetch = createGuardedFetch();
    const { id } = await add({ kind: 'website', url: 'http://127.0.0.1/' });
    expect((await settled(id)).sync).toMatchObject({ outcome: 'failed', error: { code: 'URL_REFUSED' } });
    app.deps.guardedFetch = guardedFetch;
    for (const body of [
      { kind: 'website' },
      { kind: 'website', url: 'ftp://a.example/' },
      { kind: 'website', url: 'https://u:p@a.example/' },
    ]) {
      expect((await shop.call('POST', '/v1/sources', body)).status).toBe(422);
    }
  });
});

describe('a sync', () => {
  const manyPages = (count: number): Record<string, SitePage> => ({
    '/': htmlPage(
      'Home',
      'Start of all.',
      Array.from({ length: count }, (_, index) => `/p${index}`),
    ),
    ...Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`/p${index}`, htmlPage(`Page ${index}`, `Text of page number ${index}.`)]),
    ),
  });

  it('is joined by a second one, can be paused, goes on, and can be cancelled', async () => {
    const site = await startSite(manyPages(30));
    const { id } = await addSite(site, { delayMilliseconds: 60, concurrency: 1 });
    await expect.poll(() => site.requests.length, { timeout: 20_000 }).toBeGreaterThan(3);
    const joined = await Promise.all([1, 2].map(async () => json<Source>(await shop.call('POST', `/v1/sources/${id}/sync`))));
    expect(joined.map(({ sync }) => sync?.number)).toEqual([1, 1]);
    expect(await json<Source>(await shop.call('POST', `/v1/sources/${id}/pause`))).toMatchObject({ status: 'paused' });
    await sleep(300);
    const seen = site.requests.length;
    await sleep(300);
    expect(site.requests).toHaveLength(seen);
    expect((await get(id)).sync).toMatchObject({ outcome: null, finishedAt: null });
    await shop.call('POST', `/v1/sources/${id}/sync`);
    await expect.poll(() => site.requests.length, { timeout: 20_000 }).toBeGreaterThan(seen + 2);
    expect(await json<Source>(await shop.call('POST', `/v1/sources/${id}/cancel`))).toMatchObject({
      status: 'idle',
      sync: { outcome: 'cancelled' },
    });
    await sleep(200);
    const atCancel = site.requests.length;
    expect(atCancel).toBeLessThan(31);
    expect((await shop.call('POST', `/v1/sources/${id}/pause`)).status).toBe(409);
    await shop.call('PATCH', `/v1/sources/${id}`, { delayMilliseconds: 0 });
    expect((await sync(id)).sync).toMatchObject({ number: 2, outcome: 'completed', progress: { found: 31, failed: 0 } });
    expect(await titles()).toHaveLength(31);
  });

  it('goes on after its process has ended in the middle, and indexes nothing twice', async () => {
    const site = await startSite(manyPages(24));
    const { id } = await addSite(site, { delayMilliseconds: 40, concurrency: 1 });
    await expect.poll(() => site.requests.length, { timeout: 20_000 }).toBeGreaterThan(6);
    const first = app.deps.jobs;
    await first.stop(0);
    const atStop = site.requests.length;
    expect(atStop).toBeLessThan(24);
    const second = await createJobQueue(app.deps.database, { pollMilliseconds: 50 });
    // The app closes the queue it began with.
    first.stop = (milliseconds) => second.stop(milliseconds);
    app.deps.jobs = second;
    await second.work(createJobHandlers(app.deps));
    const done = await settled(id);
    expect([...(await pages(id)).values()].filter(({ change }) => change !== 'added')).toEqual([]);
    expect(done.sync).toMatchObject({ number: 1, outcome: 'completed', progress: { found: 25, added: 25 } });
    const documents = await allDocuments(shop);
    expect(new Set(documents.map(({ url }) => url)).size).toBe(25);
    expect(documents).toHaveLength(25);
    expect(documents.every(({ status }) => status === 'ready')).toBe(true);
    // At most the page that was being read is asked for again.
    expect(site.requests.length).toBeLessThanOrEqual(25 + 1 + 2);
  });

  it('is told as events until all of it is searchable', async () => {
    const site = await startSite(threePages());
    const { id } = await addSite(site);
    const text = await (await shop.call('GET', `/v1/sources/${id}/events`)).text();
    const events = text
      .split('\n')
      .filter((line) => line.startsWith('data: {'))
      .map((line) => JSON.parse(line.slice(6)) as Source);
    expect(events.at(-1)).toMatchObject({
      status: 'idle',
      sync: { outcome: 'completed', progress: { found: 3, added: 3, failed: 0, waiting: 0, indexing: 0 } },
    });
    expect(text.trimEnd().endsWith('data: [DONE]')).toBe(true);
  });

  it('is repeated by its schedule', async () => {
    const site = await startSite(threePages());
    const { id } = await addSite(site, { every: 'day' });
    const first = await settled(id);
    expect(first.every).toBe('day');
    expect(Date.parse(first.nextSyncAt ?? '')).toBeGreaterThan(Date.now() + 86_000_000);
    const { clock } = app.deps;
    app.deps.clock = { now: () => Date.now() - 86_400_000 };
    await shop.call('PATCH', `/v1/sources/${id}`, { every: 'day' });
    app.deps.clock = clock;
    await expect.poll(async () => (await get(id)).sync?.number, { timeout: 20_000 }).toBe(2);
    await settled(id);
    expect(await json<Source>(await shop.call('PATCH', `/v1/sources/${id}`, { every: null }))).toMatchObject({
      nextSyncAt: null,
    });
  });
});

describe('questions and answers', () => {
  it('are matched on the question, and change one by one', async () => {
    const pairs = [
      { question: 'Do you ship to Norway?', answer: 'Yes, within nine days.' },
      { question: 'Can I pay by invoice?', answer: 'Companies can.' },
    ];
    const { id } = await add({ kind: 'faq', name: 'Questions', pairs });
    expect((await settled(id)).sync?.progress).toMatchObject({ found: 2, added: 2 });
    const search = { query: 'do you ship to norway', limit: 1 };
    const hits = await json<{ data: { title: string; text: string }[] }>(await shop.call('POST', '/v1/search', search));
    expect(hits.data[0]).toMatchObject({ title: 'Do you ship to Norway?' });
    expect(hits.data[0]?.text).toContain('Yes, within nine days.');

    const calls = provider.embeddings().length;
    await shop.call('PATCH', `/v1/sources/${id}`, {
      pairs: [pairs[0], { question: 'Can I pay by invoice?', answer: 'Everybody can.' }],
    });
    expect((await settled(id)).sync?.progress).toMatchObject({ unchanged: 1, changed: 1, removed: 0 });
    expect(provider.embeddings()).toHaveLength(calls + 1);
    await shop.call('PATCH', `/v1/sources/${id}`, { pairs: [pairs[0]] });
    expect((await settled(id)).sync?.progress).toMatchObject({ unchanged: 1, removed: 1 });
    expect(await titles()).toEqual(['Do you ship to Norway?']);
    expect((await shop.call('PATCH', `/v1/sources/${id}`, { maxPages: 3 })).status).toBe(422);
    expect((await shop.call('DELETE', `/v1/sources/${id}`)).status).toBe(204);
    expect((await shop.call('GET', `/v1/sources/${id}`)).status).toBe(404);
    expect(await titles()).toEqual([]);
  });
});
