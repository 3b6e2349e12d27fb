import { AnswerStream } from '../answer-stream.js';
import { requestJson, type Transport } from '../request.js';
import { openConnection, requestRun, type StreamSettings } from './open-connection.js';

export interface RunsResource {
  /** Reads a run that exists, from its first part or after event `after`; then goes on while it is being answered. */
  events(runId: string, options?: { after?: number | undefined; signal?: AbortSignal | undefined }): AnswerStream;
  /** Ends a run. One that has ended stays as it is. */
  stop(runId: string, options?: { signal?: AbortSignal | undefined }): Promise<void>;
}

export function createRuns(transport: Transport, settings: StreamSettings): RunsResource {
  const stop: RunsResource['stop'] = async (runId, options) => {
    const path = `/v1/runs/${encodeURIComponent(runId)}/stop`;
    await requestJson<unknown>(transport, { method: 'POST', path, signal: options?.signal, repeatable: true });
  };
  return {
    stop,
    events(runId, { after = 0, signal } = {}) {
      const open = async (inner: AbortSignal): ReturnType<ReturnType<typeof openConnection>['open']> => ({
        response: await requestRun(transport, runId, after, inner),
        ids: { runId },
      });
      return new AnswerStream(openConnection(transport, settings, open, after), (id) => stop(id), signal);
    },
  };
}
