import type { CreatedTenant } from '@askwell/contract';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../../tests/support/start-server.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestDatabase, type TestDatabase } from './support/test-database.js';

const cli = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

let folder: string;
let database: TestDatabase;
let server: RunningServer;
let key: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askwell-eval-'));
  database = await createTestDatabase();
  server = await startServer({ env: database.url === undefined ? {} : { DATABASE_URL: database.url } });
  const created = await post<CreatedTenant>('/v1/tenants', server.platformKey, { name: 'Shop' });
  key = created.keys.secret;
  const { data } = await post<{ data: { id: string }[] }>('/v1/documents/batch', key, { documents: shopDocuments });
  for (const { id } of data) await untilReady(id);
});
afterAll(async () => {
  await server.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function post<T>(path: string, bearer: string, body: unknown): Promise<T> {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
  return (await (await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })).json()) as T;
}

async function untilReady(id: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${server.url}/v1/documents/${id}`, { headers: { authorization: `Bearer ${key}` } });
    if (((await response.json()) as { status: string }).status === 'ready') return;
  }
}

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

async function evaluate(lines: readonly (object | string)[], args: string[] = [], url = server.url): Promise<Outcome> {
  const file = join(folder, `${crypto.randomUUID()}.jsonl`);
  await writeFile(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return run(['eval', file, '--url', url, '--key', key, ...args]);
}

function run(args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env: { PATH: process.env['PATH'] } }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

const good = [
  { question: 'How long is the warranty of a kettle?', document: 'warranty', answer: ['three years', '3 years'] },
  { question: 'Within how many days can I return an item?', document: 'Returns', answer: '30 days' },
  { question: 'What does express delivery cost?', document: 'https://shop.example/shipping', answer: '9 euros' },
  { question: 'Who painted the Mona Lisa?', answerable: false },
];

interface Report {
  questions: number;
  recall1: number | null;
  ndcg10: number | null;
  goldInAnswer: number | null;
  goldWordCoverage: number | null;
  abstainOnUnanswerable: number | null;
  falseAbstention: number | null;
  citations: number;
  brokenCitations: number;
  searchMsP95: number;
  missed: string[];
  badLines: { line: number; reason: string }[];
  outcomes: { line: number; answered: boolean }[];
}

describe('askwell eval', () => {
  it('prints the table, and ends well within the thresholds', async () => {
    const limits = ['--min-ndcg', '0.9', '--min-gold', '0.9', '--max-false-abstention', '0.1', '--max-broken', '0'];
    const { code, stdout, stderr } = await evaluate(good, limits);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replaceAll(/ {2,}/g, '  ').split('\n').slice(0, 10)).toEqual([
      'questions  4',
      'R@1 R@5 R@10 (3)  1.000  1.000  1.000',
      'MRR@10  1.000',
      'nDCG@10  1.000',
      'gold answer present (3)  1.000',
      'word coverage  1.000',
      expect.stringMatching(/^words per reply {2}[1-9]\d*\.\d$/),
      'abstains on unanswerable (1)  1.000',
      'false abstention (3)  0.000',
      'balanced accuracy  1.000',
    ]);
    expect(stdout).toMatch(/citations +[1-9]\d*, broken 0\nsearch p50 p95 +\d+ {2}\d+ ms/);
  });

  it('gives the same as JSON, with each question', async () => {
    const { code, stdout } = await evaluate(good, ['--json']);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Report;
    expect(report).toMatchObject({
      questions: 4,
      recall1: 1,
      ndcg10: 1,
      goldInAnswer: 1,
      brokenCitations: 0,
      missed: [],
      badLines: [],
    });
    expect(report.outcomes.map(({ line, answered }) => [line, answered])).toEqual([
      [1, true],
      [2, true],
      [3, true],
      [4, false],
    ]);
  });

  it('names each threshold that is missed, and ends with 1', async () => {
    const lines = [
      { question: 'How long is the warranty of a kettle?', document: 'no-such-document', answer: 'eleven kilos' },
      { question: 'Who painted the Mona Lisa?' },
    ];
    const limits =
      '--min-ndcg 0.5 --min-gold 0.7 --min-coverage 0.1 --max-false-abstention 0.15 --min-abstention 0.5 --min-balanced-accuracy 0.6';
    const { code, stdout, stderr } = await evaluate(lines, limits.split(' '));
    expect(code).toBe(1);
    expect(stdout).toContain('nDCG@10');
    expect(stderr.trim().split('\n')).toEqual([
      'missed  nDCG@10 is 0, wanted at least 0.5',
      'missed  gold answer present is 0, wanted at least 0.7',
      'missed  word coverage is 0, wanted at least 0.1',
      'missed  abstains on unanswerable was not measured: the file has no question to measure it by (wanted 0.5)',
      'missed  false abstention is 0.500, wanted at most 0.15',
      'missed  balanced accuracy was not measured: the file has no question to measure it by (wanted 0.6)',
    ]);
  });

  it('tells bad lines by their number, and goes on with the rest', async () => {
    const { code, stdout, stderr } = await evaluate([
      '{oops',
      '',
      good[0] ?? {},
      { question: ' ' },
      '[1]',
      { question: 'x', documnet: 'y' },
    ]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/questions +1\n/);
    expect(stderr).toMatch(
      /^line 1 {2}is not JSON\nline 4 {2}question: must not be empty\nline 5 {2}.*\nline 6 {2}.*documnet.*\n$/,
    );
  });

  it('takes history into the search and the answer', async () => {
    const history = [
      { role: 'user', text: 'How long is the warranty of a kettle?' },
      { role: 'assistant', text: 'Three years.' },
    ];
    const { stdout } = await evaluate(
      [{ question: 'And is limescale damage covered?', document: 'warranty', history }],
      ['--json'],
    );
    expect((JSON.parse(stdout) as Report).recall1).toBe(1);
  });

  it('tells a person what to do next', async () => {
    expect(await run(['eval', join(folder, 'missing.jsonl'), '--key', key])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('missing.jsonl') as string,
    });
    expect((await evaluate([''])).stderr).toContain('There is no question');
    expect((await evaluate(good, [], 'http://127.0.0.1:9')).stderr).toContain('askwell serve');
    expect((await evaluate(good, ['--min-ndcg', 'much'])).stderr).toContain('a number like 0.8');
  });
});

describe('a server that cites badly', () => {
  let scripted: Server;
  let url: string;

  beforeAll(async () => {
    const quotes = ['The quick', 'brown fox', 'The'];
    const answers: Record<string, unknown> = {
      '/v1/search': { data: [] },
      '/v1/answers': {
        answered: true,
        text: 'It jumps.',
        citations: quotes.map((quote) => ({ sourceId: quote === 'The' ? 's2' : 's1', start: 0, end: 9, quote })),
        sources: [
          { id: 's1', documentId: 'doc_1' },
          { id: 's2', documentId: 'doc_gone' },
        ],
      },
      '/v1/documents/doc_1': { text: 'The quick brown fox' },
    };
    scripted = createServer((request, response) => {
      const answer = answers[request.url ?? ''];
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? { code: 'NOT_FOUND', detail: 'There is none.', status: 404, requestId: 'r' }));
    });
    await new Promise<void>((resolve) => {
      scripted.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(scripted.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    scripted.close();
  });

  it('is measured: words of the reply, and the share of the wanted words that it or its quotes hold', async () => {
    const lines = [
      { question: 'Does it jump?', answer: ['it jumps over', 'it sleeps'] },
      { question: 'Who jumps?', answer: 'Brown fox' },
      { question: 'Does it sing?', answerable: false },
    ];
    const report = JSON.parse((await evaluate(lines, ['--json'], url)).stdout) as Report;
    // Two of the three words "it jumps over" are said, and all of "brown fox" are quoted.
    expect(report).toMatchObject({ goldInAnswer: 0.5, wordsPerReply: 2, falseAbstention: 0, balancedAccuracy: 0.5 });
    expect(report.goldWordCoverage).toBeCloseTo((2 / 3 + 1) / 2, 9);
  });

  it('is found out: the quote must stand where the citation says', async () => {
    const { code, stdout, stderr } = await evaluate([{ question: 'Does it jump?' }], ['--max-broken', '0'], url);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'missed  broken citations is 2, wanted at most 0\n' });
    expect(stdout).toMatch(/citations +3, broken 2/);
  });
});
