import { titleOf } from './count-terms.js';
import type { Passage } from './passage.js';
import { fold } from './tokenise.js';
import { visitGrams } from './visit-grams.js';

export interface FoldOptions {
  /** How many different passages are to stand in front. */
  limit: number;
  /** Two passages at least this alike repeat each other: Jaccard of their character n-grams, headings included. */
  likeness: number;
}

interface Print {
  grams: ReadonlySet<number>;
  /** What differs in its numbers alone, as prices and versions do, says something else. */
  figures: string;
}

/**
 * Puts a passage that nearly repeats a better one behind all others, until `limit` different ones stand in front. None is
 * dropped, and scores stay in order.
 */
export function foldDuplicates(passages: readonly Passage[], { limit, likeness }: FoldOptions): Passage[] {
  const kept: Passage[] = [];
  const prints: Print[] = [];
  const repeated: Passage[] = [];
  for (const passage of passages) {
    if (kept.length === limit) break;
    const print = printOf(passage);
    if (prints.some((better) => isRepeat(print, better, likeness))) {
      repeated.push(passage);
      continue;
    }
    prints.push(print);
    kept.push(passage);
  }
  const rest = passages.slice(kept.length + repeated.length);
  if (repeated.length === 0) return [...kept, ...rest];
  const lowest = (rest.at(-1) ?? kept.at(-1))?.score ?? 0;
  return [...kept, ...rest, ...repeated.map((passage) => ({ ...passage, score: Math.min(passage.score, lowest) }))];
}

function isRepeat(print: Print, better: Print, leastLikeness: number): boolean {
  const [small, large] = print.grams.size < better.grams.size ? [print.grams, better.grams] : [better.grams, print.grams];
  if (small.size === 0 || small.size < leastLikeness * large.size || print.figures !== better.figures) return false;
  let different = 0;
  const most = small.size - (leastLikeness * (small.size + large.size)) / (1 + leastLikeness);
  for (const gram of small) if (!large.has(gram) && ++different > most) return false;
  return true;
}

function printOf({ title, headingPath, text }: Passage): Print {
  const grams = new Set<number>();
  const add = (gram: number): void => void grams.add(gram);
  visitGrams(fold(titleOf(title, headingPath)), add);
  visitGrams(fold(text), add);
  return { grams, figures: (text.match(/\p{N}+/gu) ?? []).join(' ') };
}
