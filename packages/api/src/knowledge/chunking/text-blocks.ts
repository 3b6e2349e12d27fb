export interface Span {
  start: number;
  end: number;
}

/** A piece of a document that belongs together. `rows` are its lines, where it may be cut only between them. */
export type Block =
  | (Span & { kind: 'heading'; level: number; title: string })
  | (Span & { kind: 'paragraph' })
  | (Span & { kind: 'rows'; rows: Span[] });

interface Line extends Span {
  text: string;
}

const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const underline = /^ {0,3}(=+|-{2,})[ \t]*$/;
const delimiterRow = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const listItem = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S/;

/** Markdown's blocks, as far as they matter for cutting. */
export function markdownBlocks(text: string): Block[] {
  const lines = splitLines(text);
  const blocks: Block[] = [];
  let index = skipFrontMatter(lines);
  let paragraph: Line[] = [];

  const endParagraph = (): void => {
    const span = spanOf(paragraph);
    if (span !== undefined) blocks.push({ kind: 'paragraph', ...span });
    paragraph = [];
  };
  const takeRows = (end: number): void => {
    endParagraph();
    const rows = lines.slice(index, end);
    const span = spanOf(rows);
    if (span !== undefined) blocks.push({ kind: 'rows', ...span, rows: rows.filter((row) => row.text.trim() !== '') });
    index = end;
  };

  while (index < lines.length) {
    const line = lines[index];
    if (line === undefined) break;
    const atx = heading.exec(line.text);
    const next = lines[index + 1];
    if (fence.test(line.text)) {
      takeRows(endOfFence(lines, index));
    } else if (atx !== null) {
      endParagraph();
      blocks.push({
        kind: 'heading',
        level: atx[1]?.length ?? 1,
        title: plainTitle(atx[2] ?? ''),
        start: line.start,
        end: line.end,
      });
      index++;
    } else if (line.text.includes('|') && next !== undefined && next.text.includes('-') && delimiterRow.test(next.text)) {
      takeRows(endOfTable(lines, index));
    } else if (line.text.trim() === '') {
      endParagraph();
      index++;
    } else if (paragraph.length === 0 && next !== undefined && underline.test(next.text) && !listItem.test(line.text)) {
      const level = next.text.includes('=') ? 1 : 2;
      blocks.push({ kind: 'heading', level, title: plainTitle(line.text), start: line.start, end: next.end });
      index += 2;
    } else {
      if (listItem.test(line.text)) endParagraph();
      paragraph.push(line);
      index++;
    }
  }
  endParagraph();
  return blocks;
}

/** Plain text has only paragraphs: what looks like a mark may be a comment of a script. */
export function plainBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: Line[] = [];
  for (const line of [...splitLines(text), { text: '', start: text.length, end: text.length }]) {
    if (line.text.trim() !== '') {
      paragraph.push(line);
      continue;
    }
    const span = spanOf(paragraph);
    if (span !== undefined) blocks.push({ kind: 'paragraph', ...span });
    paragraph = [];
  }
  return blocks;
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  const newline = /\r\n|\n|\r/g;
  let start = 0;
  for (let match = newline.exec(text); match !== null; match = newline.exec(text)) {
    lines.push({ text: text.slice(start, match.index), start, end: match.index });
    start = newline.lastIndex;
  }
  lines.push({ text: text.slice(start), start, end: text.length });
  return lines;
}

function skipFrontMatter(lines: Line[]): number {
  if (lines[0]?.text.trimEnd() !== '---') return 0;
  const end = lines.findIndex((line, index) => index > 0 && line.text.trimEnd() === '---');
  const isYaml = end > 1 && lines.slice(1, end).every((line) => /^(?:[\w-]+:|[ \t#-]|$)/.test(line.text));
  return isYaml ? end + 1 : 0;
}

function endOfFence(lines: Line[], begin: number): number {
  const mark = fence.exec(lines[begin]?.text ?? '')?.[1] ?? '```';
  return endOf(
    lines,
    begin + 1,
    ({ text }) => {
      const other = fence.exec(text)?.[1];
      return other !== undefined && other[0] === mark[0] && other.length >= mark.length && text.trim() === other;
    },
    'with',
  );
}

function endOfTable(lines: Line[], begin: number): number {
  return endOf(lines, begin + 2, ({ text }) => !text.includes('|'), 'before');
}

/** Where the lines end that `isLast` ends, else the text's end. */
function endOf(lines: Line[], from: number, isLast: (line: Line) => boolean, where: 'with' | 'before'): number {
  for (let index = from; index < lines.length; index++) {
    const line = lines[index];
    if (line !== undefined && isLast(line)) return where === 'with' ? index + 1 : index;
  }
  return lines.length;
}

function spanOf(lines: Line[]): Span | undefined {
  const [first] = lines;
  const last = lines.at(-1);
  return first === undefined || last === undefined ? undefined : { start: first.start, end: last.end };
}

const longestTitle = 500;

function plainTitle(markdown: string): string {
  return markdown
    .slice(0, longestTitle)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|<>~-])/g, '$1')
    .trim();
}
