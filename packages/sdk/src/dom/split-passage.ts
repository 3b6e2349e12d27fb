import type { Citation } from '@askwell/contract';

/** The words around the exact span, cut to what a card holds. */
export function splitPassage({ passage, passageQuoteStart, quote }: Citation): { before: string; quote: string; after: string } {
  const around = 140;
  const before = passage.slice(0, passageQuoteStart);
  const after = passage.slice(passageQuoteStart + quote.length);
  if (passage.slice(passageQuoteStart, passageQuoteStart + quote.length) !== quote) return { before: '', quote, after: '' };
  return { before: tail(before, around), quote, after: head(after, around) };
}

function tail(text: string, length: number): string {
  return text.length <= length ? text : `… ${text.slice(-length).replace(/^\S*\s/, '')}`;
}

function head(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).replace(/\s\S*$/, '')} …`;
}
