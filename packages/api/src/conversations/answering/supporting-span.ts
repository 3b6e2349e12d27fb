import type { Passage, WidePassage } from '../../retrieval/index.js';

export interface Span {
  start: number;
  end: number;
}

/** A span of the document's text, and the passage whose text it is taken from. */
export interface Support {
  passage: Passage;
  span: Span;
}

/**
 * The sentence of a passage or its neighbours that shares most words with what was said.
 * Where none shares a word, as after a translation, the whole passage supports it.
 */
export function findSupport(said: string, wide: WidePassage): Support {
  const words = new Set(wordsOf(said));
  let best: (Support & { score: number }) | undefined;
  for (const passage of [wide, wide.before, wide.after]) {
    if (passage === undefined) continue;
    for (const { segment, index } of sentences.segment(passage.text)) {
      const text = segment.trim();
      if (text === '') continue;
      const own = wordsOf(text);
      const shared = new Set(own.filter((word) => words.has(word)));
      const score = shared.size === 0 ? 0 : weigh(shared) / Math.sqrt(own.length + 3);
      const start = passage.start + index + segment.indexOf(text);
      if (score > (best?.score ?? 0)) best = { passage, span: { start, end: start + text.length }, score };
    }
  }
  return best ?? { passage: wide, span: trimmed(wide) };
}

const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** Longer words tell more than the short ones that every sentence has. */
function weigh(words: ReadonlySet<string>): number {
  let sum = 0;
  for (const word of words) sum += Math.min(word.length, 10);
  return sum;
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function wordsOf(text: string): string[] {
  const lower = text.normalize('NFKC').toLowerCase();
  const words = lower.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return unspaced.test(lower) ? words.flatMap((word) => (unspaced.test(word) ? bigrams(word) : [word])) : words;
}

function bigrams(word: string): string[] {
  return word.length < 2 ? [word] : Array.from({ length: word.length - 1 }, (_, index) => word.slice(index, index + 2));
}

function trimmed(passage: Passage): Span {
  const lead = passage.text.length - passage.text.trimStart().length;
  return { start: passage.start + lead, end: passage.start + passage.text.trimEnd().length };
}
