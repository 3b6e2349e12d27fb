import type { StreamPart } from '@askwell/contract';
import type { VisitorContext } from '../../context.js';
import { NotFoundError } from '../../errors.js';
import { finishPart, sourcePart } from '../answer-message.js';
import type { LogReader, LogReading, RunOwner } from './answer-log.js';
import { followRun } from './follow-run.js';
import { selectRun, type StoredRun } from '../store.js';

export type ReadRun = (reader: LogReader) => LogReading;

/** How to read a run's events after a place: from the log while it has them, else rebuilt from the stored answer. */
export async function readRun(ctx: VisitorContext, input: { runId: string; after: number }): Promise<ReadRun> {
  const { answerLog, database } = ctx.deps;
  const isOwn = (run: RunOwner): boolean => run.tenantId === ctx.tenantId && run.visitorId === ctx.actor.visitorId;
  const logged = await answerLog.find(input.runId);
  const isLoggedForOwner = logged !== undefined && isOwn(logged);
  // The log names the visitor who asked; who has taken over its conversations since stands in the database.
  const stored = isLoggedForOwner ? undefined : await selectRun(database, ctx.tenantId, ctx.actor.visitorId, input.runId);
  if (!isLoggedForOwner && stored === undefined) throw new NotFoundError('run');
  // A run that another request has just begun can come into the log, and even end, while the database is asked.
  const isLogged = logged !== undefined || (await answerLog.find(input.runId)) !== undefined;
  if (isLogged || stored === undefined || stored.status === 'streaming')
    return (reader) => followRun(ctx, { ...input, isLogged, replay }, reader);
  return (reader) => {
    replay(stored, input.after, reader);
    return { close() {} };
  };
}

/** Rebuilt events are not the ones that were numbered before, so they all follow the place asked for: `start` begins anew. */
function replay(stored: StoredRun, after: number, reader: LogReader): void {
  toParts(stored).forEach((part, index) => reader.event({ id: after + index + 1, data: JSON.stringify(part) }));
  reader.end();
}

function toParts({ runId, conversationId, usage, answer }: StoredRun): StreamPart[] {
  const parts: StreamPart[] = [{ type: 'start', messageId: answer.id, messageMetadata: { runId, conversationId } }];
  for (const source of answer.sources) parts.push(sourcePart(source, 'text/plain'));
  for (const citation of answer.citations)
    parts.push({ type: 'data-citation', id: `${answer.id}-${citation.number}`, data: citation });
  if (answer.text !== '') {
    parts.push({ type: 'text-start', id: answer.id });
    parts.push({ type: 'text-delta', id: answer.id, delta: answer.text });
    parts.push({ type: 'text-end', id: answer.id });
  }
  switch (answer.status) {
    case 'complete':
      parts.push(
        finishPart(
          answer.answered,
          answer.finishReason ?? 'stop',
          usage ?? { promptTokens: 0, completionTokens: 0, totalTokens: 0, estimated: false },
        ),
      );
      break;
    case 'stopped':
      parts.push({ type: 'abort', reason: 'stopped' });
      break;
    case 'streaming':
    case 'interrupted':
    case 'failed': {
      const error = answer.error ?? { code: 'ANSWER_INTERRUPTED' as const, retryable: true, requestId: runId };
      parts.push({ type: 'data-error', data: error });
      parts.push({ type: 'error', errorText: error.code });
      break;
    }
    default:
      answer.status satisfies never;
  }
  return parts;
}
