import type { Piece } from './pdf-lines.js';

/** A gap of this share of the letter height is a space where the PDF has none. */
const spaceGap = 0.12;
const mirrored: Record<string, string> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '«': '»',
  '»': '«',
  '<': '>',
  '>': '<',
};

/**
 * A line of right-to-left script in the order in which it is read. pdf.js orders letters within a run, not runs within
 * a line: they are taken from the right, and runs of Latin or digits the other way.
 */
export function joinRtl(pieces: Piece[]): string {
  let text = '';
  let last: Piece | undefined;
  for (const piece of readingOrder(withMarks(pieces))) {
    const gap = last === undefined ? 0 : Math.max(last.x - piece.end, piece.x - last.end);
    if (gap > spaceGap * piece.size && !/\s$/.test(text)) text += ' ';
    text += piece.text;
    last = piece;
  }
  return text.replace(/\s+(?=\p{M})/gu, '');
}

/**
 * A mark that is drawn by itself belongs to the letter that it stands over. Programs that write a line from the left
 * write the mark before its letter and often a little beside it; of others the nearest letter is taken.
 */
function withMarks(pieces: Piece[]): Piece[] {
  const letters: Piece[] = [];
  const marks: { mark: Piece; next: number }[] = [];
  for (const piece of pieces) {
    if (isMark(piece)) marks.push({ mark: piece, next: letters.length });
    else letters.push({ ...piece });
  }
  for (const { mark, next } of marks) {
    const after = letters[next];
    const isBefore = after !== undefined && after.x >= mark.x - 0.2 * after.size && after.x - mark.x < 0.4 * after.size;
    const base = isBefore ? after : nearest(letters, (mark.x + mark.end) / 2);
    if (base !== undefined) base.text += mark.text.trim();
  }
  return letters;
}

function nearest(letters: Piece[], centre: number): Piece | undefined {
  const distance = ({ x, end }: Piece): number => Math.max(x - centre, centre - end, 0);
  return [...letters].sort((one, other) => distance(one) - distance(other))[0];
}

function readingOrder(pieces: Piece[]): Piece[] {
  const ordered: Piece[] = [];
  let latin: Piece[] = [];
  for (const piece of [...pieces].sort((one, other) => other.end - one.end)) {
    if (!piece.isRtl && /[\p{L}\p{N}]/u.test(piece.text)) {
      latin.push({ ...piece, text: /\p{L}/u.test(piece.text) ? piece.text : numbersFromRight(piece.text) });
      continue;
    }
    ordered.push(...latin.reverse(), { ...piece, text: mirror(piece.text) });
    latin = [];
  }
  return [...ordered, ...latin.reverse()];
}

/** Among Arabic letters a range runs from right to left, though each number in it does not. */
function numbersFromRight(text: string): string {
  return text
    .replace(/(\p{N}[\p{N}.,٫٬]*)([-\u2012-\u2014])(\p{N}[\p{N}.,٫٬]*)/gu, '$3$2$1')
    .replace(/^([.,:]+)(\p{N}.*)$/u, '$2$1');
}

function mirror(text: string): string {
  return text.replace(/[()[\]{}«»<>]/g, (bracket) => mirrored[bracket] ?? bracket);
}

function isMark(piece: Piece): boolean {
  return /^[\p{M}\s]+$/u.test(piece.text) && piece.text.trim() !== '';
}
