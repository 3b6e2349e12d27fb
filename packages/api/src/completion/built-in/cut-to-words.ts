import { countWords } from './count-words.js';
import type { SentenceKind } from './split-sentences.js';

/** The longest beginning of a sentence of at most `most` words that ends where a word, or of code a line, ends. */
export function cutToWords(text: string, kind: SentenceKind, most: number): string {
  if (countWords(text) <= most) return text;
  let least = 0;
  let beyond = text.length;
  while (beyond - least > 1) {
    const middle = (least + beyond) >> 1;
    if (countWords(text.slice(0, middle)) <= most) least = middle;
    else beyond = middle;
  }
  const beginning = text.slice(0, least);
  const end = kind === 'code' ? beginning.lastIndexOf('\n') : beginning.search(/\s+\S*$/);
  const isSpaced = end > 0 && (kind === 'code' || countWords(beginning.slice(end)) <= 1);
  return (isSpaced ? beginning.slice(0, end) : beginning.replace(/[\uD800-\uDBFF]$/, '')).trimEnd();
}
