import { joinWords, splitCompound } from './compounds.js';
import { correctWord } from './correct-word.js';
import { toTerm } from '../indexing/count-terms.js';
import { looseForms, sharesStem } from '../text/loose-forms.js';
import { hasStemmer } from '../text/stem-word.js';
import type { TermGroup } from './query-analysis.js';
import type { Vocabulary } from './vocabulary.js';
import { withMarks } from './with-marks.js';

/** A variant's occurrence beside the exact term, by its squared Dice. */
const variantWeight = 0.3;
const variantLikeness = 0.8;
/** The same word with another particle, prefix or ending. */
const formWeight = 0.8;
const formLikeness = 0.9;
const correctionWeight = 0.8;
const correctionLikeness = 0.7;
/** A part of a compound is less than the whole, and of two words that are written as one each is a part. */
const compoundWeight = 0.5;
const compoundLikeness = 0.5;
const pairLikeness = 0.5;

export interface WordToGroup {
  word: string;
  /** Those whose stems it may match; none for what is no word. */
  languages: readonly string[];
  vocabulary: Vocabulary;
  /** The words before and after it. */
  neighbours: readonly [string | undefined, string | undefined];
  /** Whether the tenant writes it. */
  isKnown: boolean;
  /** Whether to look for what it may have meant, which takes time. */
  isCorrected: boolean;
}

type Terms = Pick<TermGroup, 'factors' | 'likeness'>;

/** A word's stems and nothing else. */
export function exactTerms(word: string, languages: readonly string[]): Terms {
  const exact = new Set(languages.length === 0 ? [word] : languages.map((language) => toTerm(word, language)));
  const ones = Array.from(exact, (term): [string, number] => [term, 1]);
  return { factors: new Map(ones), likeness: new Map(ones) };
}

/** All terms of the tenant that stand for a word: its stems, what is spelt alike, and what an unknown word may have meant. */
export function groupTerms(exact: Terms, { word, languages, vocabulary, neighbours, isKnown, isCorrected }: WordToGroup): Terms {
  const stems = [...exact.factors.keys()];
  const isUnstemmed = languages.length > 0 && !languages.some(hasStemmer);
  const factors = new Map(exact.factors);
  const likeness = new Map(exact.likeness);
  const add = (term: string, factor: number, alike: number): void => {
    factors.set(term, Math.max(factor, factors.get(term) ?? 0));
    likeness.set(term, Math.max(alike, likeness.get(term) ?? 0));
  };

  if (isCorrected) {
    for (const term of splitCompound(word, languages, vocabulary)) add(term, compoundWeight, compoundLikeness);
    for (const { term, share } of correctWord(word, { stems, languages, vocabulary })) {
      add(term, correctionWeight * share, correctionLikeness * Math.sqrt(share));
    }
  }
  for (const stem of stems) {
    for (const { term, share } of withMarks(stem, vocabulary)) add(term, share * (isKnown ? variantWeight : 1), share);
    for (const { term, dice } of vocabulary.variantsOf(stem)) {
      if (isUnstemmed && sharesStem(stem, term)) add(term, formWeight, formLikeness);
      else add(term, (isKnown ? variantWeight : 1) * dice ** 2, variantLikeness * dice);
    }
  }
  for (const form of looseForms(word)) for (const { term } of vocabulary.termsOfForm(form)) add(term, formWeight, formLikeness);
  const [before, after] = neighbours;
  for (const term of [
    before === undefined ? undefined : joinWords(before, word, languages, vocabulary),
    after === undefined ? undefined : joinWords(word, after, languages, vocabulary),
  ]) {
    if (term !== undefined) add(term, compoundWeight, correctionLikeness);
  }
  return { factors, likeness };
}

/** How many chunks hold any of a group's terms, as far as the terms alone tell, each counted by its factor. */
export function frequencyOfGroup(factors: ReadonlyMap<string, number>, vocabulary: Vocabulary): number {
  let sum = 0;
  for (const [term, factor] of factors) sum += factor * vocabulary.frequencyOf(term);
  return sum;
}

/** A pair of characters with the pairs that it may have been meant for. */
export function groupPairs({ factors, likeness }: Terms, meant: ReadonlyMap<string, number> = new Map()): Terms {
  return {
    factors: new Map([...meant, ...factors]),
    likeness: new Map([...Array.from(meant.keys(), (term): [string, number] => [term, pairLikeness]), ...likeness]),
  };
}
