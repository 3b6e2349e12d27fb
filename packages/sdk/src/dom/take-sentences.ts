export interface SpokenText {
  /** Whole sentences that have not been spoken, as plain text. */
  sentences: string[];
  /** Where the next one begins in the source. */
  next: number;
}

/** An end mark with closing quotes or citation marks, then a space; or the end of a line. */
const sentenceEnd = /[.!?…。！？]["'”’)\]]*(?:\s?\[\d+\])*(?=\s)|[。！？]|\n+/gu;

/** Cuts the finished sentences off a growing Markdown answer, from `from` on; at its end the rest counts as finished. */
export function takeSentences(text: string, from: number, ended: boolean): SpokenText {
  const sentences: string[] = [];
  let next = from;
  const add = (end: number): void => {
    const sentence = speakable(text.slice(next, end));
    if (/[\p{L}\p{N}]/u.test(sentence)) sentences.push(sentence);
    next = end;
  };
  sentenceEnd.lastIndex = from;
  for (let match = sentenceEnd.exec(text); match; match = sentenceEnd.exec(text)) {
    // `1.` at the head of a line numbers an item and ends nothing.
    if (match[0].startsWith('.') && /^\s*\d+$/.test(text.slice(next, match.index))) continue;
    add(sentenceEnd.lastIndex);
  }
  if (ended && next < text.length) add(text.length);
  return { sentences, next };
}

/** What a screen reader should say of a piece of Markdown. */
export function speakable(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[\d+\]/g, '')
    .replace(/^\s*(?:#{1,6}\s|>\s?|[-*+]\s|\d+[.)]\s|```\w*)/, '')
    .replace(/\*\*|__|`|~~/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?])/g, '')
    .trim();
}
