import type { QueryAnalysis } from '../../retrieval/index.js';
import { coverage, type ScoredSentence } from './score-sentences.js';

/** A term that a chosen sentence holds counts this much again, and a neighbour of a chosen sentence gains this: measured. */
const repeatedShare = 0.4;
const neighbourGain = 0.15;
/** What adds less than this share of the first sentence's score only makes the answer longer. */
const leastShare = 0.35;
/** What the best passage's best sentence is about, the others must be about too: of its document this share, of others that. */
const leastContent = 0.5;
const leastContentElsewhere = 0.7;
/** Two sentences of which this share of all terms is in both say the same. */
const sameTerms = 0.6;
/** Code repeats words without explaining them. */
const codeShare = 0.75;
/** What the question itself says is no answer to it. */
const echoShares = { asks: 0.5, repeats: 0.6 };

/** Picks sentences by what each adds, up to a number of words. */
export function chooseSentences(
  analysis: QueryAnalysis,
  sentences: readonly ScoredSentence[],
  wordBudget: number,
): ScoredSentence[] {
  const chosen: ScoredSentence[] = [];
  const covered = new Float64Array(analysis.groups.length);
  const rest = new Set(sentences.filter(isToThePoint(sentences)));
  let words = 0;
  let first = 0;
  for (;;) {
    let best: { sentences: ScoredSentence[]; gain: number } | undefined;
    for (const sentence of rest) {
      let taken = withNeeded(sentence);
      if (chosen.length === 0 && wordsOf(taken) > wordBudget) taken = [sentence];
      if (words + wordsOf(taken) > wordBudget) continue;
      const gain = gainOf(sentence);
      if (best === undefined || gain > best.gain) best = { sentences: taken, gain };
    }
    if (best === undefined || best.gain < leastShare * first) break;
    if (first === 0) first = best.gain;
    for (const sentence of best.sentences) take(sentence);
    words += wordsOf(best.sentences);
    if (words >= wordBudget) break;
  }
  return chosen;

  function take(sentence: ScoredSentence): void {
    chosen.push(sentence);
    for (const other of rest) if (other === sentence || repeats(other, sentence)) rest.delete(other);
    for (const [at, value] of sentence.likeness.entries()) covered[at] = Math.max(covered[at] ?? 0, value);
  }

  function withNeeded(sentence: ScoredSentence): ScoredSentence[] {
    const taken = [sentence];
    for (let { needs } = sentence; needs !== undefined && !chosen.includes(needs) && taken.length < 3; { needs } = needs)
      taken.push(needs);
    return taken;
  }

  function gainOf(sentence: ScoredSentence): number {
    const fresh = sentence.likeness.map((value, at) => ((covered[at] ?? 0) > 0 ? repeatedShare * value : value));
    const isNeighbour = chosen.some(
      (other) => other.passage === sentence.passage && other.block === sentence.block && areNeighbours(other, sentence),
    );
    const own = coverage(analysis, fresh) + sentence.base;
    const share = sentence.echo !== undefined ? echoShares[sentence.echo] : sentence.kind === 'code' ? codeShare : 1;
    return share * own + (isNeighbour ? neighbourGain : 0);
  }
}

/** A second passage that only shares the question's lesser words strays, and a "Yes" belongs to the question above it. */
function isToThePoint(sentences: readonly ScoredSentence[]): (sentence: ScoredSentence) => boolean {
  const best = sentences.filter(({ rank }) => rank === 0);
  const most = Math.max(0, ...best.map(({ content }) => content));
  const lead = best[0]?.passage.documentId;
  return ({ rank, passage, content, headingContent, start, end }) => {
    if (rank === 0) return true;
    if (content < most * (passage.documentId === lead ? leastContent : leastContentElsewhere)) return false;
    return !verdict.test(passage.text.slice(start, end)) || headingContent >= leastContentElsewhere;
  };
}

const verdict =
  /^\W*(?:yes|no|ja|nein|nee|oui|non|sí|sì|si|sim|não|da|nu|tak|nie|ano|igen|nem|kyllä|ei|evet|hayır|có|không|да|нет|так|ні|ναι|όχι|نعم|لا|כן|לא|हाँ|नहीं|はい|いいえ|是的|不是|네|아니요)(?:[\s.,;:!–—。、，,]|$)/iu;

function wordsOf(sentences: readonly ScoredSentence[]): number {
  return sentences.reduce((sum, { words }) => sum + words, 0);
}

function repeats(a: ScoredSentence, b: ScoredSentence): boolean {
  let shared = 0;
  for (const term of a.terms) {
    if (b.terms.has(term)) shared++;
    // What differs in a number says something else.
    else if (/\p{N}/u.test(term)) return false;
  }
  return shared >= sameTerms * (a.terms.size + b.terms.size - shared);
}

function areNeighbours(a: ScoredSentence, b: ScoredSentence): boolean {
  const gap = a.start < b.start ? b.start - a.end : a.start - b.end;
  return gap >= 0 && gap < 4;
}
