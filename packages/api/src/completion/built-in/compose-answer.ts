import type { FoundPassages, Passage } from '../../retrieval/index.js';
import { chooseSentences } from './choose-sentences.js';
import { plainText } from './plain-text.js';
import { scoreSentences, type ScoredSentence } from './score-sentences.js';

/** `text` is what is shown; `start` and `end` span its source in the document's text. */
export interface AnswerPiece {
  text: string;
  passage: Passage;
  start: number;
  end: number;
}

export type BuiltInAnswer = { answered: true; pieces: AnswerPiece[] } | { answered: false };

const readPassages = 5;
/** A passage that scores less, beside the best, strays from the question; leaving it out cost no answer. */
const leastRelativeScore = 0.55;
const wordBudget = 90;

/** Answers with the best sentences of the found passages, or not, when they do not cover the question. */
export function composeAnswer(found: FoundPassages): BuiltInAnswer {
  if (!found.evidence.answerable) return { answered: false };
  const best = found.passages[0]?.score ?? 0;
  const read = found.passages.slice(0, readPassages).filter((passage) => passage.score >= leastRelativeScore * best);
  const sentences = scoreSentences(found.analysis, read);
  const pieces = join(chooseSentences(found.analysis, sentences, wordBudget));
  return pieces.length === 0 ? { answered: false } : { answered: true, pieces };
}

/** In reading order; sentences that follow one another in the source are one piece with one quote. */
function join(sentences: readonly ScoredSentence[]): AnswerPiece[] {
  const pieces: { first: ScoredSentence; end: number }[] = [];
  for (const sentence of sentences) {
    const last = pieces.at(-1);
    const isNext =
      last !== undefined &&
      last.first.passage === sentence.passage &&
      last.first.kind === 'prose' &&
      sentence.kind === 'prose' &&
      last.first.block === sentence.block &&
      sentence.start >= last.end &&
      sentence.passage.text.slice(last.end, sentence.start).trim() === '';
    if (isNext) last.end = sentence.end;
    else pieces.push({ first: sentence, end: sentence.end });
  }
  return pieces.flatMap(({ first: { passage, start, kind }, end }) => {
    const text = plainText(passage.text.slice(start, end), kind);
    return text === '' ? [] : [{ text, passage, start: passage.start + start, end: passage.start + end }];
  });
}
