import type { Answer, DocumentWithText, SearchHit, SearchResponse } from '@askwell/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import { CallFailed, type ApiClient } from '../api-client.js';
import type { EvaluationCase } from './read-cases.js';

export interface CaseOutcome {
  line: number;
  question: string;
  answerable: boolean;
  answered: boolean;
  /** Of the first ten documents found, which are expected; undefined where none is named. */
  ranking: { found: boolean[]; expected: number } | undefined;
  /** How a wanted answer is met; undefined where none is named or the question has none. */
  gold: Gold | undefined;
  citations: number;
  brokenCitations: number;
  searchMilliseconds: number;
  answerMilliseconds: number;
}

export interface Gold {
  /** One stands in the answer or in what it quotes. */
  isPresent: boolean;
  /** Share of the words of the best met one that do. */
  coverage: number;
  /** Of the reply, parted by white space. */
  words: number;
}

/** Text of each document, read once. */
export type DocumentTexts = Map<string, Promise<string | undefined>>;

const rankedDocuments = 10;
const mostTries = 20;

/** Searches and asks for one case, and compares what comes with what is expected. */
export async function runCase(client: ApiClient, wanted: EvaluationCase, texts: DocumentTexts): Promise<CaseOutcome> {
  const { line, question, answerable, history, documents, answers } = wanted;
  const earlier = history.length === 0 ? {} : { history };
  const search = await timed(() =>
    patiently(() => client.call<SearchResponse>('POST', '/v1/search', { query: question, limit: 50, ...earlier })),
  );
  const reply = await timed(() => patiently(() => client.call<Answer>('POST', '/v1/answers', { question, ...earlier })));
  const answer = reply.value;
  const isBroken = await Promise.all(answer.citations.map((citation) => isBrokenCitation(client, { answer, citation, texts })));
  return {
    line,
    question,
    answerable,
    answered: answer.answered,
    ranking:
      documents.length === 0 || !answerable
        ? undefined
        : { found: rank(search.value.data, documents), expected: new Set(documents).size },
    gold: answers.length === 0 || !answerable ? undefined : compare(answer, answers),
    citations: answer.citations.length,
    brokenCitations: isBroken.filter(Boolean).length,
    searchMilliseconds: search.milliseconds,
    answerMilliseconds: reply.milliseconds,
  };
}

/** For each of the first documents: is it an expected one? Each expectation is met once. */
function rank(hits: readonly SearchHit[], documents: readonly string[]): boolean[] {
  const open = new Set(documents);
  const first = new Map<string, SearchHit>();
  for (const hit of hits) if (!first.has(hit.documentId)) first.set(hit.documentId, hit);
  return [...first.values()].slice(0, rankedDocuments).map(({ externalId, title, url, documentId }) => {
    const met = [externalId, title, url, documentId].find((name) => name !== null && open.delete(name));
    return met !== undefined;
  });
}

function compare(answer: Answer, wanted: readonly string[]): Gold {
  const said = fold([answer.text, ...answer.citations.map(({ quote }) => quote)].join(' '));
  const saidWords = new Set(said.split(' '));
  const golds = wanted.map(fold);
  const coverages = golds.map((text) => (said.includes(text) ? 1 : shareOf(text.split(' '), saidWords)));
  const coverage = Math.max(...coverages);
  return { isPresent: golds.some((text) => said.includes(text)), coverage, words: answer.text.split(/\s+/).length };
}

function shareOf(words: readonly string[], said: ReadonlySet<string>): number {
  return words.filter((word) => said.has(word)).length / words.length;
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}\s]+/gu, ' ')
    .trim();
}

async function isBrokenCitation(
  client: ApiClient,
  { answer, citation, texts }: { answer: Answer; citation: Answer['citations'][number]; texts: DocumentTexts },
): Promise<boolean> {
  const documentId = answer.sources.find(({ id }) => id === citation.sourceId)?.documentId;
  if (documentId === undefined || citation.quote === '') return true;
  let reading = texts.get(documentId);
  if (reading === undefined) texts.set(documentId, (reading = readText(client, documentId)));
  return (await reading)?.slice(citation.start, citation.end) !== citation.quote;
}

async function readText(client: ApiClient, documentId: string): Promise<string | undefined> {
  try {
    const path = `/v1/documents/${encodeURIComponent(documentId)}`;
    return (await patiently(() => client.call<DocumentWithText>('GET', path))).text;
  } catch (error) {
    if (error instanceof CallFailed && error.problem?.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const started = performance.now();
  return { value: await work(), milliseconds: performance.now() - started };
}

/** A rate limit is no outcome of a question: wait and ask again. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CallFailed) || error.problem?.code !== 'RATE_LIMITED' || tries === mostTries) throw error;
      await sleep(1_000);
    }
  }
}
