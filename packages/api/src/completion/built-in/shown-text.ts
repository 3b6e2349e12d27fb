import { plainText } from './plain-text.js';
import type { SentenceKind } from './split-sentences.js';

/** What is shown of a sentence, which may have been cut: an ellipsis stands for the rest, and a fence is closed. */
export function shownText(source: string, { kind, names, isCut }: { kind: SentenceKind; names: string; isCut: boolean }): string {
  if (kind === 'code') return closeFence(source);
  const text = plainText(source, kind, names);
  return isCut ? `${text} …` : text;
}

function closeFence(code: string): string {
  const fence = /^ {0,3}(```+|~~~+)/.exec(code)?.[1];
  return fence === undefined || code.trimEnd().endsWith(`\n${fence}`) ? code : `${code}\n${fence}`;
}
