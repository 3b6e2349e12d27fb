const words = /[\p{L}\p{N}\p{M}]+/gu;
const unspaced =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]+)|([\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+)/gu;
/** Thai begins here; nothing below is written without spaces. */
const firstUnspaced = 0x0e00;

export type TokenKind = 'word' | 'bigram' | 'segment';

let segmenter: Intl.Segmenter | undefined;

/** The form that is compared: compatibility characters resolved, lower case. Diacritics stay, stemmers need them. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * Cuts folded text into tokens: words where spaces separate them, character bigrams for Han and Kana,
 * dictionary words for Thai, Lao, Khmer and Burmese.
 */
export function tokenise(folded: string, visit: (token: string, kind: TokenKind) => void): void {
  for (const [run] of folded.matchAll(words)) {
    if (isSpaced(run)) visit(run, 'word');
    else splitRun(run, visit);
  }
}

function isSpaced(run: string): boolean {
  for (let at = 0; at < run.length; at++) if (run.charCodeAt(at) >= firstUnspaced) return false;
  return true;
}

function splitRun(run: string, visit: (token: string, kind: TokenKind) => void): void {
  let end = 0;
  for (const match of run.matchAll(unspaced)) {
    if (match.index > end) visit(run.slice(end, match.index), 'word');
    end = match.index + match[0].length;
    if (match[1] === undefined) visitSegments(match[0], visit);
    else visitBigrams(match[0], visit);
  }
  if (end < run.length) visit(run.slice(end), 'word');
}

function visitBigrams(run: string, visit: (token: string, kind: TokenKind) => void): void {
  const characters = Array.from(run);
  if (characters.length === 1) visit(run, 'bigram');
  for (let at = 1; at < characters.length; at++) visit(`${characters[at - 1]}${characters[at]}`, 'bigram');
}

function visitSegments(run: string, visit: (token: string, kind: TokenKind) => void): void {
  segmenter ??= new Intl.Segmenter('th', { granularity: 'word' });
  for (const { segment, isWordLike } of segmenter.segment(run)) if (isWordLike === true) visit(segment, 'segment');
}
