import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ScriptedReply {
  /** The pieces of the answer's text, one streamed chunk each. */
  deltas?: string[];
  /** Milliseconds before the first piece, and between pieces. @default 0 */
  firstDelay?: number;
  delay?: number;
  finishReason?: 'stop' | 'length' | 'content_filter';
  /** `false` leaves usage out, as some providers do. */
  usage?: { prompt_tokens: number; completion_tokens: number } | false;
  fault?: ReplyFault;
}

export type ReplyFault =
  /** An answer of another status or kind: an object is sent as JSON, a string as HTML. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string | Record<string, unknown> }
  /** The socket closes after that many pieces, with no end of stream. */
  | { kind: 'break-off'; after: number }
  /** Nothing more comes after that many pieces, and the socket stays open. Before the first, not even headers come. */
  | { kind: 'hang'; after: number }
  /** A line that is no JSON after that many pieces, and then the rest. */
  | { kind: 'garbage'; after: number }
  /** The connection is reset before any header. */
  | { kind: 'reset' }
  /** An event stream of exactly these bytes. */
  | { kind: 'bytes'; pieces: (string | Uint8Array)[]; headers?: Record<string, string> };

interface Request {
  model?: string;
  stream?: boolean;
  stream_options?: unknown;
  /** A prompt with images is a list of parts. */
  messages?: { content: string | unknown[] }[];
}

/** Plays one scripted chat completion, streamed or whole as the request asks. */
export async function sendReply(response: ServerResponse, request: Request, reply: ScriptedReply): Promise<void> {
  const { fault } = reply;
  if (fault?.kind === 'status') return sendStatus(response, fault);
  if (fault?.kind === 'hang' && fault.after === 0) return;
  if (fault?.kind === 'reset') return void response.socket?.resetAndDestroy();
  if (fault?.kind === 'bytes') return sendBytes(response, fault);
  if (request.stream) return streamReply(response, request, reply);
  const text = (reply.deltas ?? []).join('');
  response.writeHead(200, { 'content-type': 'application/json' }).end(
    JSON.stringify({
      ...envelope(request, 'chat.completion'),
      choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: reply.finishReason ?? 'stop' }],
      ...(reply.usage === false ? {} : { usage: usageOf(request, reply) }),
    }),
  );
}

async function streamReply(response: ServerResponse, request: Request, reply: ScriptedReply): Promise<void> {
  const { deltas = [], delay = 0, firstDelay = 0, finishReason = 'stop', fault } = reply;
  const write = (value: unknown): boolean => response.write(`data: ${JSON.stringify(value)}\n\n`);
  const chunk = (choice: Record<string, unknown>): boolean =>
    write({ ...envelope(request, 'chat.completion.chunk'), choices: [{ index: 0, finish_reason: null, ...choice }] });

  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.flushHeaders();
  chunk({ delta: { role: 'assistant', content: '' } });
  for (const [index, content] of [...deltas, undefined].entries()) {
    if (fault && 'after' in fault && fault.after === index) {
      if (fault.kind === 'hang') return;
      if (fault.kind === 'break-off') {
        await new Promise((resolve) => response.write('', resolve));
        response.destroy(new Error('The script breaks off here.'));
        return;
      }
      response.write('data: {"choices": [{"delta"\n\n');
    }
    if (content === undefined) break;
    const pause = index === 0 ? firstDelay : delay;
    if (pause > 0) await sleep(pause);
    if (response.destroyed) return;
    chunk({ delta: { content } });
  }
  chunk({ delta: {}, finish_reason: finishReason });
  if (reply.usage !== false && request.stream_options) {
    write({ ...envelope(request, 'chat.completion.chunk'), choices: [], usage: usageOf(request, reply) });
  }
  response.end('data: [DONE]\n\n');
}

async function sendBytes(response: ServerResponse, fault: Extract<ReplyFault, { kind: 'bytes' }>): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', ...fault.headers });
  for (const piece of fault.pieces) {
    await new Promise((resolve) => response.write(piece, resolve));
    await new Promise(setImmediate);
  }
  response.end();
}

function sendStatus(response: ServerResponse, fault: Extract<ReplyFault, { kind: 'status' }>): void {
  const { body = { error: { message: 'scripted', type: 'scripted', code: null } } } = fault;
  const [contentType, text] = typeof body === 'string' ? ['text/html', body] : ['application/json', JSON.stringify(body)];
  response.writeHead(fault.status, { 'content-type': contentType, ...fault.headers }).end(text);
}

function envelope(request: Request, object: string): Record<string, unknown> {
  return { id: 'chatcmpl-scripted', object, created: 1_700_000_000, model: request.model ?? 'scripted' };
}

function usageOf(request: Request, reply: ScriptedReply): Record<string, number> {
  const counted = reply.usage || {
    prompt_tokens: (request.messages ?? []).reduce((sum, message) => sum + textOf(message.content).split(/\s+/).length, 0),
    completion_tokens: reply.deltas?.length ?? 0,
  };
  return { ...counted, total_tokens: counted.prompt_tokens + counted.completion_tokens };
}

function textOf(content: string | unknown[]): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}
