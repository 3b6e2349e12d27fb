import { markdownTable, protectLines } from './markdown-text.js';
import { readXml, type XmlElement } from './read-xml.js';

interface Paragraph {
  text: string;
  level: number;
  mark: 'bullet' | 'number' | 'none' | undefined;
}

interface Shape {
  /** Of its placeholder; undefined for a free text box. */
  kind: string | undefined;
  isHidden: boolean;
  paragraphs: Paragraph[];
}

export interface Slide {
  isHidden: boolean;
  title: string | undefined;
  /** Markdown. */
  text: string;
}

/** Date, footer and number stand on every slide. */
const furniture: ReadonlySet<string> = new Set(['dt', 'ftr', 'sldNum', 'hdr']);
const titles: ReadonlySet<string> = new Set(['title', 'ctrTitle']);

/** One slide: its title first, then shapes and tables in their own order. */
export function readPptxSlide(bytes: Uint8Array): Slide {
  const slide: Slide = { isHidden: false, title: undefined, text: '' };
  const blocks: string[] = [];
  let shape: Shape | undefined;
  let rows: string[][] | undefined;
  let cell: Paragraph[] | undefined;
  let covered = false;
  let paragraph: Paragraph | undefined;
  let isText = false;
  let skipping = 0;

  function open({ name, attributes }: XmlElement): void {
    if (skipping > 0 || name === 'Fallback') {
      skipping++;
      return;
    }
    if (name === 'sld') slide.isHidden = attributes['show'] === '0' || attributes['show'] === 'false';
    else if (name === 'sp') shape = { kind: undefined, isHidden: false, paragraphs: [] };
    else if (name === 'cNvPr' && shape !== undefined) shape.isHidden = attributes['hidden'] === '1';
    else if (name === 'ph' && shape !== undefined) shape.kind = attributes['type'] ?? 'body';
    else if (name === 'tbl') rows = [];
    else if (name === 'tr') rows?.push([]);
    else if (name === 'tc') {
      cell = [];
      covered = attributes['hMerge'] === '1' || attributes['vMerge'] === '1';
    } else if (name === 'p') paragraph = { text: '', level: 0, mark: undefined };
    else if (name === 't') isText = true;
    else if (paragraph !== undefined) format(paragraph, name, attributes);
  }

  function close(name: string): void {
    if (skipping > 0) {
      skipping--;
      return;
    }
    if (name === 't') isText = false;
    else if (name === 'p') {
      if (paragraph !== undefined && paragraph.text.trim() !== '') (cell ?? shape?.paragraphs)?.push(paragraph);
      paragraph = undefined;
    } else if (name === 'tc') {
      // A covered cell is part of the one beside or above it.
      rows?.at(-1)?.push(covered ? '' : (cell ?? []).map(({ text }) => text).join(' '));
      cell = undefined;
    } else if (name === 'tbl') {
      const filled = rows?.filter((row) => row.some((text) => text.trim() !== '')) ?? [];
      if (filled.length > 0) blocks.push(markdownTable(filled));
      rows = undefined;
    } else if (name === 'sp') {
      if (shape !== undefined) endShape(shape);
      shape = undefined;
    }
  }

  function endShape({ kind = '', isHidden, paragraphs }: Shape): void {
    if (isHidden || furniture.has(kind) || paragraphs.length === 0) return;
    const title = paragraphs
      .map(({ text }) => text)
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
    if (titles.has(kind) && slide.title === undefined) {
      slide.title = title;
      blocks.unshift(`${kind === 'ctrTitle' ? '#' : '##'} ${title}`);
    } else {
      blocks.push(listOf(paragraphs, kind === 'body' || kind === 'obj'));
    }
  }

  readXml(bytes, {
    open,
    text(text) {
      if (isText && skipping === 0 && paragraph !== undefined) paragraph.text += text;
    },
    close,
  });
  slide.text = blocks.join('\n\n');
  return slide;
}

function format(paragraph: Paragraph, name: string, attributes: Record<string, string>): void {
  if (name === 'pPr') paragraph.level = Math.min(8, Number(attributes['lvl'] ?? 0) || 0);
  else if (name === 'buNone') paragraph.mark = 'none';
  else if (name === 'buChar' || name === 'buBlip') paragraph.mark = 'bullet';
  else if (name === 'buAutoNum') paragraph.mark = 'number';
  else if (name === 'br') paragraph.text += '\n';
}

function listOf(paragraphs: Paragraph[], isList: boolean): string {
  const counts: number[] = [];
  let text = '';
  let wasItem = false;
  for (const { text: raw, level, mark = isList && paragraphs.length > 1 ? 'bullet' : 'none' } of paragraphs) {
    const content = raw.replace(/[ \t\u000B]*\n\s*/g, '\n').trim();
    const isItem = mark !== 'none';
    counts.length = Math.min(counts.length, level + 1);
    counts[level] = mark === 'number' ? (counts[level] ?? 0) + 1 : 0;
    const sign = mark === 'number' ? `${counts[level]}. ` : '- ';
    if (text !== '') text += isItem && wasItem ? '\n' : '\n\n';
    text += isItem ? `${'  '.repeat(level)}${sign}${content.replaceAll('\n', ' ')}` : protectLines(content);
    wasItem = isItem;
  }
  return text;
}
