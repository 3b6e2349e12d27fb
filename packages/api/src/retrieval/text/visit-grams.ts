/** The kinds of characters that n-grams tell apart. */
const other = 0;
const letter = 1;
const ideograph = 2;
const hangul = 3;
const segmented = 4;
const boundary = 95;

let kinds: Uint8Array | undefined;

/**
 * Visits the character n-grams of folded text as 31-bit hashes: 4-grams of `_word_`, 2-grams within Hangul words, 3-grams within
 * runs of Thai and its neighbours, single characters and 3-grams of Han and Kana. Of a question only the single ones are asked:
 * its pairs are terms already, and a wrong character leaves all others.
 */
export function visitGrams(folded: string, visit: (gram: number) => void): void {
  const kindOf = (kinds ??= classifyCharacters());
  let at = 0;
  while (at < folded.length) {
    const kind = kindOf[folded.charCodeAt(at)] ?? other;
    if (kind === other) {
      at++;
      continue;
    }
    const start = at;
    do at++;
    while (at < folded.length && kindOf[folded.charCodeAt(at)] === kind);
    if (kind === ideograph) for (let one = start; one < at; one++) visit(characterGram(folded.charCodeAt(one)));
    if (kind === letter) visitWord(folded, { start, end: at, visit });
    else if (kind !== ideograph || at - start >= 3) visitRun(folded, { start, end: at, size: kind === hangul ? 2 : 3, visit });
  }
}

interface Run {
  start: number;
  end: number;
  visit: (gram: number) => void;
}

function visitWord(text: string, { start, end, visit }: Run): void {
  let first = boundary;
  let second = text.charCodeAt(start);
  if (end - start === 1) {
    visit(hashGram(first, second, boundary, 0));
    return;
  }
  let third = text.charCodeAt(start + 1);
  for (let at = start + 2; at <= end; at++) {
    const fourth = at === end ? boundary : text.charCodeAt(at);
    visit(hashGram(first, second, third, fourth));
    first = second;
    second = third;
    third = fourth;
  }
}

function visitRun(text: string, { start, end, size, visit }: Run & { size: number }): void {
  if (end - start < size) {
    visit(hashGram(text.charCodeAt(start), end - start > 1 ? text.charCodeAt(start + 1) : 0, 0, 1));
    return;
  }
  for (let at = start; at + size <= end; at++) {
    visit(hashGram(text.charCodeAt(at), text.charCodeAt(at + 1), size > 2 ? text.charCodeAt(at + 2) : 0, 1));
  }
}

/** The gram of one Han or Kana character. */
export function characterGram(code: number): number {
  return hashGram(code, 0, 0, 4);
}

/** 31 bits, so that it stays a small integer. Two grams of one question that collide are rarer than one in a million. */
export function hashGram(first: number, second: number, third: number, fourth: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ second;
  hash = Math.imul(hash, 0x85ebca6b) ^ third;
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) ^ fourth;
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f);
  return (hash ^ (hash >>> 16)) & 0x7fffffff;
}

function classifyCharacters(): Uint8Array {
  const table = new Uint8Array(65_536);
  const wordCharacter = /[\p{L}\p{N}\p{M}]/u;
  const withoutWords = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
  const withoutSpaces = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  for (let code = 0; code < table.length; code++) {
    const character = String.fromCharCode(code);
    if (code >= 0xac00 && code <= 0xd7a3) table[code] = hangul;
    else if (!wordCharacter.test(character)) table[code] = other;
    else if (withoutWords.test(character)) table[code] = ideograph;
    else table[code] = withoutSpaces.test(character) ? segmented : letter;
  }
  return table;
}
