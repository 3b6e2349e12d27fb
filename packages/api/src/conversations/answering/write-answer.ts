import type {
  AnswerSource,
  AnswerStatus,
  Citation,
  FinishReason,
  HistoryTurn,
  Metadata,
  PageContext,
  ToolCall,
  Usage,
} from '@askwell/contract';
import { limits } from '@askwell/contract';
import type { StoredFile } from '../../attachments/index.js';
import {
  composeAnswer,
  fitPrompt,
  notCoveredSignal,
  shortenPrompt,
  type CompletionProvider,
  type PromptExtras,
} from '../../completion/index.js';
import type { Context } from '../../context.js';
import type { FoundPassages } from '../../retrieval/index.js';
import type { UsageMeter } from '../../usage/index.js';
import { cutText, declinedText } from './answer-notes.js';
import type { CitationBook, Cited } from './citation-book.js';
import { layOutPieces } from './lay-out-pieces.js';
import { createMarkReader, type MarkedPiece } from './citation-marks.js';
import { findForQuestion } from './find-for-question.js';
import { notCoveredText } from './not-covered-text.js';
import type { RunTools, ToolOutcome } from '../page-tools.js';
import { quoteFiles } from './quote-files.js';
import type { TurnAssistant } from '../store.js';
import { streamWithTools } from './stream-with-tools.js';
import { findSupport } from './supporting-span.js';

export interface Question {
  text: string;
  history: readonly HistoryTurn[];
  assistant: TurnAssistant;
  filter?: Metadata | undefined;
  pageUrl?: string | undefined;
  /** What the visitor gave with it. */
  files?: readonly StoredFile[] | undefined;
  /** What the visitor gave with questions before it, the newest first. */
  earlierFiles?: readonly StoredFile[] | undefined;
  page?: PageContext | undefined;
  /** What the model may ask the page to do. */
  tools?: RunTools | undefined;
}

export type AnswerEvent =
  | { type: 'status'; status: AnswerStatus }
  | { type: 'text'; text: string }
  | { type: 'source'; source: AnswerSource; mediaType: string }
  | { type: 'citation'; citation: Citation }
  | { type: 'tool-call'; call: ToolCall }
  | { type: 'tool-result'; toolCallId: string; outcome: ToolOutcome }
  | { type: 'end'; answered: boolean; finishReason: FinishReason; usage: Usage };

/** More than any note about an answer that was cut takes: finding the question's language costs time. */
const longestNote = 200;
const longestSentence = 600;
const nearestSources = 3;
const nearestScore = 0.15;
const noUsage: Usage = { promptTokens: 0, completionTokens: 0, totalTokens: 0, estimated: false };

/** Searches, then lets the model or the built-in answerer speak, and tells each citation as its mark appears. */
export async function* writeAnswer(
  ctx: Context,
  question: Question,
  book: CitationBook,
  meter: UsageMeter,
): AsyncGenerator<AnswerEvent> {
  yield { type: 'status', status: { phase: 'searching' } };
  const { found, summary } = await findForQuestion(ctx, question, meter);

  const { completion } = ctx.deps;
  const quoted = completion === undefined ? quoteOwnFiles(question, found) : undefined;
  if (quoted !== undefined) {
    yield { type: 'status', status: { phase: 'answering' } };
    yield { type: 'text', text: quoted };
    yield { type: 'end', answered: true, finishReason: 'stop', usage: noUsage };
    return;
  }
  const hasMore = completion !== undefined && (question.files ?? question.earlierFiles ?? question.tools) !== undefined;
  if (!hasMore && !isWorthReading(found, completion !== undefined)) {
    yield* sayNotCovered(question, found, book, await meter.total());
    return;
  }
  yield {
    type: 'status',
    status: { phase: 'reading', pages: new Set(found.passages.map((passage) => passage.documentId)).size },
  };
  if (completion === undefined) yield* quoteBestSentences(question, found, book, noUsage);
  else yield* askModel(ctx, completion, { question, found, summary, book, meter });
}

/** Files of this question come before the knowledge; those of earlier ones do where it knows nothing, or they fit the question well. */
function quoteOwnFiles({ text, files = [], earlierFiles = [] }: Question, found: FoundPassages): string | undefined {
  return quoteFiles(text, files) ?? quoteFiles(text, earlierFiles, found.evidence.answerable ? 'well' : 'somewhat');
}

/** A model judges weak evidence better than a threshold does, so with one only clear misses end here. */
function isWorthReading(found: FoundPassages, hasModel: boolean): boolean {
  if (found.passages.length === 0) return false;
  return found.evidence.answerable || (hasModel && found.evidence.topScore >= 0.2);
}

/** Not knowing comes with the nearest pages, as sources without a citation. */
async function* sayNotCovered(
  question: Question,
  found: FoundPassages,
  book: CitationBook,
  usage: Usage,
): AsyncGenerator<AnswerEvent> {
  for (const passage of found.passages) {
    if (passage.score < nearestScore || book.sources().length === nearestSources) continue;
    const source = book.mention(passage);
    if (source !== undefined) yield { type: 'source', source, mediaType: passage.mediaType };
  }
  yield { type: 'text', text: notCoveredText(question.text, found.analysis.languages) };
  yield { type: 'end', answered: false, finishReason: 'not-answered', usage };
}

