import type { AnswerConnection } from '../read-answer.js';
import { requestStream, type Transport } from '../request.js';

export interface StreamSettings {
  idleTimeout: number;
  maxReconnects: number;
}

/** A connection that begins by `open` and is resumed at the run's events. */
export function openConnection(
  transport: Transport,
  settings: StreamSettings,
  open: AnswerConnection['open'],
  after = 0,
): AnswerConnection {
  return {
    ...settings,
    open,
    after,
    clock: transport.clock,
    resume: (runId, from, signal) => requestRun(transport, runId, from, signal),
  };
}

export function requestRun(transport: Transport, runId: string, after: number, signal: AbortSignal): Promise<Response> {
  const headers = after > 0 ? { 'last-event-id': String(after) } : undefined;
  return requestStream(transport, { method: 'GET', path: `/v1/runs/${encodeURIComponent(runId)}/events`, headers, signal });
}
