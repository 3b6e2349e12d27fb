import type { ScoredSentence } from './score-sentences.js';

/** An introduction longer than this is no lead-in to what follows. */
const longestLead = 30;
/** Characters between two passages that follow one another. */
const widestGap = 4;
/**
 * Gives chosen sentences what they cannot be read without: a lead-in ("… as follows:") what it announces, code and lists
 * their lead-in. What cannot be completed within the budget is left out, unless nothing else was chosen.
 */
export function keepTogether(
  chosen: readonly ScoredSentence[],
  all: readonly ScoredSentence[],
  wordBudget: number,
): ScoredSentence[] {
  const kept = new Set(chosen);
  const order = [...all].sort(byPlace);
  const fits = (sentence: ScoredSentence): boolean =>
    sentence.words + [...kept].reduce((sum, { words }) => sum + words, 0) <= wordBudget;
  const drop = (sentence: ScoredSentence): void => {
    if (kept.size > 1) kept.delete(sentence);
  };

  for (const sentence of chosen) {
    if (sentence.kind === 'prose' || !kept.has(sentence)) continue;
    const lead = leadOf(sentence, order);
    if (lead === undefined || kept.has(lead)) {
      if (lead === undefined && sentence.kind === 'code') drop(sentence);
    } else if (fits(lead)) kept.add(lead);
    else if (sentence.kind === 'code') drop(sentence);
  }
  for (const sentence of all) {
    if (!kept.has(sentence) || !isLead(sentence)) continue;
    const announced = announcedBy(sentence, order);
    if (announced.some((one) => kept.has(one))) continue;
    for (const one of announced) {
      if (!fits(one)) break;
      kept.add(one);
    }
    if (!announced.some((one) => kept.has(one))) drop(sentence);
  }
  return all.filter((sentence) => kept.has(sentence));
}

function isLead({ passage, end, kind }: ScoredSentence): boolean {
  return kind !== 'code' && kind !== 'row' && /[:：]\W*$/u.test(passage.text.slice(0, end).slice(-4));
}

/** The sentence before a piece of code; before a list or a table, only one that announces it. */
function leadOf(sentence: ScoredSentence, order: readonly ScoredSentence[]): ScoredSentence | undefined {
  for (let at = order.indexOf(sentence); at > 0; at--) {
    const other = order[at - 1];
    const later = order[at];
    if (other === undefined || later === undefined || !areTogether(other, later)) return undefined;
    if (sentence.kind !== 'code' && other.kind === sentence.kind) continue;
    if (other.kind === 'code' || other.kind === 'row' || other.words > longestLead) return undefined;
    return sentence.kind === 'code' || isLead(other) ? other : undefined;
  }
  return undefined;
}

/** The code, or the items or rows, that follow; after a lead-in without any, the next sentence. */
function announcedBy(lead: ScoredSentence, order: readonly ScoredSentence[]): ScoredSentence[] {
  const announced: ScoredSentence[] = [];
  let last = lead;
  for (let at = order.indexOf(lead) + 1; at < order.length; at++) {
    const next = order[at];
    if (next === undefined || !areTogether(last, next) || (announced[0] ?? next).kind !== next.kind) break;
    announced.push(next);
    if (next.kind === 'code' || next.kind === 'prose') break;
    last = next;
  }
  return announced;
}

/** A heading or the names of columns may stand between two of one passage; two passages have only blank lines between. */
function areTogether(a: ScoredSentence, b: ScoredSentence): boolean {
  if (a.passage === b.passage) return true;
  const gap = b.passage.start - a.passage.end;
  return a.passage.documentId === b.passage.documentId && gap >= 0 && gap <= widestGap;
}

function byPlace(a: ScoredSentence, b: ScoredSentence): number {
  if (a.passage.documentId !== b.passage.documentId) return a.passage.documentId < b.passage.documentId ? -1 : 1;
  return a.passage.start + a.start - b.passage.start - b.start;
}
