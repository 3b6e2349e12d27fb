import type { ChunkToIndex } from '../../retrieval/index.js';
import { AppError } from '../../errors.js';
import { countWords } from './count-words.js';
import { cutSpan, groupSpans } from './cut-span.js';
import { markdownBlocks, plainBlocks, type Block, type Span } from './text-blocks.js';

export interface DocumentToChunk {
  mediaType: string;
  text: string;
  /** Where each page begins, of paged formats. */
  pageStarts: number[] | undefined;
}

const target = 120;
/** A paragraph up to this is left whole. */
const longParagraph = 180;
/** Code and tables keep together up to this; beyond, they are cut between rows. */
const longRows = 300;
const short = 30;

/** A chunk without its text, which is `document.text.slice(start, end)`. */
export type Passage = Omit<ChunkToIndex, 'id' | 'text'>;

const maxPassages = 50_000;

/** Cuts a document into passages of about 120 words, each under one heading. */
export function cutPassages(document: DocumentToChunk): Passage[] {
  const { text, pageStarts } = document;
  const blocks = document.mediaType === 'text/plain' ? plainBlocks(text) : markdownBlocks(text);
  const passages: Passage[] = [];
  for (const { headingPath, blocks: inside } of sectionsOf(blocks)) {
    for (const span of passagesOf(text, inside)) {
      if (passages.length === maxPassages) {
        const most = maxPassages.toLocaleString('en');
        throw new AppError('FILE_TOO_COMPLEX', `It has more than ${most} sections or passages. Split it into several documents.`);
      }
      const page = pageStarts === undefined ? null : pageAt(pageStarts, span.start);
      passages.push({ ordinal: passages.length, headingPath, ...span, page });
    }
  }
  return passages;
}

interface Section {
  headingPath: string[];
  blocks: Block[];
}

function sectionsOf(blocks: Block[]): Section[] {
  const sections: Section[] = [{ headingPath: [], blocks: [] }];
  const path: { level: number; title: string }[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'heading') {
      sections.at(-1)?.blocks.push(block);
      continue;
    }
    while (path.length > 0 && (path.at(-1)?.level ?? 0) >= block.level) path.pop();
    if (block.title !== '') path.push(block);
    const next = blocks[index + 1];
    const isAlone = next === undefined || (next.kind === 'heading' && next.level <= block.level);
    // A heading with nothing under it is text too: it must be found.
    sections.push({ headingPath: path.map(({ title }) => title), blocks: isAlone ? [block] : [] });
  }
  return sections;
}

function passagesOf(text: string, blocks: Block[]): Span[] {
  const pieces = blocks.flatMap((block) => cutBlock(text, block));
  const groups = groupSpans(text, pieces, target + short);
  const last = groups.at(-1);
  const previous = groups.at(-2);
  if (last !== undefined && previous !== undefined) {
    const tail = countWords(text.slice(last.start, last.end));
    if (tail < short && tail + countWords(text.slice(previous.start, previous.end)) <= longParagraph) {
      previous.end = last.end;
      groups.pop();
    }
  }
  return groups.flatMap((group) => trim(text, group));
}

function cutBlock(text: string, block: Block): Span[] {
  const words = countWords(text.slice(block.start, block.end));
  const length = block.end - block.start;
  switch (block.kind) {
    case 'heading':
      return [block];
    case 'rows':
      return words <= longRows && length <= longRows * 12 ? [block] : groupSpans(text, block.rows, target);
    case 'paragraph':
      return words <= longParagraph && length <= longParagraph * 12 ? [block] : cutSpan(text, block, target);
    default:
      return block satisfies never;
  }
}

function trim(text: string, span: Span): Span[] {
  const raw = text.slice(span.start, span.end);
  const start = span.start + (raw.length - raw.trimStart().length);
  const end = start + raw.trim().length;
  return start < end ? [{ start, end }] : [];
}

/** The last page that begins at or before the position. */
function pageAt(pageStarts: number[], position: number): number {
  let page = 1;
  let beyond = pageStarts.length + 1;
  while (beyond - page > 1) {
    const middle = (page + beyond) >> 1;
    if ((pageStarts[middle - 1] ?? 0) > position) beyond = middle;
    else page = middle;
  }
  return page;
}
