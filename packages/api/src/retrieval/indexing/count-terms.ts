import { stemWord } from '../text/stem-word.js';
import { fold, tokenise } from '../text/tokenise.js';

/** A title or a heading counts three times its body occurrence; more does not help (measured plateau 3 to 5). */
const titleWeight = 3;
const longestTerm = 80;

export interface TermCounts {
  counts: Map<string, number>;
  /** Weighted number of tokens: BM25's document length. */
  length: number;
}

/** Weighted term counts of a chunk: body once, title and heading path three times. */
export function countTerms(input: {
  title: string;
  headingPath: readonly string[];
  text: string;
  language: string | null;
}): TermCounts {
  const counted: TermCounts = { counts: new Map(), length: 0 };
  addTerms(counted, titleOf(input.title, input.headingPath), { language: input.language, weight: titleWeight });
  addTerms(counted, input.text, { language: input.language, weight: 1 });
  return counted;
}

/** Title and heading path as one text; a heading that repeats the title counts once. */
export function titleOf(title: string, headingPath: readonly string[]): string {
  return [...new Set([title, ...headingPath])].join('\n');
}

/** The terms of a text in order, as the index holds them. */
export function termsOf(text: string, language: string | null): string[] {
  const found: string[] = [];
  tokenise(fold(text), (token, kind) => found.push(toTerm(token, kind === 'word' ? language : null)));
  return found;
}

export function toTerm(word: string, language: string | null): string {
  const stem = stemWord(word, language);
  return stem.length > longestTerm ? stem.slice(0, longestTerm) : stem;
}

function addTerms(counted: TermCounts, text: string, how: { language: string | null; weight: number }): void {
  tokenise(fold(text), (token, kind) => {
    const term = toTerm(token, kind === 'word' ? how.language : null);
    counted.counts.set(term, (counted.counts.get(term) ?? 0) + how.weight);
    counted.length += how.weight;
  });
}
