import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { isRecord } from '@askwell/contract';
import type { ServerResponse } from 'node:http';
import { scopeHeaders } from './middleware/request-scope.js';
import type { HttpContext } from './router.js';

/** Where a stream's text goes. */
export interface SseSink {
  write(text: string): void;
  /** What was written and has not left yet, in bytes. */
  unread(): number;
  end(): void;
  /** Drops the reader with whatever is unread. */
  destroy(): void;
}

/** Opens the sink that the request's server has. `begin` gets it, and gives what to do when the reader leaves. */
export function openSink(c: HttpContext, headers: Record<string, string>, begin: (sink: SseSink) => () => void): Response {
  const outgoing = outgoingOf(c);
  if (outgoing === undefined) return openWebSink(headers, begin);
  openNodeSink(outgoing, { ...headersSoFar(c), ...scopeHeaders(c.get('requestId')), ...headers }, begin);
  // Hono would merge its own headers into a response that stands there, and the server would send it a second time.
  c.res = undefined;
  c.res = RESPONSE_ALREADY_SENT;
  return RESPONSE_ALREADY_SENT;
}

/** Absent where there is no socket, as with `app.request()`. */
function outgoingOf(c: HttpContext): ServerResponse | undefined {
  const bindings: unknown = c.env;
  return isRecord(bindings) && 'outgoing' in bindings ? (bindings as unknown as HttpBindings).outgoing : undefined;
}

function headersSoFar(c: HttpContext): Record<string, string> {
  return Object.fromEntries(c.newResponse(null).headers);
}

/** On the server's own response: the head and the first events leave in one write, and an open stream holds little memory. */
function openNodeSink(outgoing: ServerResponse, headers: Record<string, string>, begin: (sink: SseSink) => () => void): void {
  // Written by itself, the head is kept as one string, not as the 60 pieces it is made of; corked, it still leaves with the events.
  outgoing.cork();
  outgoing.writeHead(200, headers).flushHeaders();
  const leave = begin({
    write: (text) => void outgoing.write(text),
    unread: () => outgoing.writableLength,
    end: () => void outgoing.end(),
    destroy: () => void outgoing.destroy(),
  });
  if (!outgoing.writableEnded) outgoing.uncork();
  if (outgoing.destroyed) leave();
  else outgoing.once('close', leave);
}

function openWebSink(headers: Record<string, string>, begin: (sink: SseSink) => () => void): Response {
  const highWaterMark = 16 * 1024;
  const encoder = new TextEncoder();
  let leave = (): void => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        leave = begin({
          write: (text) => controller.enqueue(encoder.encode(text)),
          unread: () => highWaterMark - (controller.desiredSize ?? 0),
          end: () => controller.close(),
          // Closing would keep what is unread until the reader takes it.
          destroy: () => controller.error(new Error('The reader does not read')),
        });
      },
      cancel: () => leave(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark }),
  );
  return new Response(body, { headers });
}
