import { ordinaryCharacters } from './pdf-characters.js';
import { joinRtl } from './pdf-rtl.js';

/** What pdf.js gives for each run of glyphs. */
export interface PdfItem {
  str: string;
  dir: string;
  width: number;
  height: number;
  transform: number[];
  hasEOL: boolean;
}

export interface PdfLine {
  text: string;
  /** Left edge and baseline, from the page's lower left corner, in points. */
  x: number;
  y: number;
  /** Right edge. */
  end: number;
  /** Height of the letters that most of the line is written in. */
  size: number;
  isRtl: boolean;
  /** 0 at the top of the page, 1 at its bottom. */
  depth: number;
}

export interface Piece {
  text: string;
  isRtl: boolean;
  x: number;
  end: number;
  y: number;
  size: number;
}

const rtlLetters = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu;

/** Joins runs to lines in the order of the content; within a line of right-to-left script, by place. */
export function readPageLines(items: PdfItem[], pageHeight: number): PdfLine[] {
  const lines: PdfLine[] = [];
  let pieces: Piece[] = [];
  const endLine = (): void => {
    const line = joinPieces(pieces, pageHeight);
    if (line !== undefined) lines.push(line);
    pieces = [];
  };
  for (const item of items) {
    const piece = toPiece(item);
    const last = pieces.at(-1);
    if (last !== undefined && item.str.trim() !== '' && Math.abs(piece.y - last.y) > 0.6 * Math.max(piece.size, last.size))
      endLine();
    if (item.str !== '') pieces.push(piece);
    if (item.hasEOL) endLine();
  }
  endLine();
  return mergeSplitLines(lines);
}

function toPiece({ str, dir, width, height, transform }: PdfItem): Piece {
  const [a = 0, b = 0, , , x = 0, y = 0] = transform;
  return { text: str, isRtl: dir === 'rtl', x, end: x + width, y, size: height === 0 ? Math.hypot(a, b) : height };
}

function joinPieces(pieces: Piece[], pageHeight: number): PdfLine | undefined {
  const written = pieces.filter((piece) => piece.text.trim() !== '');
  const [first] = written;
  if (first === undefined) return undefined;
  const all = written.map((piece) => piece.text).join('');
  const isRtl = (all.match(rtlLetters)?.length ?? 0) * 2 > (all.match(/\p{L}/gu)?.length ?? 0);
  const text = isRtl ? joinRtl(written) : joinLtr(pieces);
  const size = [...written].sort((one, other) => other.text.length - one.text.length)[0]?.size ?? first.size;
  return {
    text: tidy(text),
    x: Math.min(...written.map((piece) => piece.x)),
    end: Math.max(...written.map((piece) => piece.end)),
    y: first.y,
    size,
    isRtl,
    depth: 1 - first.y / pageHeight,
  };
}

/** Soft hyphens say something only at a line's end. */
function tidy(text: string): string {
  return ordinaryCharacters(text.replace(/[ \t\u00A0]+/g, ' ').trim()).replace(/\u00AD(?!$)/g, '');
}

function joinLtr(pieces: Piece[]): string {
  let text = '';
  let last: Piece | undefined;
  for (const piece of pieces) {
    const gap = last === undefined ? 0 : piece.x - last.end;
    if (last !== undefined && gap > 0.3 * piece.size && !/\s$/.test(text) && !/^\s/.test(piece.text)) text += ' ';
    text += piece.text;
    last = piece;
  }
  return text;
}

/** pdf.js ends a line at large gaps too; what stands on one baseline with little space between belongs together. */
function mergeSplitLines(lines: PdfLine[]): PdfLine[] {
  const merged: PdfLine[] = [];
  for (const line of lines) {
    const last = merged.at(-1);
    const isSame = last !== undefined && !last.isRtl && !line.isRtl && Math.abs(last.y - line.y) < 0.1 * line.size;
    if (isSame && line.x >= last.end && line.x - last.end < 1.5 * line.size) {
      last.text += ` ${line.text}`;
      last.end = line.end;
    } else merged.push(line);
  }
  return merged;
}
