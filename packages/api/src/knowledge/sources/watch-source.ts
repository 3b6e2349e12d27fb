import type { SourceEvent } from '@askwell/contract';
import { setTimeout } from 'node:timers/promises';
import type { Context } from '../../context.js';
import { AppError } from '../../errors.js';
import { getSource } from './list-sources.js';

/** Who follows a sync: gets each change once, then its end. */
export interface ProgressListener {
  event(event: { id: number; data: string }): void;
  end(): void;
}

export type ReadProgress = (listener: ProgressListener) => { close(): void };

const lookMilliseconds = 400;

/** Follows a sync until it is over and all it read is searchable. Any node can: it looks into the database. @throws NotFoundError */
export async function watchSource(ctx: Context, input: { sourceId: string }): Promise<ReadProgress> {
  await getSource(ctx, input);
  return (listener) => {
    const closing = new AbortController();
    void follow(ctx, input, listener, closing.signal);
    return { close: () => closing.abort() };
  };
}

async function follow(ctx: Context, input: { sourceId: string }, listener: ProgressListener, signal: AbortSignal): Promise<void> {
  let last = '';
  let id = 0;
  while (!signal.aborted) {
    try {
      const { status, sync } = await getSource(ctx, input);
      if (signal.aborted) return;
      const event: SourceEvent = { status, sync };
      const data = JSON.stringify(event);
      if (data !== last) listener.event({ id: ++id, data });
      last = data;
      if (status === 'idle' && (sync?.progress.indexing ?? 0) === 0) return listener.end();
    } catch (error) {
      if (!(error instanceof AppError))
        ctx.deps.logger.warn({ err: error, requestId: ctx.requestId }, 'a sync cannot be followed');
      return listener.end();
    }
    // Closing wakes the sleeper, and the loop ends.
    await setTimeout(lookMilliseconds, undefined, { signal }).catch(() => undefined);
  }
}