async function* quoteBestSentences(
  question: Question,
  found: FoundPassages,
  book: CitationBook,
  usage: Usage,
): AsyncGenerator<AnswerEvent> {
  const answer = composeAnswer(found);
  if (!answer.answered) {
    yield* sayNotCovered(question, found, book, usage);
    return;
  }
  yield { type: 'status', status: { phase: 'answering' } };
  for (const { piece, before, toMark, after } of layOutPieces(answer.pieces)) {
    const cited = book.cite(piece.passage, piece);
    yield* tell(cited);
    yield { type: 'text', text: `${before}${piece.text}${toMark}[${cited.citation.number}]${after}` };
  }
  yield { type: 'end', answered: true, finishReason: 'stop', usage };
}

interface Asking {
  question: Question;
  found: FoundPassages;
  summary: string | undefined;
  book: CitationBook;
  meter: UsageMeter;
}

async function* askModel(
  ctx: Context,
  completion: CompletionProvider,
  { question, found, summary, book, meter }: Asking,
): AsyncGenerator<AnswerEvent> {
  const { assistant } = question;
  const input = {
    assistantName: assistant.name,
    instructions: assistant.instructions,
    question: question.text,
    history: question.history,
    summary,
    passages: found.passages,
    extras: extrasOf(question),
  };
  const messages = await fitPrompt(input, ctx.deps.promptTokens);
  const marks = createMarkReader();
  const cut = (): string => `\n\n${cutText(question.text, found.analysis.languages)}`;
  let written = '';
  let said = '';
  let isHeld = true;
  let hasSaid = false;

  function* say(pieces: MarkedPiece[]): Generator<AnswerEvent> {
    for (const piece of pieces) {
      if (piece.type === 'text') {
        said = (said + piece.text).slice(-longestSentence);
        hasSaid ||= piece.text.trim() !== '';
        yield { type: 'text', text: piece.text };
        continue;
      }
      const passage = found.passages[piece.number - 1];
      // A number that stands for no passage is the model's invention.
      if (passage === undefined) continue;
      const support = findSupport(lastSentence(said), passage);
      const cited = book.cite(support.passage, support.span);
      yield* tell(cited);
      yield { type: 'text', text: ` [${cited.citation.number}]` };
    }
  }

  function* sayRest(): Generator<AnswerEvent> {
    if (isHeld) yield* say(marks.push(written));
    isHeld = false;
    yield* say(marks.end());
  }

  yield { type: 'status', status: { phase: 'answering' } };
  meter.send(assistant.model.model ?? completion.name, messages);
  const request = { messages, settings: assistant.model, shorten: () => shortenPrompt(input) };
  const { tools } = question;
  const parts =
    tools === undefined ? completion.stream(request, ctx.signal) : streamWithTools(ctx, completion, { request, tools, meter });
  for await (const part of parts) {
    switch (part.type) {
      case 'start':
        meter.begin(part.model, part.messages);
        break;
      case 'text': {
        const room = limits.answerCharacters - written.length;
        const text = part.text.length < room - longestNote ? part.text : part.text.slice(0, room - cut().length);
        written += text;
        meter.write(text);
        // The first words are held until they cannot be the signal any more.
        if (!isHeld) yield* say(marks.push(text));
        else if (!couldBecomeNotCovered(written)) {
          isHeld = false;
          yield* say(marks.push(written));
        }
        if (text.length === part.text.length) break;
        yield* sayRest();
        yield { type: 'text', text: cut() };
        yield { type: 'end', answered: true, finishReason: 'length', usage: await meter.total() };
        return;
      }
      case 'finish': {
        if (part.usage !== undefined) meter.report(part.usage);
        const usage = await meter.total();
        if (isHeld && isNotCovered(written)) {
          yield* sayNotCovered(question, found, book, usage);
          return;
        }
        yield* sayRest();
        if (part.reason === 'content-filter') {
          yield { type: 'text', text: `${hasSaid ? '\n\n' : ''}${declinedText(question.text, found.analysis.languages)}` };
        } else if (!hasSaid) {
          // A tool call, or marks alone: what the passages say is better than nothing.
          yield* quoteBestSentences(question, found, book, usage);
          return;
        } else if (part.reason === 'length') yield { type: 'text', text: cut() };
        yield { type: 'end', answered: hasSaid, finishReason: part.reason, usage };
        return;
      }
      case 'tool-call':
      case 'tool-result':
        yield part;
        break;
      default:
        part satisfies never;
    }
  }
  throw new Error('The answer had no end');
}

/** Undefined for a plain question, whose prompt needs nothing more. */
function extrasOf({ files, earlierFiles, page, tools }: Question): PromptExtras | undefined {
  if ((files ?? earlierFiles ?? page ?? tools) === undefined) return undefined;
  return { files, earlierFiles, page, hasTools: tools !== undefined };
}

function* tell(cited: Cited): Generator<AnswerEvent> {
  if (cited.source !== undefined) yield { type: 'source', source: cited.source, mediaType: cited.mediaType };
  if (cited.isNew) yield { type: 'citation', citation: cited.citation };
}

function isNotCovered(text: string): boolean {
  return (
    text
      .trim()
      .replace(/[.\s"'`*]+$/, '')
      .replace(/^["'`*]+/, '') === notCoveredSignal
  );
}

function couldBecomeNotCovered(text: string): boolean {
  const start = text.trimStart().replace(/^["'`*]+/, '');
  return notCoveredSignal.startsWith(start.slice(0, notCoveredSignal.length)) && start.length <= notCoveredSignal.length + 4;
}

/** What a mark stands behind: the text since the last sentence's end, marks aside. */
function lastSentence(text: string): string {
  const ends = [...text.matchAll(/[.!?。！？]\s+(?=\S)|\n/g)];
  const last = ends.at(-1);
  return last === undefined ? text : text.slice(last.index + last[0].length) || text;
}
