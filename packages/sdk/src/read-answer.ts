import { headers, isStreamPart, isTerminalPart, type StreamPart } from '@askwell/contract';
import type { Clock } from './clock.js';
import { AskwellConnectionError, AskwellResponseError } from './errors.js';
import { createEventParser } from './event-stream.js';
import { readEvents } from './read-events.js';
import { isLasting, waitToReconnect } from './reconnect.js';

/** Which answer a stream belongs to. `conversationId` and `messageId` are null where the server did not name them. */
export interface AnswerIds {
  runId: string;
  conversationId: string | null;
  messageId: string | null;
}

/** How to reach one answer: once by `open`, then as often as the connection breaks by `resume`. */
export interface AnswerConnection {
  open(signal: AbortSignal): Promise<{ response: Response; ids: Partial<AnswerIds> }>;
  resume(runId: string, after: number, signal: AbortSignal): Promise<Response>;
  /** The number of the last event already known. */
  after: number;
  clock: Clock;
  idleTimeout: number;
  /** Attempts to reconnect without one new event between them. */
  maxReconnects: number;
}

/**
 * The parts of an answer, each once and in order, over as many connections as it takes.
 * The question is posted once; after that only `resume` is called.
 */
export async function* readAnswer(
  connection: AnswerConnection,
  signal: AbortSignal,
  onIds: (ids: AnswerIds) => void,
): AsyncGenerator<StreamPart> {
  const { clock, idleTimeout, maxReconnects } = connection;
  const opened = await connection.open(signal);
  let response: Response | undefined = opened.response;
  const header = (name: string): string | null => opened.response.headers.get(name);
  const messageId = header(headers.messageId) ?? opened.ids.messageId ?? null;
  const conversationId = header(headers.conversationId) ?? opened.ids.conversationId ?? null;
  let runId = header(headers.runId) ?? opened.ids.runId ?? null;
  if (runId !== null) onIds({ runId, conversationId, messageId });
  let after = connection.after;

  for (let failures = 0; ;) {
    const parser = createEventParser();
    let cause: unknown;
    try {
      if (response === undefined && runId !== null) response = await connection.resume(runId, after, signal);
      if (response?.body) {
        for await (const event of readEvents(response.body, { parser, clock, signal, idleTimeout })) {
          if (event.data === '[DONE]') return;
          const number = eventNumber(event.id);
          if (number !== null && number <= after) continue;
          const part = readPart(event.data);
          if (number !== null) after = number;
          failures = 0;
          if (part === null) continue;
          if (part.type === 'start' && runId === null && part.messageMetadata !== undefined) {
            runId = part.messageMetadata.runId;
            onIds({ runId, conversationId: part.messageMetadata.conversationId, messageId: part.messageId });
          }
          yield part;
          if (isTerminalPart(part)) return;
        }
      }
    } catch (error) {
      if (isLasting(error)) throw error;
      cause = error;
    }
    response = undefined;
    failures += 1;
    if (runId === null || failures > maxReconnects)
      throw new AskwellConnectionError('The connection to the answer was lost. Try again.', cause);
    await waitToReconnect({ failures, cause, retry: parser.retry, canWait: false, clock, signal });
  }
}

function eventNumber(id: string | null): number | null {
  return id !== null && /^\d{1,15}$/.test(id) ? Number(id) : null;
}

/** Null for a part that a later version of the contract adds. */
function readPart(data: string): StreamPart | null {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    throw new AskwellResponseError('An event of the answer is not JSON. Check any proxy before the server.');
  }
  return isStreamPart(value) ? value : null;
}
