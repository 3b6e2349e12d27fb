import { titleOf } from '../indexing/count-terms.js';
import type { Passage } from '../passage.js';
import { fold } from '../text/tokenise.js';
import { visitGrams } from '../text/visit-grams.js';

/** What ranking reads of a passage's text: it never changes, so it is counted once and kept. */
export interface PassageGrams {
  /** Distinct character n-grams of title, heading path and text. */
  grams: Int32Array;
  /** Occurrences of each; one in the title or a heading counts three times. */
  counts: Uint16Array;
  /** Sum of the counts. */
  length: number;
  /** The text's numbers in order. */
  figures: string;
  /** `grams` in ascending order, for the few passages that are compared with one another. */
  readonly ascending: Int32Array;
}

const titleWeight = 3;
const mostOccurrences = 65_535;
const free = -1;

/** Open addressing: sorting the grams to count them takes four times as long. `slots` are those in use, all free between two passages. */
interface Counter {
  keys: Int32Array;
  counts: Uint16Array;
  slots: Int32Array;
  distinct: number;
}

let counter = createCounter(2048);

export function countPassageGrams({ title, headingPath, text }: Pick<Passage, 'title' | 'headingPath' | 'text'>): PassageGrams {
  let length = 0;
  const add = (gram: number): void => {
    length++;
    count(counter, gram, 1);
    if (2 * counter.distinct > counter.keys.length) counter = enlarge(counter);
  };
  const heading = fold(titleOf(title, headingPath));
  for (let time = 0; time < titleWeight; time++) visitGrams(heading, add);
  visitGrams(fold(text), add);
  const grams = new Int32Array(counter.distinct);
  const counts = new Uint16Array(counter.distinct);
  for (let at = 0; at < grams.length; at++) {
    const slot = counter.slots[at] ?? 0;
    grams[at] = counter.keys[slot] ?? 0;
    counts[at] = counter.counts[slot] ?? 0;
    counter.keys[slot] = free;
  }
  counter.distinct = 0;
  let ascending: Int32Array | undefined;
  return {
    grams,
    counts,
    length,
    figures: (text.match(/\p{N}+/gu) ?? []).join(' '),
    get ascending() {
      return (ascending ??= grams.slice().sort());
    },
  };
}

function createCounter(size: number): Counter {
  return { keys: new Int32Array(size).fill(free), counts: new Uint16Array(size), slots: new Int32Array(size), distinct: 0 };
}

function count(into: Counter, gram: number, times: number): void {
  const { keys, counts } = into;
  const mask = keys.length - 1;
  let slot = gram & mask;
  while (keys[slot] !== free && keys[slot] !== gram) slot = (slot + 1) & mask;
  if (keys[slot] === free) {
    keys[slot] = gram;
    counts[slot] = times;
    into.slots[into.distinct++] = slot;
  } else {
    counts[slot] = Math.min(mostOccurrences, (counts[slot] ?? 0) + times);
  }
}

function enlarge(small: Counter): Counter {
  const large = createCounter(2 * small.keys.length);
  for (const slot of small.slots.subarray(0, small.distinct)) count(large, small.keys[slot] ?? 0, small.counts[slot] ?? 0);
  return large;
}
