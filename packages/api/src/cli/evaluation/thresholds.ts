import type { Measures } from './measure.js';

export interface Threshold {
  option: string;
  description: string;
  label: string;
  measure: keyof Measures;
  bound: 'least' | 'most';
}

/** What the exit code can depend on. */
export const thresholds: readonly Threshold[] = [
  { option: 'minRecall5', description: 'least R@5', label: 'R@5', measure: 'recall5', bound: 'least' },
  { option: 'minNdcg', description: 'least nDCG@10', label: 'nDCG@10', measure: 'ndcg10', bound: 'least' },
  {
    option: 'minGold',
    description: 'least share of answers that hold a wanted one',
    label: 'gold answer present',
    measure: 'goldInAnswer',
    bound: 'least',
  },
  {
    option: 'minCoverage',
    description: "least share of a wanted answer's words",
    label: 'word coverage',
    measure: 'goldWordCoverage',
    bound: 'least',
  },
  {
    option: 'minAbstention',
    description: 'least share of unanswerable questions not answered',
    label: 'abstains on unanswerable',
    measure: 'abstainOnUnanswerable',
    bound: 'least',
  },
  {
    option: 'maxFalseAbstention',
    description: 'most share of answerable questions not answered',
    label: 'false abstention',
    measure: 'falseAbstention',
    bound: 'most',
  },
  {
    option: 'minBalancedAccuracy',
    description: 'least balanced accuracy of not knowing',
    label: 'balanced accuracy',
    measure: 'balancedAccuracy',
    bound: 'least',
  },
  {
    option: 'maxBroken',
    description: 'most broken citations',
    label: 'broken citations',
    measure: 'brokenCitations',
    bound: 'most',
  },
];

/** One line for each threshold that is not kept; what could not be measured is not kept either. */
export function findMissed(measures: Measures, wanted: Readonly<Record<string, number | undefined>>): string[] {
  return thresholds.flatMap(({ option, label, measure, bound }) => {
    const limit = wanted[option];
    if (limit === undefined) return [];
    const value = measures[measure];
    if (value === null) return [`${label} was not measured: the file has no question to measure it by (wanted ${limit})`];
    if (bound === 'least' ? value >= limit : value <= limit) return [];
    const shown = Number.isInteger(value) ? String(value) : value.toFixed(3);
    return [`${label} is ${shown}, wanted at ${bound} ${limit}`];
  });
}
