import { styleChain, type ListPlace, type Numbering, type Styles } from './docx-styles.js';
import { markdownTable, protectLines } from './markdown-text.js';
import { readXml, type XmlElement } from './read-xml.js';

interface Paragraph extends ListPlace {
  text: string;
  style: string | undefined;
  outline: number | undefined;
}

interface Table {
  rows: string[][];
  /** Of the cell that is open. */
  span: number;
  continues: boolean;
}

/** Where finished paragraphs go: the page, a cell or a text box. */
interface Container {
  blocks: { text: string; isItem: boolean }[];
}

/** Deleted or moved text, and what stands in only for old versions of Word. */
const skipped: ReadonlySet<string> = new Set(['del', 'moveFrom', 'Fallback', 'pPrChange', 'rPrChange']);

/** One part of a DOCX (body or notes) as Markdown, and the text of its first title or heading. */
export function readDocxBody(
  bytes: Uint8Array,
  formats: { styles: Styles; numbering: Numbering },
): { text: string; title: string | undefined } {
  const page: Container = { blocks: [] };
  const containers = [page];
  const paragraphs: Paragraph[] = [];
  const tables: Table[] = [];
  const counters = new Map<string, number[]>();
  let skipping = 0;
  let isText = false;
  let isHidden = false;
  let isSeparator = false;
  let title: string | undefined;

  function open({ name, attributes }: XmlElement): void {
    if (skipping > 0 || skipped.has(name)) {
      skipping++;
      return;
    }
    const paragraph = paragraphs.at(-1);
    const table = tables.at(-1);
    const value = attributes['val'];
    switch (name) {
      case 'p':
        paragraphs.push({ text: '', style: undefined, outline: undefined, list: undefined, level: undefined });
        break;
      case 't':
        isText = true;
        break;
      case 'r':
        isHidden = false;
        break;
      case 'vanish':
        isHidden = value !== '0' && value !== 'false';
        break;
      case 'tab':
      case 'ptab':
        // Also the name of a tab stop, which comes before the text.
        if (paragraph !== undefined && paragraph.text !== '') paragraph.text += ' ';
        break;
      case 'br':
      case 'cr':
        if (paragraph !== undefined) paragraph.text += '\n';
        break;
      case 'noBreakHyphen':
        if (paragraph !== undefined) paragraph.text += '-';
        break;
      case 'pStyle':
        if (paragraph !== undefined) paragraph.style = value;
        break;
      case 'outlineLvl':
        if (paragraph !== undefined) paragraph.outline = Number(value);
        break;
      case 'numId':
        if (paragraph !== undefined) paragraph.list = value;
        break;
      case 'ilvl':
        if (paragraph !== undefined) paragraph.level = Number(value);
        break;
      case 'tbl':
        tables.push({ rows: [], span: 1, continues: false });
        break;
      case 'tr':
        table?.rows.push([]);
        break;
      case 'tc':
        if (table !== undefined) Object.assign(table, { span: 1, continues: false });
        containers.push({ blocks: [] });
        break;
      case 'gridSpan':
        if (table !== undefined) table.span = Math.min(64, Number(value) || 1);
        break;
      case 'vMerge':
        if (table !== undefined) table.continues = value !== 'restart';
        break;
      case 'txbxContent':
        containers.push({ blocks: [] });
        break;
      case 'footnote':
      case 'endnote':
        isSeparator = attributes['type'] !== undefined && attributes['type'] !== 'normal';
        break;
    }
  }

  function close(name: string): void {
    if (skipping > 0) {
      skipping--;
      return;
    }
    switch (name) {
      case 't':
        isText = false;
        break;
      case 'p': {
        const paragraph = paragraphs.pop();
        if (paragraph !== undefined) add(paragraph);
        break;
      }
      case 'tc':
        endCell();
        break;
      case 'tbl':
        endTable();
        break;
      case 'txbxContent': {
        const box = containers.pop();
        containers.at(-1)?.blocks.push(...(box?.blocks ?? []));
        break;
      }
      case 'footnote':
      case 'endnote':
        isSeparator = false;
        break;
    }
  }

  function add(paragraph: Paragraph): void {
    const text = paragraph.text.replace(/[ \t\u00A0]*\n[ \t]*/g, '\n').trim();
    const chain = styleChain(formats.styles, paragraph.style);
    if (text === '' || /^toc \d|^table of contents/.test(chain[0]?.name ?? '')) return;
    const level = headingLevel(paragraph, chain);
    const isInCell = tables.length > 0 && containers.length > 1;
    if (level !== undefined && !isInCell) {
      const heading = text.replace(/\s+/g, ' ');
      title ??= heading;
      containers.at(-1)?.blocks.push({ text: `${'#'.repeat(level)} ${heading}`, isItem: false });
      return;
    }
    const mark = isInCell ? undefined : listMark(paragraph, chain);
    containers.at(-1)?.blocks.push({ text: mark === undefined ? protectLines(text) : mark + text, isItem: mark !== undefined });
  }

  function listMark(paragraph: Paragraph, chain: ListPlace[]): string | undefined {
    const list = paragraph.list ?? chain.find((style) => style.list !== undefined)?.list;
    if (list === undefined || list === '0') return undefined;
    const level = Math.min(8, paragraph.level ?? chain.find((style) => style.level !== undefined)?.level ?? 0);
    const format = formats.numbering.get(list)?.[level];
    const indent = '   '.repeat(level);
    if (format === undefined || format.format === 'bullet' || format.format === 'none') return `${indent}- `;
    const counts = counters.get(list) ?? [];
    counts.length = Math.min(counts.length, level + 1);
    counts[level] = (counts[level] ?? format.start - 1) + 1;
    counters.set(list, counts);
    return `${indent}${counts[level]}. `;
  }

  function endCell(): void {
    const cell = containers.pop();
    const table = tables.at(-1);
    const row = table?.rows.at(-1);
    if (cell === undefined || table === undefined || row === undefined) return;
    const above = table.continues ? table.rows.at(-2)?.[row.length] : undefined;
    row.push(above ?? cell.blocks.map(({ text }) => text).join(' '), ...Array.from({ length: table.span - 1 }, () => ''));
  }

  function endTable(): void {
    const rows = tables.pop()?.rows.filter((row) => row.some((cell) => cell !== '')) ?? [];
    if (rows.length === 0) return;
    const text = tables.length > 0 ? rows.flat().join(' ') : markdownTable(rows);
    containers.at(-1)?.blocks.push({ text, isItem: false });
  }

  readXml(bytes, {
    open,
    text(text) {
      const paragraph = paragraphs.at(-1);
      if (isText && skipping === 0 && !isHidden && !isSeparator && paragraph !== undefined) paragraph.text += text;
    },
    close,
  });
  return { text: join(page), title };
}

function headingLevel(paragraph: Paragraph, chain: { name: string; outline: number | undefined }[]): number | undefined {
  for (const { name } of chain) {
    const level = /^heading ([1-9])/.exec(name)?.[1];
    if (level !== undefined) return Math.min(6, Number(level));
    if (name === 'title') return 1;
  }
  const outline = paragraph.outline ?? chain.find((style) => style.outline !== undefined)?.outline;
  return outline === undefined || outline > 8 ? undefined : Math.min(6, outline + 1);
}

function join({ blocks }: Container): string {
  return blocks
    .map((block, index) => (index === 0 ? '' : block.isItem && blocks[index - 1]?.isItem === true ? '\n' : '\n\n') + block.text)
    .join('');
}
