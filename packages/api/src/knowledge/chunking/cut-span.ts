import { countWords } from './count-words.js';
import type { Span } from './text-blocks.js';

/** Cuts a span that is too long into pieces of about `target` words: at sentence ends, else at spaces, else anywhere between characters. */
export function cutSpan(text: string, span: Span, target: number): Span[] {
  const words = countWords(text.slice(span.start, span.end));
  const size = Math.ceil(words / Math.max(1, Math.ceil(words / target)));
  const pieces = sentencesOf(text, span).flatMap((sentence) =>
    countWords(text.slice(sentence.start, sentence.end)) > target * 1.5 || sentence.end - sentence.start > target * 20
      ? cutAtSpaces(text, sentence, target)
      : [sentence],
  );
  return groupSpans(text, pieces, size);
}

/** Where a text has few words, this many characters end a group. */
const longest = 4000;

/** Joins neighbours while they stay within `size` words. */
export function groupSpans(text: string, spans: Span[], size: number): Span[] {
  const groups: Span[] = [];
  let words = 0;
  for (const span of spans) {
    const count = countWords(text.slice(span.start, span.end));
    const last = groups.at(-1);
    if (last !== undefined && words + count <= size && span.end - last.start <= longest) {
      last.end = span.end;
      words += count;
    } else {
      groups.push({ ...span });
      words = count;
    }
  }
  return groups;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });
/** The segmenter's time grows with the square of what it is given at once. */
const window = 8_000;

function sentencesOf(text: string, span: Span): Span[] {
  const sentences: Span[] = [];
  let start = span.start;
  while (start < span.end) {
    const end = Math.min(span.end, start + window);
    const until = end < span.end && isInsidePair(text, end) ? end - 1 : end;
    const found = Array.from(segmenter.segment(text.slice(start, until)), ({ segment }) => segment.length);
    // The last sentence may go on behind the window, so the next window begins with it.
    if (until < span.end && found.length > 1) found.pop();
    for (const length of found) {
      sentences.push({ start, end: start + length });
      start += length;
    }
  }
  return sentences;
}

function cutAtSpaces(text: string, span: Span, target: number): Span[] {
  const pieces: Span[] = [];
  let start = span.start;
  while (start < span.end) {
    let end = Math.min(span.end, start + Math.floor(target * 5));
    if (end < span.end) {
      const space = text.slice(end, Math.min(span.end, start + target * 12)).search(/\s/);
      if (space !== -1) end += space + 1;
      else if (isInsidePair(text, end)) end--;
    }
    pieces.push({ start, end });
    start = end;
  }
  return pieces;
}

function isInsidePair(text: string, index: number): boolean {
  return /[\uDC00-\uDFFF]/.test(text.charAt(index)) && /[\uD800-\uDBFF]/.test(text.charAt(index - 1));
}
