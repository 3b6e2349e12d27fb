/** UTF-16 units shown at most; the rest is cut. */
const longestText = 200_000;

/**
 * The text as it is shown. What is normalised of the beginning of a text begins that of the whole, but for a carriage return at
 * its end: that one is held back while its second half may follow. No script stacks more than a few marks on a letter; thousands of them
 * would be drawn over all the chat, and hold the page for 200 ms at each delta.
 */
export function normalizeText(whole: string): string {
  const text = (whole.length > longestText ? whole.slice(0, longestText) : whole).replace(/(\p{M}{12})\p{M}+/gu, '$1');
  return text.includes('\r') ? text.replace(/\r$/, '').replace(/\r\n?/g, '\n') : text;
}
