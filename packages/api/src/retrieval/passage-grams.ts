import { titleOf } from './count-terms.js';
import type { Passage } from './passage.js';
import { fold } from './tokenise.js';
import { visitGrams } from './visit-grams.js';

/** What ranking reads of a passage's text: it never changes, so it is counted once and kept. */
export interface PassageGrams {
  /** Distinct character n-grams of title, heading path and text, in ascending order. */
  grams: Int32Array;
  /** Occurrences of each; one in the title or a heading counts three times. */
  counts: Uint16Array;
  /** Sum of the counts. */
  length: number;
  /** The text's numbers in order. */
  figures: string;
}

const titleWeight = 3;
const mostOccurrences = 65_535;

let scratch = new Int32Array(8192);

export function countPassageGrams({ title, headingPath, text }: Pick<Passage, 'title' | 'headingPath' | 'text'>): PassageGrams {
  let length = 0;
  const add = (gram: number): void => {
    if (length === scratch.length) {
      const larger = new Int32Array(2 * length);
      larger.set(scratch);
      scratch = larger;
    }
    scratch[length++] = gram;
  };
  const heading = fold(titleOf(title, headingPath));
  for (let time = 0; time < titleWeight; time++) visitGrams(heading, add);
  visitGrams(fold(text), add);
  const all = scratch.subarray(0, length).sort();
  const grams = new Int32Array(countDistinct(all));
  const counts = new Uint16Array(grams.length);
  let at = -1;
  for (const gram of all) {
    if (at < 0 || gram !== grams[at]) grams[++at] = gram;
    counts[at] = Math.min(mostOccurrences, (counts[at] ?? 0) + 1);
  }
  return { grams, counts, length, figures: (text.match(/\p{N}+/gu) ?? []).join(' ') };
}

function countDistinct(sorted: Int32Array): number {
  let distinct = 0;
  let last = -1;
  for (const gram of sorted) {
    if (gram !== last) distinct++;
    last = gram;
  }
  return distinct;
}
