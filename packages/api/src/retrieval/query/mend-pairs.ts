import type { Vocabulary } from './vocabulary.js';
import { characterGram } from '../text/visit-grams.js';

const runs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]+/gu;
const mostMissing = 3;

/** For a pair of characters, the pairs that it may have been meant for, each with its share of the likeliest. */
export type MendedPairs = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Finds where a character too many, two swapped or one left out make pairs that the tenant never writes, while without the slip
 * all of them are known. Where words meet pairs are unknown too, so what is found only adds to the pair that was typed.
 */
export function mendPairs(folded: string, vocabulary: Vocabulary): MendedPairs {
  const mended = new Map<string, Map<string, number>>();
  const isKnown = (pair: string): boolean => vocabulary.frequencyOf(pair) > 0;
  const add = (typed: string, meant: string, share: number): void => {
    let pairs = mended.get(typed);
    if (pairs === undefined) mended.set(typed, (pairs = new Map()));
    pairs.set(meant, Math.max(share, pairs.get(meant) ?? 0));
  };
  for (const [run] of folded.matchAll(runs)) {
    const characters = Array.from(run);
    for (const [at, own] of characters.entries()) {
      const [before, after, next] = [characters[at - 1], characters[at + 1], characters[at + 2]];
      if (after === undefined || isKnown(own + after)) continue;
      if (before !== undefined && !isKnown(before + own) && isKnown(before + after)) add(before + own, before + after, 1);
      for (const { missing, share } of missingBetween(own, after, vocabulary)) {
        add(own + after, own + missing, share);
        add(own + after, missing + after, share);
      }
      if (before === undefined || next === undefined || (isKnown(before + own) && isKnown(after + next))) continue;
      if (!isKnown(before + after) || !isKnown(after + own) || !isKnown(own + next)) continue;
      add(before + own, before + after, 1);
      add(own + after, after + own, 1);
      add(after + next, own + next, 1);
    }
  }
  return mended;
}

/** Characters that the tenant writes after the one and before the other, those first that hardly stand elsewhere. */
function missingBetween(first: string, second: string, vocabulary: Vocabulary): { missing: string; share: number }[] {
  const found: { missing: string; value: number }[] = [];
  for (const missing of vocabulary.charactersAfter(first)) {
    const after = vocabulary.frequencyOf(missing + second);
    if (after === 0) continue;
    const all = vocabulary.gramFrequency(characterGram(missing.charCodeAt(0)));
    found.push({ missing, value: (vocabulary.frequencyOf(first + missing) * after) / (1 + all) });
  }
  found.sort((a, b) => b.value - a.value).splice(mostMissing);
  const best = found[0]?.value ?? 1;
  return found.map(({ missing, value }) => ({ missing, share: value / best }));
}
