import { plainText } from './plain-text.js';
import type { SentenceKind } from './split-sentences.js';

export interface Shown {
  kind: SentenceKind;
  names: string;
  /** It begins before what is shown. */
  isRest?: boolean | undefined;
  /** It goes on behind. */
  isCut: boolean;
}

/** What is shown of a sentence, which may have been cut: an ellipsis stands for the rest, and a fence is closed. */
export function shownText(source: string, { kind, names, isRest = false, isCut }: Shown): string {
  if (kind === 'code') return closeFence(source);
  const text = plainText(source, kind, names);
  return text === '' ? '' : `${isRest ? '… ' : ''}${text}${isCut ? ' …' : ''}`;
}

function closeFence(code: string): string {
  const fence = /^ {0,3}(```+|~~~+)/.exec(code)?.[1];
  return fence === undefined || code.trimEnd().endsWith(`\n${fence}`) ? code : `${code}\n${fence}`;
}
