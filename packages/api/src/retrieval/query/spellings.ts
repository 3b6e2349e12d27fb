import { setImmediate as nextTurn } from 'node:timers/promises';
import { editDistance } from '../text/edit-distance.js';
import { unmark } from '../text/tokenise.js';
import { hashGram } from '../text/visit-grams.js';
import type { Neighbour, Variant, VocabularyTerm } from './vocabulary.js';

/** The last is the Dice of 2- and 3-grams from which a term counts as a variant (measured: .5 to .6 is flat). */
const stepsOfDice = [0.7, 0.6];
const mostVariants = 6;
const rounding = 1e-9;
/** Terms within an edit or two share at least this much, and an edit changes at most so many 2- and 3-grams. */
const leastDiceOfNeighbours = 0.3;
const gramsOfEdit = 7;
const shortestNeighbour = 3;
/** From this length on a word may hold two slips. */
const longWord = 7;
const boundary = 95;
/** About 20 ms. */
const termsOfSlice = 10_000;

/** A tenant's terms by their 2- and 3-grams, each gram with a number of its own. */
export interface Spellings {
  terms: readonly VocabularyTerm[];
  numbers: ReadonlyMap<number, number>;
  /** The terms that hold gram `n` stand in `holders` from `starts[n]` to `starts[n + 1]`. */
  starts: Int32Array;
  holders: Int32Array;
  /** The grams of term `at` stand in `grams` from `gramStarts[at]` to `gramStarts[at + 1]`. */
  gramStarts: Int32Array;
  grams: Int32Array;
  /** Letters of each term as it is spelt; 0 for those without grams. */
  lengths: Uint8Array;
  /** Of each term: all zero between two look-ups. */
  shared: Uint16Array;
  /** Of each gram: all zero between two look-ups. */
  marked: Uint8Array;
}

/** Indexes in slices: a large vocabulary would hold up the event loop. */
export async function indexSpellings(terms: readonly VocabularyTerm[]): Promise<Spellings> {
  const numbers = new Map<number, number>();
  const counts: number[] = [];
  const all: number[] = [];
  const gramStarts = new Int32Array(terms.length + 1);
  const lengths = new Uint8Array(terms.length);
  for (const [at, { term }] of terms.entries()) {
    if (at % termsOfSlice === termsOfSlice - 1) await nextTurn();
    const { length } = spell(term);
    if (length >= shortestNeighbour) {
      lengths[at] = Math.min(255, length);
      for (const gram of shortGrams(term)) {
        let number = numbers.get(gram);
        if (number === undefined) {
          numbers.set(gram, (number = counts.length));
          counts.push(0);
        }
        counts[number] = (counts[number] ?? 0) + 1;
        all.push(number);
      }
    }
    gramStarts[at + 1] = all.length;
  }
  const starts = new Int32Array(counts.length + 1);
  for (const [number, count] of counts.entries()) starts[number + 1] = (starts[number] ?? 0) + count;
  const grams = Int32Array.from(all);
  const holders = new Int32Array(all.length);
  const filled = starts.slice();
  for (let at = 0; at < terms.length; at++) {
    if (at % termsOfSlice === termsOfSlice - 1) await nextTurn();
    for (let index = gramStarts[at] ?? 0; index < (gramStarts[at + 1] ?? 0); index++) {
      const number = grams[index] ?? 0;
      const place = filled[number] ?? 0;
      holders[place] = at;
      filled[number] = place + 1;
    }
  }
  const [shared, marked] = [new Uint16Array(terms.length), new Uint8Array(counts.length)];
  return { terms, numbers, starts, holders, gramStarts, grams, lengths, shared, marked };
}

