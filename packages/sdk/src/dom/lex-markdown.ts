import { Lexer, Tokenizer, type Token, type Tokens } from 'marked';

const deepestMarkers = 16;
const mostEmphasis = 400;
const longestBlock = 24_000;
const denseLength = 3_000;
const mostMarks = 400;
const mostColumns = 40;

/**
 * GitHub-flavoured Markdown as tokens, without what a model's answer must not do: raw HTML stays text, a reference
 * definition cannot turn a citation `[1]` into a link, and an underline cannot make a heading of the paragraph above.
 * Text built to be slow or deep comes back as plain paragraphs.
 */
export function lexMarkdown(source: string): Token[] {
  if (isTooDeep(source) || isTooDense(source)) return plainParagraphs(source);
  try {
    return new Lexer({ gfm: true, tokenizer: new AnswerTokenizer() }).lex(source).map(limitLength);
  } catch {
    return plainParagraphs(source); // the lexer recurses, and text can be made to exhaust its stack
  }
}

class AnswerTokenizer extends Tokenizer {
  #masked = '';
  #tooMany = false;

  override def(): undefined {
    return undefined;
  }

  override html(): undefined {
    return undefined;
  }

  override lheading(): undefined {
    return undefined;
  }

  /** Only a line break, which models write into table cells. */
  override tag(source: string): Tokens.Tag | undefined {
    const raw = /^<br\s*\/?>/i.exec(source)?.[0];
    return raw === undefined ? undefined : { type: 'html', raw, inLink: false, inRawBlock: false, text: raw, block: false };
  }

  /** Matching takes quadratic time in the number of marks: 20 KB of `*a_` took 3.6 s. */
  override emStrong(source: string, masked: string, previous?: string): Tokens.Em | Tokens.Strong | undefined {
    if (masked !== this.#masked) {
      this.#masked = masked;
      this.#tooMany = (masked.match(/[*_]/g)?.length ?? 0) > mostEmphasis;
    }
    return this.#tooMany ? undefined : super.emStrong(source, masked, previous);
  }
}

const marker = '(?:>|(?:[-*+]|\\d{1,9}[.)])[ \\t]+)';
const tooDeep = new RegExp(`^(?:(?:[ \\t]*${marker}){${deepestMarkers}}|[ \\t]{${2 * deepestMarkers},}${marker})`, 'm');

/** More nested quotes and lists than any reader follows, on one line or by indents. */
function isTooDeep(source: string): boolean {
  return tooDeep.test(source);
}

const lineOfItsOwn = /^\s*(?:$|[-*+>|#]|\d{1,9}[.)]\s)/;

/**
 * A long paragraph, item or row made of little but marks. Inline text is read anew with each delta while it grows, in more
 * than linear time: 15 KB of addresses held the page for 168 ms, 12 KB of hard line breaks for 142 ms. Code costs nothing and is
 * passed over.
 */
function isTooDense(source: string): boolean {
  if (source.length < denseLength) return false;
  let inCode = false;
  let characters = 0;
  let marks = 0;
  for (const line of source.split('\n')) {
    if (/^\s*(?:`{3,}[^`]*|~{3,}.*)$/.test(line)) inCode = !inCode;
    if (inCode || lineOfItsOwn.test(line)) characters = marks = 0;
    if (inCode) continue;
    characters += line.length;
    marks += (line.match(/[*_~`<&@\\[|]/g)?.length ?? 0) + (line.endsWith('  ') ? 1 : 0);
    if (characters > denseLength && marks > mostMarks) return true;
  }
  return false;
}

function limitLength(token: Token): Token {
  // nobody reads more columns in a chat, and each row that comes lays all of them out anew
  if (token.type === 'table' && (token as Tokens.Table).header.length > mostColumns) return plainParagraph(token.raw);
  if (token.raw.length <= longestBlock || token.type === 'code') return token;
  return plainParagraph(token.raw);
}

function plainParagraphs(source: string): Token[] {
  return source.split(/(?<=\n\n)(?!\n)/).map(plainParagraph);
}

function plainParagraph(raw: string): Tokens.Paragraph {
  return { type: 'paragraph', raw, text: raw, tokens: [{ type: 'text', raw, text: raw, escaped: true }] };
}
