import type { Citation } from '@askwell/contract';

const wholeQuoteCharacters = 80;
const edgeWords = 5;
const edgeCharacters = 48;

/**
 * The page's address with a text fragment that scrolls to the quote and marks it, where the browser can; of a PDF, the
 * page that the quote stands on. A long quote, or one over several lines, is named by its first and last words. An anchor
 * in `url` stays. Syntax: WICG "URL Fragment Text Directives", and RFC 8118 for `#page=`.
 */
export function passageUrl(url: string, { quote, page }: Pick<Citation, 'quote' | 'page'>): string {
  const [address = '', ...anchor] = url.split('#');
  const kept = anchor.join('#').split(':~:')[0] ?? '';
  if (page !== undefined) return kept === '' ? `${address}#page=${page}` : url;
  const directive = textDirective(quote);
  return directive === '' ? url : `${address}#${kept}:~:text=${directive}`;
}

function textDirective(quote: string): string {
  const lines = quote
    .split(/\s*[\n\r]+\s*/)
    .map(plainLine)
    .filter(Boolean);
  const first = lines[0];
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return '';
  if (lines.length === 1 && first.length <= wholeQuoteCharacters) return encode(first);
  const start = edge(first.split(' ').slice(0, edgeWords).join(' '), 'start');
  const end = edge(last.split(' ').slice(-edgeWords).join(' '), 'end');
  return `${encode(start)},${encode(end)}`;
}

/** A document may be Markdown, whose marks the page does not show. */
function plainLine(line: string): string {
  return line
    .replace(/^[\s>]*(?:#{1,6}\s|[-*+]\s|\d+[.)]\s)?/, '')
    .replace(/\*\*|`/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Keeps a script without spaces short; cut between code points. */
function edge(words: string, side: 'start' | 'end'): string {
  if (words.length <= edgeCharacters) return words;
  const points = Array.from(words);
  return (side === 'start' ? points.slice(0, edgeCharacters / 2) : points.slice(-edgeCharacters / 2)).join('').trim();
}

/** `-` is syntax in a text directive, and encodeURIComponent leaves it; it throws on a lone surrogate. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '')).replace(
    /-/g,
    '%2D',
  );
}