/** Terms spelt alike, most alike first, without the term itself. */
export function findVariants(term: string, spellings: Spellings): Variant[] {
  const grams = shortGrams(term);
  let found: Variant[] = [];
  // Where the likest are enough, the many others need not be found.
  for (const leastDice of stepsOfDice) {
    found = findAlike(grams, spellings, { leastDice }).flatMap(({ at, dice }) => {
      const other = spellings.terms[at];
      return other === undefined || other.term === term ? [] : { ...other, dice };
    });
    if (found.length >= mostVariants) break;
  }
  return found
    .sort((a, b) => b.dice - a.dice || b.chunkFrequency - a.chunkFrequency || (a.term < b.term ? -1 : 1))
    .slice(0, mostVariants);
}

/** Terms one edit away, or two from a long form, without those that hold a number. */
export function findNeighbours(form: string, spellings: Spellings): Neighbour[] {
  const found: Neighbour[] = [];
  const spelt = spell(form);
  const most = spelt.length < longWord ? 1 : 2;
  const grams = shortGrams(form);
  const least = { leastDice: leastDiceOfNeighbours, leastShared: grams.length - most * gramsOfEdit };
  for (const { at } of findAlike(grams, spellings, { ...least, lengths: [spelt.length - most, spelt.length + most] })) {
    const other = spellings.terms[at];
    if (other === undefined || /\p{N}/u.test(other.term)) continue;
    const edits = editDistance(spelt, spell(other.term), most);
    if (edits > 0 && edits <= most) found.push({ ...other, edits });
  }
  return found;
}

interface Likeness {
  leastDice: number;
  /** @default what the Dice asks for */
  leastShared?: number;
  /** Shortest and longest. @default any */
  lengths?: readonly [number, number];
}

/**
 * The terms that share so many of these grams. A term shares at least `leastShared`, so it holds one of all but the
 * `leastShared - 1` most frequent: their lists, which are the longest, are not read, but the few terms that may still share
 * enough are asked whether they hold them.
 */
function findAlike(grams: readonly number[], spellings: Spellings, likeness: Likeness): { at: number; dice: number }[] {
  const { numbers, starts, holders, gramStarts, lengths, shared, marked } = spellings;
  const { leastDice } = likeness;
  const [shortest, longest] = likeness.lengths ?? [0, Infinity];
  // A term has at least as many grams as it shares.
  const leastShared = Math.max(likeness.leastShared ?? 0, leastOf(leastDice / (2 - leastDice), grams.length));
  const held = (number: number): number => (starts[number + 1] ?? 0) - (starts[number] ?? 0);
  const known = grams.flatMap((gram) => numbers.get(gram) ?? []).sort((a, b) => held(a) - held(b));
  if (known.length < leastShared) return [];
  const unread = known.splice(known.length - leastShared + 1);

  const touched: number[] = [];
  for (const number of known) {
    const end = starts[number + 1] ?? 0;
    for (let index = starts[number] ?? 0; index < end; index++) {
      const at = holders[index] ?? 0;
      const count = shared[at] ?? 0;
      if (count === 0) touched.push(at);
      shared[at] = count + 1;
    }
  }
  for (const number of unread) marked[number] = 1;
  const found: { at: number; dice: number }[] = [];
  for (const at of touched) {
    let count = shared[at] ?? 0;
    shared[at] = 0;
    const length = lengths[at] ?? 0;
    if (length < shortest || length > longest) continue;
    const [start, end] = [gramStarts[at] ?? 0, gramStarts[at + 1] ?? 0];
    const sizes = grams.length + end - start;
    const least = Math.max(leastShared, leastOf(leastDice / 2, sizes));
    if (count + unread.length < least) continue;
    for (let index = start; index < end; index++) count += marked[spellings.grams[index] ?? 0] ?? 0;
    if (count >= least) found.push({ at, dice: (2 * count) / sizes });
  }
  for (const number of unread) marked[number] = 0;
  return found;
}

function leastOf(share: number, size: number): number {
  return Math.max(1, Math.ceil(share * size - rounding));
}

/**
 * A Hangul syllable is two or three letters, and a particle changes the last of them: Korean words are compared letter by letter.
 * An ending moves the accent of a Greek word: they are compared without.
 */
export function spell(term: string): string {
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
