import type { AnswerPiece } from '../../completion/index.js';

export interface LaidOutPiece {
  piece: AnswerPiece;
  /** What stands between the piece before and its text. */
  before: string;
  /** What stands between its text and its citation mark. */
  toMark: string;
  /** What follows the mark. */
  after: string;
}

/** Markdown around the pieces of an answer: sentences of one document run on, lists and tables become lists, code stands alone. */
export function layOutPieces(pieces: readonly AnswerPiece[]): LaidOutPiece[] {
  return pieces.map((piece, at) => {
    const last = pieces[at - 1];
    const isListed = isEntry(piece) && pieces.length > 1;
    const runsOn = !isListed && !isEntry(last) && !standsAlone(piece) && !hasCode(last);
    return {
      piece,
      before: `${last === undefined ? '' : separator()}${isListed ? '- ' : ''}`,
      toMark: standsAlone(piece) ? '\n\n' : ' ',
      after: piece.code === undefined ? '' : `\n\n${piece.code}`,
    };

    function separator(): string {
      if (isListed && isEntry(last) && last?.passage.documentId === piece.passage.documentId) return '\n';
      return runsOn && last?.passage.documentId === piece.passage.documentId ? ' ' : '\n\n';
    }
  });
}

function isEntry(piece: AnswerPiece | undefined): boolean {
  return piece?.kind === 'item' || piece?.kind === 'row';
}

/** Nothing may follow a fence on its last line. */
function standsAlone(piece: AnswerPiece): boolean {
  return piece.kind === 'code' || piece.text.includes('\n');
}

function hasCode(piece: AnswerPiece | undefined): boolean {
  return piece !== undefined && (piece.code !== undefined || standsAlone(piece));
}
