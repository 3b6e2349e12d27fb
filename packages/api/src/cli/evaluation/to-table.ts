import type { Measures } from './measure.js';

/** The figures as lines of two columns. */
export function toTable(measures: Measures): string {
  const m = measures;
  const rows: [string, string][] = [
    ['questions', String(m.questions)],
    [`R@1 R@5 R@10 (${m.ranked})`, [m.recall1, m.recall5, m.recall10].map(share).join('  ')],
    ['MRR@10', share(m.mrr10)],
    ['nDCG@10', share(m.ndcg10)],
    [`gold answer present (${m.goldAsked})`, share(m.goldInAnswer)],
    ['word coverage', share(m.goldWordCoverage)],
    ['words per reply', m.wordsPerReply === null ? '-' : m.wordsPerReply.toFixed(1)],
    [`abstains on unanswerable (${m.unanswerable})`, share(m.abstainOnUnanswerable)],
    [`false abstention (${m.answerable})`, share(m.falseAbstention)],
    ['balanced accuracy', share(m.balancedAccuracy)],
    ['citations', `${m.citations}, broken ${m.brokenCitations}`],
    ['search p50 p95', `${milliseconds(m.searchMsP50)}  ${milliseconds(m.searchMsP95)} ms`],
    ['answer p50 p95', `${milliseconds(m.answerMsP50)}  ${milliseconds(m.answerMsP95)} ms`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, value]) => name.padEnd(width) + value).join('\n');
}

function share(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}

function milliseconds(value: number | null): string {
  return value === null ? '-' : value.toFixed(0);
}
