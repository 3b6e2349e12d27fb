import type { Token, Tokens } from 'marked';
import { lexMarkdown } from './lex-markdown.js';

export interface BlockSplit {
  tokens: Token[];
  /** Where the first part begins that further text may change: a block, or of a list or table the last item or row. */
  settledEnd: number;
  /** Items or rows at the head of the last token, a list or a table, that are settled. */
  settledItems: number;
  /** The lines of an open table without which its next rows would be no table. */
  head: string;
}

/** The top-level blocks of `source`, and how far they are final while text is still added at its end. */
export function splitBlocks(source: string): BlockSplit {
  const tokens = lexMarkdown(source).filter((token) => token.raw !== '');
  const last = tokens.findLastIndex((token) => token.type !== 'space');
  const open = tokens[last];
  // a lexer that rewrote the text gives no offsets into it, so nothing is called settled
  if (open === undefined || rawLength(tokens) !== source.length) return { tokens, settledEnd: 0, settledItems: 0, head: '' };
  const start = rawLength(tokens.slice(0, last));
  if (open.type === 'list') {
    const closed = (open as Tokens.List).items.slice(0, -1);
    return { tokens, settledEnd: start + rawLength(closed), settledItems: closed.length, head: '' };
  }
  if (open.type === 'table') {
    const head = /^[^\n]*\n[^\n]*\n/.exec(open.raw)?.[0] ?? '';
    const rows = (open as Tokens.Table).rows.length;
    const lastRow = rows > 1 ? open.raw.trimEnd().lastIndexOf('\n') + 1 : 0;
    return { tokens, settledEnd: start + lastRow, settledItems: Math.max(0, rows - 1), head };
  }
  return { tokens, settledEnd: start, settledItems: 0, head: '' };
}

function rawLength(tokens: readonly { raw: string }[]): number {
  return tokens.reduce((sum, token) => sum + token.raw.length, 0);
}
