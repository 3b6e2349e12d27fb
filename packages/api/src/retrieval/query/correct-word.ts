import { toTerm } from '../indexing/count-terms.js';
import type { Vocabulary, VocabularyTerm } from './vocabulary.js';

/** A term that a word is probably meant to be. */
export interface Correction {
  term: string;
  /** Beside the likeliest, which has 1. */
  share: number;
}

/** How fast a candidate loses with each edit, and what its frequency gains it: measured flat around these. */
const editCost = 2;
const frequencyPower = 0.3;
/** The first letter is seldom the wrong one. */
const firstLetterEdits = 0.5;
const mostCorrections = 4;
const shortestTerm = 3;
const shortestWord = 4;
const longestWord = 40;

/** The tenant's terms within a slip or two of a word that the tenant never writes, likeliest first. */
export function correctWord(
  word: string,
  { stems, languages, vocabulary }: { stems: readonly string[]; languages: readonly string[]; vocabulary: Vocabulary },
): Correction[] {
  if (word.length < shortestWord || word.length > longestWord || /\p{N}/u.test(word)) return [];
  const values = new Map<string, number>();
  const add = ({ term, chunkFrequency }: VocabularyTerm, edits: number): void => {
    const value = Math.exp(-editCost * edits) * (1 + chunkFrequency) ** frequencyPower;
    if (value > (values.get(term) ?? 0)) values.set(term, value);
  };
  for (const form of new Set([word, ...stems])) {
    for (const { edits, ...other } of vocabulary.neighboursOf(form)) {
      add(other, edits + (other.term[0] === form[0] ? 0 : firstLetterEdits));
    }
  }
  for (const slip of slipsOf(word)) {
    for (const language of languages) {
      const term = toTerm(slip, language);
      const chunkFrequency = vocabulary.frequencyOf(term);
      if (chunkFrequency > 0 && term.length >= shortestTerm) add({ term, chunkFrequency }, 1);
    }
  }
  const found = [...values].sort(([, a], [, b]) => b - a).slice(0, mostCorrections);
  const best = found[0]?.[1] ?? 1;
  return found.map(([term, value]) => ({ term, share: value / best }));
}

/** A slip within a suffix hides it from the stemmer, so each letter too many and each swapped pair is also undone before stemming. */
function* slipsOf(word: string): Generator<string> {
  for (let at = 0; at < word.length; at++) {
    yield word.slice(0, at) + word.slice(at + 1);
    const next = word[at + 1];
    if (next !== undefined && next !== word[at]) yield `${word.slice(0, at)}${next}${word[at]}${word.slice(at + 2)}`;
  }
}
