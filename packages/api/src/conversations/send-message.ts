import type { MessageStatus, NewMessage, PageTool, StreamPart } from '@askwell/contract';
import { nameFiles } from '../attachments/index.js';
import type { VisitorContext } from '../context.js';
import { inTime, isAway, untilBack } from '../db/index.js';
import { AppError, NotFoundError } from '../errors.js';
import { budgetExceeded, reservationOf } from '../usage/index.js';
import { answerMessage, type Turn } from './answer-message.js';
import { createRunTools } from './page-tools.js';
import { stopRun } from './runs/stop-run.js';
import { startTurn, type StartedTurn, type TurnStart } from './store.js';
import { readExtras, type TurnExtras } from './answering/turn-extras.js';

export interface SentMessage {
  runId: string;
  answerId: string;
}

const historyTurns = 12;

/** Stores a question and begins its answer, which goes on whether or not anyone reads. The same client message id leads to the same run. */
export async function sendMessage(ctx: VisitorContext, input: NewMessage & { conversationId: string }): Promise<SentMessage> {
  const { deps, tenantId, actor } = ctx;
  const { conversationId, text, clientMessageId, replaces } = input;
  if (deps.liveAnswers.isDraining) {
    throw new AppError('SERVICE_UNAVAILABLE', 'This server is shutting down. Try again in a second.', { retryAfter: 1 });
  }
  const extras = await readExtras(ctx, input);
  const turn: TurnStart = {
    tenantId,
    visitorId: actor.visitorId,
    conversationId,
    clientMessageId,
    text,
    questionId: deps.newId('message'),
    answerId: deps.newId('message'),
    runId: deps.newId('run'),
    historyTurns,
    reservation: reservationOf(deps),
    replaces,
  };
  const started = await inTime(begin(ctx, turn, extras));
  if (started.outcome === 'over_budget') throw budgetExceeded(started.full);
  if (started.outcome === 'not_found') throw new NotFoundError('conversation');
  if (started.outcome === 'conflict') {
    throw new AppError('CONFLICT', 'This clientMessageId was sent before with another text. Use a new id for a new message.');
  }
  if (started.outcome === 'not_last') {
    throw new AppError('CONFLICT', 'replaces must name the last question of the conversation, or its answer.');
  }
  return { runId: started.runId, answerId: started.answerId };
}

/**
 * Stores the question and begins its answer, also where that took longer than the request could wait. Where the word of it is
 * lost with the connection, the same run is begun once the database says that it is stored.
 */
async function begin(ctx: VisitorContext, turn: TurnStart, extras: TurnExtras): Promise<StartedTurn> {
  const { deps, tenantId, actor } = ctx;
  const { conversationId, runId, answerId } = turn;
  const owner = { tenantId, visitorId: actor.visitorId };
  let started: StartedTurn;
  try {
    started = await startTurn(deps.database, turn);
  } catch (error) {
    if (isAway(error)) {
      deps.liveAnswers.doubt({ ...owner, runId, answerId, conversationId }, () => void begin(ctx, turn, extras).catch(() => {}));
    }
    throw error;
  }
  if (started.outcome !== 'started') return started;

  const { history, assistant, hasFiles, replacedRun } = started;
  // What nobody will see any more need not be written to its end.
  if (replacedRun !== undefined) await stopRun(ctx, { runId: replacedRun }).catch(() => {});
  const attached = extras.files?.map(({ text: _text, image: _image, ...attachment }) => attachment);
  if (attached !== undefined) await untilBack(() => nameFiles(deps.database, tenantId, turn.questionId, attached));
  deps.visitorFeed.publish(owner, {
    type: 'answer-started',
    conversationId,
    question: {
      id: turn.questionId,
      role: 'user',
      text: turn.text,
      clientMessageId: turn.clientMessageId,
      ...(attached === undefined ? {} : { attachments: attached }),
      createdAt: new Date(deps.clock.now()).toISOString(),
    },
    answer: { id: answerId, runId },
    ...(turn.replaces === undefined ? {} : { replaces: turn.replaces }),
  });
  const { files, page, tools } = extras;
  const question = { text: turn.text, history, assistant, files, hasEarlierFiles: hasFiles, page, pageUrl: page?.url };
  runInBackground(ctx, { runId, answerId, conversationId, ...question }, tools);
  return started;
}

/** Pumps the answer into the log. It outlives the request, so it has a signal of its own and never rejects. */
function runInBackground(ctx: VisitorContext, turn: Turn, offered: readonly PageTool[] | undefined): void {
  const { deps, tenantId, actor, requestId } = ctx;
  const { runId, answerId, conversationId } = turn;
  const run = { runId, answerId, conversationId, tenantId, visitorId: actor.visitorId };
  const log = deps.answerLog.open(run);
  const live = deps.liveAnswers.begin(run);
  void (async () => {
    let hasText = false;
    let status: EndStatus = 'failed';
    try {
      const running = { deps, tenantId, actor, requestId, signal: live.signal };
      const tools = offered === undefined ? undefined : createRunTools(running, runId, offered);
      for await (const part of answerMessage(running, tools === undefined ? turn : { ...turn, tools })) {
        hasText ||= part.type === 'text-delta';
        status = endOf(part, hasText);
        log.append(part);
      }
    } catch (error) {
      // Only storing can fail here; the reader still gets one terminal event.
      deps.logger.error({ err: error, requestId, runId }, 'an answer could not be stored');
      log.append({ type: 'data-error', data: { code: 'SERVICE_UNAVAILABLE', retryable: true, requestId } });
      log.append({ type: 'error', errorText: 'SERVICE_UNAVAILABLE' });
    } finally {
      log.end();
      live.end();
      deps.visitorFeed.publish(run, { type: 'answer-ended', conversationId, answer: { id: answerId, runId, status } });
    }
  })();
}

type EndStatus = Exclude<MessageStatus, 'streaming'>;

/** How the answer has ended if this part is its last. */
function endOf(part: StreamPart, hasText: boolean): EndStatus {
  if (part.type === 'finish') return 'complete';
  if (part.type === 'abort') return 'stopped';
  return hasText ? 'interrupted' : 'failed';
}
