import type { Token, Tokens } from 'marked';
import { lexMarkdown } from './lex-markdown.js';

export interface BlockSplit {
  tokens: Token[];
  /** How many of `tokens` no further text can change. */
  settledTokens: number;
  /** Where the first block begins that further text may change; a list settles item by item. */
  settledEnd: number;
  /** Items at the head of the last token, a list, that are settled too. */
  settledItems: number;
}

/** The top-level blocks of `source`, and how far they are final while text is still added at its end. */
export function splitBlocks(source: string): BlockSplit {
  const tokens = lexMarkdown(source).filter((token) => token.raw !== '');
  const last = tokens.findLastIndex((token) => token.type !== 'space');
  // a lexer that rewrote the text gives no offsets into it, so nothing is called settled
  if (last === -1 || rawLength(tokens) !== source.length) return { tokens, settledTokens: 0, settledEnd: 0, settledItems: 0 };
  const settledEnd = rawLength(tokens.slice(0, last));
  const open = tokens[last];
  const items = open?.type === 'list' ? (open as Tokens.List).items : [];
  const closedItems = items.slice(0, -1);
  return {
    tokens,
    settledTokens: last,
    settledEnd: settledEnd + rawLength(closedItems),
    settledItems: closedItems.length,
  };
}

function rawLength(tokens: readonly { raw: string }[]): number {
  return tokens.reduce((sum, token) => sum + token.raw.length, 0);
}
