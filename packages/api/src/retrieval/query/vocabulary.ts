import { editDistance } from '../text/edit-distance.js';
import { looseForms } from '../text/loose-forms.js';
import { unmark } from '../text/tokenise.js';
import { hashGram, visitGrams } from '../text/visit-grams.js';

/** Dice of 2- and 3-grams from which a term counts as a variant, and how many variants at most (measured: .5 to .6 is flat). */
const leastDice = 0.6;
const mostVariants = 6;
const rounding = 1e-9;
const shortestTerm = 4;
/** Terms within an edit or two share at least this much, and an edit changes at most so many 2- and 3-grams. */
const leastDiceOfNeighbours = 0.3;
const gramsOfEdit = 7;
const shortestNeighbour = 3;
/** From this length on a word may hold two slips. */
const longWord = 7;
const boundary = 95;
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

export function createVocabulary(source: VocabularySource): Vocabulary {
  const { terms } = source;
  const frequencies = new Map<string, number>();
  for (const { term, chunkFrequency } of terms) frequencies.set(term, chunkFrequency);
  const spellings: Spellings = { terms, index: indexShortGrams(terms), shared: new Uint8Array(terms.length) };
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

interface ShortGramIndex {
  lists: Map<number, number[]>;
  /** Number of distinct 2- and 3-grams of each term. */
  sizes: Uint8Array;
  /** Letters of each term as it is spelt; 0 for those without grams. */
  lengths: Uint8Array;
}

function indexShortGrams(terms: readonly VocabularyTerm[]): ShortGramIndex {
  const lists = new Map<number, number[]>();
  const sizes = new Uint8Array(terms.length);
  const lengths = new Uint8Array(terms.length);
  for (const [at, { term }] of terms.entries()) {
    const { length } = spell(term);
    if (length < shortestNeighbour) continue;
    lengths[at] = Math.min(255, length);
    const grams = shortGrams(term);
    sizes[at] = Math.min(255, grams.length);
    for (const gram of grams) {
      const list = lists.get(gram);
      if (list === undefined) lists.set(gram, [at]);
      else list.push(at);
    }
  }
  return { lists, sizes, lengths };
}

interface Spellings {
  terms: readonly VocabularyTerm[];
  index: ShortGramIndex;
  /** All zero between two look-ups. */
  shared: Uint8Array;
}

function findVariants(term: string, { terms, index, shared }: Spellings): Variant[] {
  const found: Variant[] = [];
  const grams = shortGrams(term);
  // A term has at least as many grams as it shares.
  const leastShared = Math.ceil((leastDice * grams.length) / (2 - leastDice) - rounding);
  for (const at of shareGrams(grams, { index, shared, leastShared })) {
    const dice = diceOf(shared[at] ?? 0, grams.length, index.sizes[at]);
    shared[at] = 0;
    const other = terms[at];
    if (dice >= leastDice && other !== undefined && other.term !== term) found.push({ ...other, dice });
  }
  return found
    .sort((a, b) => b.dice - a.dice || b.chunkFrequency - a.chunkFrequency || (a.term < b.term ? -1 : 1))
    .slice(0, mostVariants);
}

function findNeighbours(form: string, { terms, index, shared }: Spellings): Neighbour[] {
  const found: Neighbour[] = [];
  const spelt = spell(form);
  const most = spelt.length < longWord ? 1 : 2;
  const grams = shortGrams(form);
  const leastShared = grams.length - most * gramsOfEdit;
  for (const at of shareGrams(grams, { index, shared, leastShared })) {
    const count = shared[at] ?? 0;
    shared[at] = 0;
    if (count < leastShared || Math.abs((index.lengths[at] ?? 0) - spelt.length) > most) continue;
    if (diceOf(count, grams.length, index.sizes[at]) < leastDiceOfNeighbours) continue;
    const other = terms[at];
    if (other === undefined || /\p{N}/u.test(other.term)) continue;
    const edits = editDistance(spelt, spell(other.term), most);
    if (edits > 0 && edits <= most) found.push({ ...other, edits });
  }
  return found;
}

/**
 * Counts in `shared`, which the caller empties again, how many of these grams each term has; returns the terms that may have
 * `leastShared` of them. Such a term has one of the rarer grams: those that have frequent ones alone are too many to look at.
 */
function shareGrams(
  grams: readonly number[],
  { index, shared, leastShared }: { index: ShortGramIndex; shared: Uint8Array; leastShared: number },
): number[] {
  const touched: number[] = [];
  const lists = grams.map((gram) => index.lists.get(gram) ?? []).sort((a, b) => a.length - b.length);
  const telling = Math.min(lists.length, lists.length - leastShared + 1);
  for (const [rank, list] of lists.entries()) {
    const isTelling = rank < telling;
    for (const at of list) {
      const count = shared[at] ?? 0;
      if (count > 0) shared[at] = count + 1;
      else if (isTelling) {
        shared[at] = 1;
        touched.push(at);
      }
    }
  }
  return touched;
}

function diceOf(shared: number, size: number, otherSize = 0): number {
  return (2 * shared) / (size + otherSize);
}

/**
 * A Hangul syllable is two or three letters, and a particle changes the last of them: Korean words are compared letter by letter.
 * An ending moves the accent of a Greek word: they are compared without.
 */
function spell(term: string): string {
  if (/\p{Script=Greek}/u.test(term)) return unmark(term);
  return /\p{Script=Hangul}/u.test(term) ? term.normalize('NFD') : term;
}

/** The distinct 2- and 3-grams of `_term_`. */
function shortGrams(word: string): number[] {
  const term = spell(word);
  const grams = new Set<number>();
  let first = 0;
  let second = boundary;
  for (let at = 0; at <= term.length; at++) {
    const third = at === term.length ? boundary : term.charCodeAt(at);
    grams.add(hashGram(second, third, 0, 2));
    if (first !== 0) grams.add(hashGram(first, second, third, 3));
    first = second;
    second = third;
  }
  return [...grams];
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
