import type { CaseOutcome } from './run-case.js';

/** Null where the file names nothing to measure it by. */
export interface Measures {
  questions: number;
  /** Questions with an expected document. */
  ranked: number;
  recall1: number | null;
  recall5: number | null;
  recall10: number | null;
  mrr10: number | null;
  ndcg10: number | null;
  /** Questions with a wanted answer, and the share of them where one stands in the answer or its quotes. */
  goldAsked: number;
  goldInAnswer: number | null;
  /** Mean share of the words of the best met wanted answer. */
  goldWordCoverage: number | null;
  /** Mean over the questions with a wanted answer. */
  wordsPerReply: number | null;
  unanswerable: number;
  abstainOnUnanswerable: number | null;
  answerable: number;
  falseAbstention: number | null;
  /** Mean of the share abstained on unanswerable and the share answered of answerable questions; null without both kinds. */
  balancedAccuracy: number | null;
  citations: number;
  brokenCitations: number;
  searchMsP50: number | null;
  searchMsP95: number | null;
  answerMsP50: number | null;
  answerMsP95: number | null;
}

/** The figures of an evaluation. nDCG is binary: Järvelin & Kekäläinen 2002, "Cumulated gain-based evaluation of IR techniques". */
export function measure(outcomes: readonly CaseOutcome[]): Measures {
  const rankings = outcomes.flatMap(({ ranking }) => ranking ?? []);
  const golds = outcomes.flatMap(({ gold }) => gold ?? []);
  const unanswerable = outcomes.filter(({ answerable }) => !answerable);
  const answerable = outcomes.filter(({ answerable }) => answerable);
  const abstainOnUnanswerable = mean(unanswerable.map(({ answered }) => Number(!answered)));
  const falseAbstention = mean(answerable.map(({ answered }) => Number(!answered)));
  const search = outcomes.map(({ searchMilliseconds }) => searchMilliseconds);
  const answer = outcomes.map(({ answerMilliseconds }) => answerMilliseconds);
  return {
    questions: outcomes.length,
    ranked: rankings.length,
    recall1: mean(rankings.map((ranking) => recallAt(1, ranking))),
    recall5: mean(rankings.map((ranking) => recallAt(5, ranking))),
    recall10: mean(rankings.map((ranking) => recallAt(10, ranking))),
    mrr10: mean(rankings.map(({ found }) => (found.includes(true) ? 1 / (found.indexOf(true) + 1) : 0))),
    ndcg10: mean(rankings.map(ndcg)),
    goldAsked: golds.length,
    goldInAnswer: mean(golds.map(({ isPresent }) => Number(isPresent))),
    goldWordCoverage: mean(golds.map(({ coverage }) => coverage)),
    wordsPerReply: mean(golds.map(({ words }) => words)),
    unanswerable: unanswerable.length,
    abstainOnUnanswerable,
    answerable: answerable.length,
    falseAbstention,
    balancedAccuracy:
      abstainOnUnanswerable === null || falseAbstention === null ? null : (abstainOnUnanswerable + 1 - falseAbstention) / 2,
    citations: outcomes.reduce((sum, { citations }) => sum + citations, 0),
    brokenCitations: outcomes.reduce((sum, { brokenCitations }) => sum + brokenCitations, 0),
    searchMsP50: percentile(search, 0.5),
    searchMsP95: percentile(search, 0.95),
    answerMsP50: percentile(answer, 0.5),
    answerMsP95: percentile(answer, 0.95),
  };
}

type Ranking = NonNullable<CaseOutcome['ranking']>;

function recallAt(depth: number, { found, expected }: Ranking): number {
  return found.slice(0, depth).filter(Boolean).length / expected;
}

function ndcg({ found, expected }: Ranking): number {
  const gain = found.reduce((sum, isExpected, at) => sum + (isExpected ? 1 / Math.log2(at + 2) : 0), 0);
  let ideal = 0;
  for (let at = 0; at < Math.min(expected, 10); at++) ideal += 1 / Math.log2(at + 2);
  return gain / ideal;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}
