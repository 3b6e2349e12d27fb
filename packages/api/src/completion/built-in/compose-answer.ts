import type { FoundPassages, Passage } from '../../retrieval/index.js';
import { chooseSentences } from './choose-sentences.js';
import { keepTogether } from './keep-together.js';
import { namesOf, scoreSentences, type ScoredSentence } from './score-sentences.js';
import { shownText } from './shown-text.js';

/** `text` is what is shown, and `code` what follows it; `start` and `end` span the source of both in the document's text. */
export interface AnswerPiece {
  text: string;
  kind: 'prose' | 'item' | 'row' | 'code';
  /** A whole fenced block that the text leads to. */
  code?: string | undefined;
  passage: Passage;
  start: number;
  end: number;
}

export type BuiltInAnswer = { answered: true; pieces: AnswerPiece[] } | { answered: false };

const readPassages = 5;
/** A passage that scores less, beside the best, strays from the question; leaving it out cost no answer. */
const leastRelativeScore = 0.55;
/** A third one must be nearly as good as the best: it mostly makes the answer longer. */
const leastRelativeScoreOfThird = 0.7;
const wordBudget = 90;

/** Answers with the best sentences of the found passages, or not, when they do not cover the question. */
export function composeAnswer(found: FoundPassages): BuiltInAnswer {
  if (!found.evidence.answerable) return { answered: false };
  const best = found.passages[0]?.score ?? 0;
  const read = found.passages
    .slice(0, readPassages)
    .filter(({ score }, at) => score >= best * (at < 2 ? leastRelativeScore : leastRelativeScoreOfThird));
  const sentences = scoreSentences(found.analysis, read);
  const chosen = chooseSentences(found.analysis, sentences, wordBudget);
  const pieces = join(inReadingOrder(keepTogether(chosen, sentences, wordBudget)));
  return pieces.length === 0 ? { answered: false } : { answered: true, pieces };
}

/** Passages of one document follow its order, and the document of the best passage comes first. */
function inReadingOrder(sentences: readonly ScoredSentence[]): ScoredSentence[] {
  const rankOfDocument = new Map<string, number>();
  for (const { passage, rank } of sentences) {
    rankOfDocument.set(passage.documentId, Math.min(rank, rankOfDocument.get(passage.documentId) ?? rank));
  }
  const place = ({ passage }: ScoredSentence): number => rankOfDocument.get(passage.documentId) ?? 0;
  return [...sentences].sort((a, b) => place(a) - place(b) || a.passage.start - b.passage.start || a.start - b.start);
}

/** Sentences that follow one another in the source are one piece with one quote; code belongs to what leads to it. */
function join(sentences: readonly ScoredSentence[]): AnswerPiece[] {
  const pieces: { first: ScoredSentence; end: number; isCut: boolean; code?: ScoredSentence }[] = [];
  for (const sentence of sentences) {
    const last = pieces.at(-1);
    if (last === undefined || last.code !== undefined || !follows(last, sentence)) {
      pieces.push({ first: sentence, end: sentence.end, isCut: goesOn(sentence) });
    } else if (sentence.kind === 'code') last.code = sentence;
    else {
      last.end = sentence.end;
      last.isCut = goesOn(sentence);
    }
  }
  return pieces.flatMap(({ first, end, isCut, code }) => {
    const { passage, start, kind } = first;
    const text = shownText(passage.text.slice(start, end), { kind, names: namesOf(passage, first), isRest: first.isRest, isCut });
    if (text === '') return [];
    const piece = { text, kind: kindOf(kind), passage, start: passage.start + start, end: passage.start + (code ?? { end }).end };
    if (code === undefined) return [piece];
    return [
      { ...piece, code: shownText(passage.text.slice(code.start, code.end), { kind: 'code', names: '', isCut: code.isCut }) },
    ];
  });
}

function goesOn({ isCut, isOpen = false }: ScoredSentence): boolean {
  return isCut || isOpen;
}

function follows({ first, end }: { first: ScoredSentence; end: number }, next: ScoredSentence): boolean {
  if (first.passage !== next.passage || next.start < end || first.passage.text.slice(end, next.start).trim() !== '') return false;
  return first.kind === 'prose' && (next.kind === 'code' || (next.kind === 'prose' && first.block === next.block));
}

function kindOf(kind: ScoredSentence['kind']): AnswerPiece['kind'] {
  return kind === 'heading' || kind === 'header' ? 'prose' : kind;
}
