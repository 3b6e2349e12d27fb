const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** Words, where two characters of a script without spaces count as one. */
export function countWords(text: string): number {
  const characters = text.match(unspaced)?.length ?? 0;
  const words = (characters === 0 ? text : text.replace(unspaced, ' ')).match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;
  return words + Math.ceil(characters / 2);
}
