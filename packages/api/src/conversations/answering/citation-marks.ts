/** A piece of an answer: text as it is, or the number of a passage that the model cited. */
export type MarkedPiece = { type: 'text'; text: string } | { type: 'mark'; number: number };

export interface MarkReader {
  push(text: string): MarkedPiece[];
  end(): MarkedPiece[];
}

const mark = /[ \t]*(?:\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\](?!\()|【(\d{1,3})[^】\n]{0,40}】)/g;
/** The end of a text that could still become a mark, with the spaces before it. */
const unfinished = /[ \t]*(?:\[[\d\s,;]{0,40}\]?|【[^】\n]{0,44})?$/;

/** Finds `[1]`, `[1, 2]` and `【1】` in streamed text, however it is cut; marks inside code stay text. */
export function createMarkReader(): MarkReader {
  let held = '';
  /** The run of backticks that opened the code we are in. */
  let fence: string | undefined;

  function read(text: string): MarkedPiece[] {
    const pieces: MarkedPiece[] = [];
    for (const part of text.split(/(`+|\n\n)/)) {
      if (part === '') continue;
      if (part.startsWith('`')) fence = fence === undefined ? part : closes(fence, part) ? undefined : fence;
      // A paragraph ends inline code that was never closed.
      else if (part === '\n\n' && fence !== undefined && fence.length < 3) fence = undefined;
      if (fence === undefined && !part.startsWith('`')) pieces.push(...splitMarks(part));
      else pieces.push({ type: 'text', text: part });
    }
    return pieces;
  }

  return {
    push(text) {
      held += text;
      const tail = unfinished.exec(held)?.[0] ?? '';
      // A run of backticks, or of line ends, may go on in the next piece.
      const ticks = tail === '' ? (/(?:`+|\n+)$/.exec(held)?.[0] ?? '') : '';
      const keep = Math.max(tail.length, ticks.length);
      const ready = held.slice(0, held.length - keep);
      held = held.slice(held.length - keep);
      return read(ready);
    },
    end() {
      const rest = held;
      held = '';
      return read(rest);
    },
  };
}

function splitMarks(text: string): MarkedPiece[] {
  const pieces: MarkedPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(mark)) {
    if (match.index > from) pieces.push({ type: 'text', text: text.slice(from, match.index) });
    for (const number of (match[1] ?? match[2] ?? '').split(/[,;]/)) pieces.push({ type: 'mark', number: Number(number) });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ type: 'text', text: text.slice(from) });
  return pieces;
}

function closes(fence: string, ticks: string): boolean {
  return fence.length < 3 ? ticks.length === fence.length : ticks.length >= fence.length;
}
