import type { AnswerSource, FinishReason, StreamError, StreamPart, ToolCall, Usage } from '@askwell/contract';
import { limits } from '@askwell/contract';
import { selectEarlierFiles } from '../attachments/index.js';
import type { Context } from '../context.js';
import { AppError } from '../errors.js';
import { bookUsage, createUsageMeter } from '../usage/index.js';
import { createCitationBook } from './answering/citation-book.js';
import { AnswerStopped } from './runs/live-answers.js';
import type { ToolOutcome } from './page-tools.js';
import { finishTurn, type TurnEnd } from './store.js';
import { keepToolCalls } from './tool-store.js';
import { writeAnswer, type Question } from './answering/write-answer.js';

export interface Turn extends Question {
  runId: string;
  answerId: string;
  conversationId: string;
  /** An earlier question of the conversation brought a file. */
  hasEarlierFiles: boolean;
}

/** Answers one stored question: yields what the visitor sees, and stores how it ended before it tells the end. */
export async function* answerMessage(ctx: Context, turn: Turn): AsyncGenerator<StreamPart> {
  const { runId, answerId, conversationId } = turn;
  const book = createCitationBook();
  const meter = createUsageMeter();
  let text = '';
  let isTextOpen = false;
  const toolCalls = new Map<string, ToolCall>();

  function* closeText(): Generator<StreamPart> {
    if (isTextOpen) yield { type: 'text-end', id: answerId };
  }

  async function store({
    usage,
    ...end
  }: Pick<TurnEnd, 'status' | 'answered' | 'finishReason' | 'error'> & { usage: Usage }): Promise<void> {
    if (toolCalls.size > 0) await keepToolCalls(ctx.deps.database, ctx.tenantId, answerId, [...toolCalls.values()]);
    await finishTurn(ctx.deps.database, {
      tenantId: ctx.tenantId,
      runId,
      text,
      citations: book.citations(),
      sources: book.sources(),
      usage: bookUsage(ctx.deps, meter, usage),
      ...end,
    });
    ctx.deps.metrics.runs.inc({ status: end.status });
  }

  yield { type: 'start', messageId: answerId, messageMetadata: { runId, conversationId } };
  try {
    for await (const event of writeAnswer(ctx, await withEarlierFiles(ctx, turn), book, meter)) {
      switch (event.type) {
        case 'status':
          yield { type: 'data-status', data: event.status, transient: true };
          break;
        case 'text':
          if (!isTextOpen) yield { type: 'text-start', id: answerId };
          isTextOpen = true;
          text += event.text;
          yield { type: 'text-delta', id: answerId, delta: event.text };
          break;
        case 'source':
          yield sourcePart(event.source, event.mediaType);
          break;
        case 'citation':
          yield { type: 'data-citation', id: `${answerId}-${event.citation.number}`, data: event.citation };
          break;
        case 'tool-call':
          toolCalls.set(event.call.toolCallId, event.call);
          yield toolPart(event.call);
          break;
        case 'tool-result': {
          const { toolCallId, outcome } = event;
          const call = toolCalls.get(toolCallId);
          if (call !== undefined) toolCalls.set(toolCallId, { ...call, state: outcome.state });
          yield outcomePart(toolCallId, outcome);
          break;
        }
        case 'end': {
          const { answered, finishReason, usage } = event;
          await store({ status: 'complete', answered, finishReason, usage, error: null });
          yield* closeText();
          yield finishPart(answered, finishReason, usage);
          return;
        }
        default:
          event satisfies never;
      }
    }
  } catch (error) {
    const stop = ctx.signal.reason instanceof AnswerStopped ? ctx.signal.reason.reason : undefined;
    const usage = await (stop === undefined ? meter.totalOfFailure() : meter.total());
    if (stop === 'stopped') {
      await store({ status: 'stopped', answered: text !== '', finishReason: null, usage, error: null });
      yield* closeText();
      yield { type: 'abort', reason: 'stopped' };
      return;
    }
    const failure = toStreamError(ctx, stop === undefined ? error : new AppError('ANSWER_INTERRUPTED', 'The answer broke off.'));
    await store({
      status: text === '' ? 'failed' : 'interrupted',
      answered: false,
      finishReason: null,
      usage,
      error: failure,
    });
    yield* closeText();
    yield { type: 'data-error', data: failure };
    yield { type: 'error', errorText: failure.code };
  }
}

/** What the visitor gave before counts for the questions after it. */
async function withEarlierFiles(ctx: Context, turn: Turn): Promise<Turn> {
  if (!turn.hasEarlierFiles) return turn;
  const { conversationId, files = [] } = turn;
  const earlierFiles = await selectEarlierFiles(ctx.deps.database, {
    tenantId: ctx.tenantId,
    conversationId,
    except: files.map(({ id }) => id),
    most: limits.attachmentsPerMessage - files.length,
  });
  return earlierFiles.length === 0 ? turn : { ...turn, earlierFiles };
}

function toolPart({ toolCallId, toolName, input }: ToolCall): StreamPart {
  return { type: 'tool-input-available', toolCallId, toolName, input, dynamic: true };
}

function outcomePart(toolCallId: string, outcome: ToolOutcome): StreamPart {
  switch (outcome.state) {
    case 'done':
      return { type: 'tool-output-available', toolCallId, output: outcome.output, dynamic: true };
    case 'denied':
      return { type: 'tool-output-denied', toolCallId };
    case 'failed':
      return { type: 'tool-output-error', toolCallId, errorText: outcome.error, dynamic: true };
    default:
      return outcome satisfies never;
  }
}

export function sourcePart(source: AnswerSource, mediaType: string): StreamPart {
  const { id: sourceId, title, url, documentId, externalId } = source;
  const providerMetadata = { askwell: { documentId, externalId } };
  if (url !== null) return { type: 'source-url', sourceId, url, title, providerMetadata };
  return { type: 'source-document', sourceId, mediaType, title, providerMetadata };
}

export function finishPart(answered: boolean, finishReason: FinishReason, usage: Usage): StreamPart {
  return { type: 'finish', messageMetadata: { answered, finishReason, usage } };
}

function toStreamError(ctx: Context, error: unknown): StreamError {
  const failure = error instanceof AppError ? error : new AppError('INTERNAL', 'Something went wrong.', { cause: error });
  ctx.deps.logger.error({ err: error, requestId: ctx.requestId, code: failure.code }, 'an answer failed');
  return {
    code: failure.code,
    retryable: failure.retryable,
    requestId: ctx.requestId,
    ...(failure.retryAfter === undefined ? {} : { retryAfter: failure.retryAfter }),
  };
}
