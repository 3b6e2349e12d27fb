export interface SpokenText {
  /** Whole sentences that have not been spoken yet, as plain text. */
  sentences: string[];
  /** Where the next one begins in the source. */
  next: number;
}

const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter(undefined, { granularity: 'sentence' }) : null;

/** Takes finished sentences off a growing Markdown answer; once it has `ended`, the rest counts as finished. */
export function takeSentences(text: string, from: number, ended: boolean): SpokenText {
  const sentences: string[] = [];
  let next = from;
  // Without a segmenter an answer is spoken by lines.
  const segments = segmenter
    ? Array.from(segmenter.segment(text.slice(from)), ({ segment }) => segment)
    : text.slice(from).split(/(?<=\n)/);
  segments.forEach((segment, index) => {
    // The last one may go on with the next delta, and a citation after its full stop belongs to it.
    if (index === segments.length - 1 && !ended) return;
    next += segment.length;
    const sentence = plainText(segment);
    if (/[\p{L}\p{N}]/u.test(sentence)) sentences.push(sentence);
  });
  return { sentences, next };
}

function plainText(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\s?\[\d+\]/g, '')
    .replace(/^\s*(?:#{1,6}\s|>\s?|[-*+]\s|\d+[.)]\s|```\w*)/gm, '')
    .replace(/\*\*|__|`|~~/g, '')
    .replace(/\s*\|\s*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
