import { countWords } from './count-words.js';
import { plainText } from './plain-text.js';
import type { SentenceKind } from './split-sentences.js';

/** The longest beginning of a sentence of at most `most` words that ends where a word, or of code a line, ends. */
export function cutToWords(text: string, kind: SentenceKind, most: number): string {
  let least = 0;
  let beyond = text.length + 1;
  while (beyond - least > 1) {
    const middle = (least + beyond) >> 1;
    if (countWords(text.slice(0, middle)) <= most) least = middle;
    else beyond = middle;
  }
  if (least === text.length) return text;
  const beginning = text.slice(0, least);
  const end = kind === 'code' ? beginning.lastIndexOf('\n') : beginning.search(/\s+\S*$/);
  const isSpaced = end > 0 && (kind === 'code' || countWords(beginning.slice(end)) <= 1);
  return (isSpaced ? beginning.slice(0, end) : beginning.replace(/[\uD800-\uDBFF]$/, '')).trimEnd();
}

/** What is shown of a sentence, which may have been cut: an ellipsis stands for the rest, and a fence is closed. */
export function shownText(source: string, { kind, names, isCut }: { kind: SentenceKind; names: string; isCut: boolean }): string {
  if (kind === 'code') return closeFence(source);
  const text = plainText(source, kind, names);
  return isCut ? `${text} …` : text;
}

export function closeFence(code: string): string {
  const fence = /^ {0,3}(```+|~~~+)/.exec(code)?.[1];
  return fence === undefined || code.trimEnd().endsWith(`\n${fence}`) ? code : `${code}\n${fence}`;
}
