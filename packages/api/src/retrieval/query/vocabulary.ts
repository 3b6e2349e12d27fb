import { looseForms } from '../text/loose-forms.js';
import { unmark } from '../text/tokenise.js';
import { visitGrams } from '../text/visit-grams.js';
import { findNeighbours, findVariants, indexSpellings, spell } from './spellings.js';

const shortestTerm = 4;
const mostRemembered = 10_000;

export interface VocabularyTerm {
  term: string;
  chunkFrequency: number;
}

export interface Variant extends VocabularyTerm {
  dice: number;
}

export interface Neighbour extends VocabularyTerm {
  edits: number;
}

export interface VocabularySource {
  version: number;
  chunkCount: number;
  /** Number of chunks in each language. */
  languages: Readonly<Record<string, number>>;
  terms: readonly VocabularyTerm[];
  /** Of all chunks, ascending. */
  chunkNumbers: Int32Array;
}

/** A tenant's terms as of one version of its knowledge, indexed by their n-grams. */
export interface Vocabulary {
  readonly version: number;
  readonly chunkCount: number;
  readonly languages: Readonly<Record<string, number>>;
  readonly size: number;
  /** Of all chunks, ascending. */
  readonly chunkNumbers: Int32Array;
  frequencyOf(term: string): number;
  /** Terms spelt alike, most alike first, without the term itself. */
  variantsOf(term: string): readonly Variant[];
  /** Terms one edit away, or two from a long form: in letters, without those that hold a number. */
  neighboursOf(form: string): readonly Neighbour[];
  /** Terms with diacritics that are this one without them. */
  markedFormsOf(plain: string): readonly VocabularyTerm[];
  /** Terms that have this form in common: see `looseForms`. */
  termsOfForm(form: string): readonly VocabularyTerm[];
  /** Which characters follow this one in the terms of two characters. */
  charactersAfter(character: string): readonly string[];
  /** About how many chunks hold a 4-gram: the sum over the terms that hold it. */
  gramFrequency(gram: number): number;
}

export async function createVocabulary(source: VocabularySource): Promise<Vocabulary> {
  const { terms } = source;
  const frequencies = new Map<string, number>();
  for (const { term, chunkFrequency } of terms) frequencies.set(term, chunkFrequency);
  const spellings = await indexSpellings(terms);
  const variants = remember((term) => findVariants(term, spellings));
  let gramFrequencies: Map<number, number> | undefined;
  let markedForms: Map<string, VocabularyTerm[]> | undefined;
  let forms: Map<string, VocabularyTerm[]> | undefined;
  let following: Map<string, string[]> | undefined;

  return {
    version: source.version,
    chunkCount: source.chunkCount,
    languages: source.languages,
    size: terms.length,
    chunkNumbers: source.chunkNumbers,
    frequencyOf: (term) => frequencies.get(term) ?? 0,
    variantsOf(term) {
      if (spell(term).length < shortestTerm || /[\p{N}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(term))
        return [];
      return variants(term);
    },
    neighboursOf: remember((form) => findNeighbours(form, spellings)),
    markedFormsOf(plain) {
      markedForms ??= indexMarked(terms);
      return markedForms.get(plain) ?? [];
    },
    termsOfForm(form) {
      forms ??= indexForms(terms);
      return forms.get(form) ?? [];
    },
    charactersAfter(character) {
      following ??= indexPairs(terms);
      return following.get(character) ?? [];
    },
    gramFrequency(gram) {
      gramFrequencies ??= sumGramFrequencies(terms);
      return gramFrequencies.get(gram) ?? 0;
    },
  };
}

/** Questions share most of their words. Keeps the answers to the latest of them. */
function remember<Found>(find: (word: string) => Found): (word: string) => Found {
  const kept = new Map<string, Found>();
  return (word) => {
    const known = kept.get(word);
    if (known !== undefined) return known;
    const found = find(word);
    kept.set(word, found);
    if (kept.size > mostRemembered) kept.delete(kept.keys().next().value ?? word);
    return found;
  };
}

function sumGramFrequencies(terms: readonly VocabularyTerm[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { term, chunkFrequency } of terms) {
    visitGrams(term, (gram) => sums.set(gram, (sums.get(gram) ?? 0) + chunkFrequency));
  }
  return sums;
}

function indexPairs(terms: readonly VocabularyTerm[]): Map<string, string[]> {
  const following = new Map<string, string[]>();
  for (const { term } of terms) {
    const [first, second, third] = term;
    if (first === undefined || second === undefined || third !== undefined) continue;
    const list = following.get(first);
    if (list === undefined) following.set(first, [second]);
    else list.push(second);
  }
  return following;
}

function indexMarked(terms: readonly VocabularyTerm[]): Map<string, VocabularyTerm[]> {
  const marked = new Map<string, VocabularyTerm[]>();
  for (const term of terms) {
    const plain = unmark(term.term);
    if (plain === term.term) continue;
    const list = marked.get(plain);
    if (list === undefined) marked.set(plain, [term]);
    else list.push(term);
  }
  return marked;
}

function indexForms(terms: readonly VocabularyTerm[]): Map<string, VocabularyTerm[]> {
  const forms = new Map<string, VocabularyTerm[]>();
  for (const term of terms) {
    for (const form of looseForms(term.term)) {
      const list = forms.get(form);
      if (list === undefined) forms.set(form, [term]);
      else list.push(term);
    }
  }
  return forms;
}
