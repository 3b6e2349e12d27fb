import { protectLines } from './markdown-text.js';
import { isFurniture, type PageFurniture } from './pdf-furniture.js';
import type { PdfLine } from './pdf-lines.js';
import { measure, roundSize, type Measures } from './pdf-measures.js';

/** Lines of the pages as paragraphs and headings of Markdown, and where each page begins in it. */
export function composePages(pages: PdfLine[][], furniture: PageFurniture): { text: string; pageStarts: number[] } {
  const kept = pages.map((lines) => lines.filter((line) => !isFurniture(furniture, line)));
  const measures = measure(kept);
  let text = '';
  let last: PdfLine | undefined;
  const pageStarts = kept.map((lines) => {
    let start: number | undefined;
    for (const line of lines) {
      const isSamePage = start !== undefined;
      if (last !== undefined && continues(last, line, isSamePage, measures)) {
        const { kept, joint } = joinLine(text, line.text, measures.words);
        text = kept + joint;
        start ??= text.length;
        text += line.text;
      } else {
        if (text !== '') text += '\n\n';
        start ??= text.length;
        const level = measures.headingSizes.indexOf(roundSize(line.size)) + 1;
        text += level > 0 ? `${'#'.repeat(level)} ${line.text}` : protectLines(line.text);
      }
      last = line;
    }
    return start ?? text.length;
  });
  return { text, pageStarts };
}

const listStart = /^(?:[•◦▪●‣–*-]|\d{1,3}[.)]|[a-z][.)])\s/;
const sentenceEnd = /[.!?…:;。！？؟۔।]["'”’»)\]]*$/u;

function continues(last: PdfLine, line: PdfLine, isSamePage: boolean, { lineGap }: Measures): boolean {
  if (roundSize(last.size) !== roundSize(line.size) || listStart.test(line.text)) return false;
  const drop = last.y - line.y;
  const isNextLine = isSamePage && drop > 0 && drop <= 1.3 * lineGap * line.size;
  if (isNextLine) return line.isRtl || line.x - last.x < 0.9 * line.size || !sentenceEnd.test(last.text);
  // At the next column or page a sentence goes on, a new paragraph does not.
  return (drop < 0 || !isSamePage) && !sentenceEnd.test(last.text);
}

const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function joinLine(text: string, next: string, words: ReadonlySet<string>): { kept: string; joint: string } {
  const hyphen = /(\p{L}+)([-\u2010\u00AD])$/u.exec(text.slice(-60));
  const continuation = /^\p{Ll}+/u.exec(next)?.[0];
  if (hyphen !== null && continuation !== undefined) {
    const isCompound = hyphen[2] !== '\u00AD' && words.has(`${hyphen[1]}-${continuation}`.toLowerCase());
    return { kept: isCompound ? text : text.slice(0, -1), joint: '' };
  }
  const before = text.slice(-2);
  const isRange = /\p{N}[-\u2013\u2014/]$/u.test(before) && /^\p{N}/u.test(next);
  const isUnspaced =
    (unspaced.test(before.slice(-1)) && unspaced.test(next.charAt(0))) ||
    ideograph.test(before.slice(-1)) ||
    ideograph.test(next.charAt(0));
  return { kept: text, joint: isRange || isUnspaced ? '' : ' ' };
}
