import { countWords } from './count-words.js';

/** `header` is the row that names a table's columns. */
export type SentenceKind = 'prose' | 'item' | 'row' | 'header' | 'code' | 'heading';

export interface Span {
  start: number;
  end: number;
}

/** A span of the text it was cut from; `block` counts the paragraphs, list items and rows. */
export interface Sentence extends Span {
  kind: SentenceKind;
  block: number;
  /** The sentence was too long and begins before, or goes on behind, this part of it. */
  isRest?: boolean;
  isOpen?: boolean;
  /** Of a row: the names of its columns, where the text holds them. */
  header?: Span | undefined;
}

type Part = Span & Pick<Sentence, 'isRest' | 'isOpen'>;

interface Line extends Span {
  text: string;
}

const fence = /^ {0,3}(```+|~~~+)/;
const heading = /^ {0,3}#{1,6}\s/;
const item = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+/;
const row = /^\s*\|/;
const rule = /^\s*(?:[-=*_]\s*){3,}$|^\s*\|?[\s:|-]+\|[\s:|-]*$/;
/** A line at least this long was wrapped; a shorter one ends where its writer ended it. */
const wrappedLine = 50;
const longSentenceWords = 60;

/** Cuts Markdown or plain text into sentences, list items, table rows and whole code blocks, of any language. */
export function splitSentences(text: string, language: string | null): Sentence[] {
  const found: Sentence[] = [];
  const segmenter = segmenterOf(language);
  const lines = linesOf(text);
  let block = 0;
  let paragraph: Line[] = [];
  let kind: SentenceKind = 'prose';
  let header: Span | undefined;

  const flush = (): void => {
    if (paragraph.length > 0) found.push(...sentencesOf(text, paragraph, segmenter).map((span) => ({ ...span, kind, block })));
    paragraph = [];
    kind = 'prose';
    block++;
  };

  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined) break;
    const opening = fence.exec(line.text)?.[1];
    if (!row.test(line.text)) header = undefined;
    if (opening !== undefined) {
      flush();
      let last = at + 1;
      while (last < lines.length - 1 && lines[last]?.text.trim().startsWith(opening) !== true) last++;
      found.push({ start: line.start, end: (lines[last] ?? line).end, kind: 'code', block });
      at = last;
    } else if (line.text.trim() === '' || rule.test(line.text)) flush();
    else if (heading.test(line.text)) {
      flush();
      found.push({ ...trimmed(text, line), kind: 'heading', block });
    } else if (row.test(line.text)) {
      flush();
      const span = trimmed(text, line);
      const isHeader = rule.test(lines[at + 1]?.text ?? '');
      found.push({ ...span, kind: isHeader ? 'header' : 'row', block, ...(isHeader ? {} : { header }) });
      if (isHeader) header = span;
    } else {
      const marker = item.exec(line.text)?.[0].length ?? 0;
      if (marker > 0) {
        flush();
        kind = 'item';
      }
      paragraph.push({ ...line, text: line.text.slice(marker), start: line.start + marker });
    }
  }
  flush();
  return found.filter((sentence) => /[\p{L}\p{N}]/u.test(text.slice(sentence.start, sentence.end)));
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string | null): Intl.Segmenter {
  const locale = language !== null && Intl.Segmenter.supportedLocalesOf(language).length > 0 ? language : 'en';
  let segmenter = segmenters.get(locale);
  if (segmenter === undefined) segmenters.set(locale, (segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' })));
  return segmenter;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ text: line, start, end: start + line.length });
    start += line.length + 1;
  }
  return lines;
}

/** Wrapped lines are one sentence to the segmenter: a newline would end it. Lengths stay, so positions do. */
function sentencesOf(text: string, lines: readonly Line[], segmenter: Intl.Segmenter): Part[] {
  const first = lines[0];
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return [];
  let flat = '';
  for (const line of lines) {
    const next = text.slice(first.start + flat.length, line.end);
    flat += next.replace(/\n/g, (newline, offset: number) => (isWrapped(flat + next.slice(0, offset)) ? ' ' : newline));
  }
  const spans: Span[] = [];
  let isOpen = false;
  for (const { segment, index } of segmenter.segment(flat)) {
    const span = { start: first.start + index, end: first.start + index + segment.length };
    const previous = spans.at(-1);
    if (isOpen && previous !== undefined) previous.end = span.end;
    else spans.push(span);
    isOpen = endsInAbbreviation(segment) || endsInsideWord(segment) || hasOpenCode(text.slice(spans.at(-1)?.start, span.end));
  }
  return spans
    .map((span) => trimmed(text, span))
    .filter((span) => span.end > span.start)
    .flatMap((span) => cutLong(text, span));
}

function isWrapped(before: string): boolean {
  return before.length - (before.lastIndexOf('\n') + 1) >= wrappedLine;
}

/** Titles, initials and shortenings whose full stop ends no sentence, of several languages; also "3." before a month. */
const abbreviation =
  /(?:^|[\s("'„“])(?:\p{Lu}|(?:\p{L}\.)+\p{L}|\d{1,2}|mr|mrs|ms|dr|prof|st|vs|no|nr|fig|inc|ltd|co|corp|jr|sr|sra|srta|mme|mlle|approx|dept|est|ca|bzw|evtl|ggf|str|tel|abs|art|vol|pp?|cf|al|gen|col|sgt|capt|rev|hon)\.\s*$/iu;

function endsInAbbreviation(segment: string): boolean {
  return !segment.endsWith('\n') && abbreviation.test(segment.slice(-24));
}

/** "…/pages?status=failed" is one address, whatever the segmenter takes its question mark for. */
function endsInsideWord(segment: string): boolean {
  return /[?!.]$/.test(segment);
}

function hasOpenCode(sentence: string): boolean {
  return !sentence.endsWith('\n') && (sentence.match(/`/g)?.length ?? 0) % 2 === 1;
}

function trimmed(text: string, { start, end }: Span): Span {
  const slice = text.slice(start, end);
  const from = start + slice.length - slice.trimStart().length;
  return { start: from, end: Math.max(from, start + slice.trimEnd().length) };
}

/** A text without full stops is cut where a clause or, failing that, a word ends. */
function cutLong(text: string, span: Part): Part[] {
  const slice = text.slice(span.start, span.end);
  if (countWords(slice) <= longSentenceWords) return [span];
  const middle = slice.length / 2;
  let cut = -1;
  for (const pattern of [/[;；:：]\s*|\s[–—-]\s/g, /[,，、،]\s*/g, /\s+/g]) {
    for (const match of slice.matchAll(pattern)) {
      const at = match.index + match[0].length;
      if (at > slice.length * 0.2 && at < slice.length * 0.8 && Math.abs(at - middle) < Math.abs(cut - middle)) cut = at;
    }
    if (cut > 0) break;
  }
  if (cut <= 0) return [span];
  const first = trimmed(text, { start: span.start, end: span.start + cut });
  const second = trimmed(text, { start: span.start + cut, end: span.end });
  return [...cutLong(text, { ...span, ...first, isOpen: true }), ...cutLong(text, { ...span, ...second, isRest: true })];
}
