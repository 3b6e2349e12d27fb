const words = /[\p{L}\p{N}\p{M}]+/gu;
const unspaced =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]+)|([\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+)/gu;
/** Thai begins here; nothing below is written without spaces. */
const firstUnspaced = 0x0e00;

/** `pair`: two characters of Han or Kana that stand beside one another, or one that stands alone. */
export type TokenKind = 'word' | 'pair' | 'segment';

let segmenter: Intl.Segmenter | undefined;

/**
 * What changes no word and many leave out: soft hyphens and joiners, the dot that lower case leaves of the Turkish İ, Hebrew and
 * Arabic vowel points, the tatweel, Indic nuktas.
 */
const omitted = new RegExp(
  [
    String.raw`[\u00ad\u2060\ufeff]`,
    String.raw`\u0307`,
    String.raw`\u200d`,
    String.raw`[\u0591-\u05bd]|[\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]`,
    String.raw`[\u0610-\u061a]|\u0640|[\u064b-\u065f]|\u0670|[\u06d6-\u06dc]|[\u06df-\u06e8]|[\u06ea-\u06ed]`,
    String.raw`[\u093c\u09bc\u0a3c\u0abc\u0b3c]|(?<=[\u0900-\u0dff])\u200c`,
  ].join('|'),
  'g',
);
/** Letters that stand for one another: final forms, and what the keyboards and the writers of one script type differently. */
const variants = new Map(Array.from('ςσёеךכםמןנףפץצأاإاآاٱاىيیيکك'.matchAll(/(.)(.)/gu), ([, from = '', to = '']) => [from, to]));
const variant = new RegExp(`[${[...variants.keys()].join('')}]`, 'g');

/** Vietnamese has two ways to place the tone on these: "xoá" is "xóa". After q the first vowel belongs to the consonant. */
const tonePlaces = new Map(
  Array.from('oàòaoáóaoảỏaoãõaoạọaoèòeoéóeoẻỏeoẽõeoẹọeuỳùyuýúyuỷủyuỹũyuỵụy'.matchAll(/(..)(..)/gu), ([, from = '', to = '']) => [
    from,
    to,
  ]),
);
const tonePlace = /(?<=[^q\P{L}])(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/gu;

/** The form that is compared: compatibility characters resolved, lower case. Other diacritics stay, stemmers need them. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(omitted, '')
    .replace(variant, (letter) => variants.get(letter) ?? letter)
    .replace(tonePlace, (rime) => tonePlaces.get(rime) ?? rime);
}

const plainLetters = new Map(Object.entries({ ı: 'i', ł: 'l', đ: 'd', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe' }));
const marked = /[\u00df-\u024f\u0370-\u03ff\u0439\u1e00-\u1fff]/;

/** A word of the Latin, Greek or Cyrillic script as it is typed without diacritics. */
export function unmark(word: string): string {
  if (!marked.test(word)) return word;
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ıłđøßæœ]/g, (letter) => plainLetters.get(letter) ?? letter);
}

/**
 * Cuts folded text into tokens: words where spaces separate them, character pairs for Han and Kana,
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
    else visitPairs(match[0], visit);
  }
  if (end < run.length) visit(run.slice(end), 'word');
}

function visitPairs(run: string, visit: (token: string, kind: TokenKind) => void): void {
  const characters = Array.from(run);
  if (characters.length === 1) visit(run, 'pair');
  for (let at = 1; at < characters.length; at++) visit(`${characters[at - 1]}${characters[at]}`, 'pair');
}

function visitSegments(run: string, visit: (token: string, kind: TokenKind) => void): void {
  segmenter ??= new Intl.Segmenter('th', { granularity: 'word' });
  for (const { segment, isWordLike } of segmenter.segment(run)) if (isWordLike === true) visit(segment, 'segment');
}
