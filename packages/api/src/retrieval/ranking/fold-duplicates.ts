import type { RankedPassage } from '../passage.js';
import type { PassageGrams } from './passage-grams.js';

export interface FoldOptions {
  /** How many different passages are to stand in front. */
  limit: number;
  /** Two passages at least this alike repeat each other: Jaccard of their character n-grams, headings included. */
  likeness: number;
}

/**
 * Puts a passage that nearly repeats a better one behind all others, until `limit` different ones stand in front. None is
 * dropped, and scores stay in order.
 */
export function foldDuplicates(passages: readonly RankedPassage[], { limit, likeness }: FoldOptions): RankedPassage[] {
  const kept: RankedPassage[] = [];
  const repeated: RankedPassage[] = [];
  for (const passage of passages) {
    if (kept.length === limit) break;
    const isRepeated = kept.some((better) => isRepeat(passage.grams, better.grams, likeness));
    (isRepeated ? repeated : kept).push(passage);
  }
  const rest = passages.slice(kept.length + repeated.length);
  if (repeated.length === 0) return [...kept, ...rest];
  const lowest = (rest.at(-1) ?? kept.at(-1))?.score ?? 0;
  return [...kept, ...rest, ...repeated.map((passage) => ({ ...passage, score: Math.min(passage.score, lowest) }))];
}

/** What differs in its numbers alone, as prices and versions do, says something else. */
function isRepeat(one: PassageGrams, other: PassageGrams, leastLikeness: number): boolean {
  const [fewer, more] = one.grams.length < other.grams.length ? [one, other] : [other, one];
  const [least, most] = [fewer.grams.length, more.grams.length];
  if (least === 0 || least < leastLikeness * most || one.figures !== other.figures) return false;
  const mayDiffer = least - (leastLikeness * (least + most)) / (1 + leastLikeness);
  const [small, large] = [fewer.ascending, more.ascending];
  let different = 0;
  let at = 0;
  for (const gram of small) {
    while (at < large.length && (large[at] ?? 0) < gram) at++;
    if (large[at] !== gram && ++different > mayDiffer) return false;
  }
  return true;
}
