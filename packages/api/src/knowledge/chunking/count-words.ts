const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const loosely = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
const word = /[\p{L}\p{M}\p{N}]+/gu;
const anyUnspaced = /[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]|[\uD840-\uD8BF]/;

/** Words, where scripts without spaces count two characters (of Chinese and Japanese) or five (of Thai and its neighbours) as one. */
export function countWords(text: string): number {
  if (!anyUnspaced.test(text)) return text.match(word)?.length ?? 0;
  const ideographs = text.match(unspaced)?.length ?? 0;
  const letters = text.match(loosely)?.length ?? 0;
  const rest = text.replace(unspaced, ' ').replace(loosely, ' ').match(word)?.length ?? 0;
  return Math.ceil(ideographs / 2 + letters / 5) + rest;
}
