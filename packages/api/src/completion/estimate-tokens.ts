/** High on purpose, and a hundred times faster than the tokenizer: 3 Latin characters a token, other scripts one a character. */
export function estimateTokens(text: string): number {
  let wide = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x24f) wide++;
  return Math.ceil((text.length - wide) / 3) + wide;
}
