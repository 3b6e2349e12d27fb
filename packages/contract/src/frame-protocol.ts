import { isRecord } from './guards.js';
import type { PageContext, PageTool } from './page-tools.js';

/**
 * How a page and the chat in its frame talk. The frame says `hello` to its parent, naming the exact origin; the page answers with
 * `connect` and one end of a MessageChannel, and everything else goes through that. Both check source and origin. A version that the
 * other side does not speak is as no message.
 */
export const frameProtocolVersion = 1;

export interface FrameHello {
  askwell: 'hello';
  version: number;
}

export interface FrameConnect {
  askwell: 'connect';
  version: number;
  /** A panel or a window, which the frame can ask to close, or a frame that is part of the page. */
  mode: 'panel' | 'inline';
}

/** From the page to the frame. `id` names a call whose end the frame tells. */
export type PageMessage =
  | { type: 'shown'; shown: boolean }
  | { type: 'send'; id: number; text: string }
  | { type: 'identify'; token: string }
  | { type: 'consent'; given: boolean }
  | { type: 'reset' }
  | { type: 'clear-data'; id: number }
  | { type: 'tools'; tools: PageTool[] }
  | { type: 'page'; page: PageContext }
  | { type: 'tool-result'; id: number; result?: unknown; error?: string };

/** From the frame to the page. */
export type FrameMessage =
  | { type: 'ready'; name: string; position: 'left' | 'right' | null; pageContext: boolean; mode?: string | undefined }
  | { type: 'close' }
  | { type: 'height'; height: number }
  | { type: 'event'; name: 'message' | 'error' | 'handoff'; detail: Record<string, unknown> }
  | { type: 'done'; id: number; ok: boolean }
  | { type: 'run-tool'; id: number; name: string; input: unknown };

const longest = { text: 100_000, token: 8_000, tools: 64 };

export function isFrameHello(value: unknown): value is FrameHello {
  return isRecord(value) && value['askwell'] === 'hello' && value['version'] === frameProtocolVersion;
}

export function isFrameConnect(value: unknown): value is FrameConnect {
  return (
    isRecord(value) &&
    value['askwell'] === 'connect' &&
    value['version'] === frameProtocolVersion &&
    (value['mode'] === 'panel' || value['mode'] === 'inline')
  );
}

export function isPageMessage(value: unknown): value is PageMessage {
  if (!isRecord(value)) return false;
  switch (value['type']) {
    case 'shown':
      return typeof value['shown'] === 'boolean';
    case 'send':
      return isId(value['id']) && isText(value['text'], longest.text);
    case 'identify':
      return isText(value['token'], longest.token);
    case 'consent':
      return typeof value['given'] === 'boolean';
    case 'reset':
      return true;
    case 'clear-data':
      return isId(value['id']);
    case 'tools':
      return Array.isArray(value['tools']) && value['tools'].length <= longest.tools && value['tools'].every(isTool);
    case 'page':
      return isRecord(value['page']) && Object.values(value['page']).every((part) => isText(part, longest.text));
    case 'tool-result':
      return isId(value['id']) && (value['error'] === undefined || isText(value['error'], longest.text));
    default:
      return false;
  }
}

export function isFrameMessage(value: unknown): value is FrameMessage {
  if (!isRecord(value)) return false;
  switch (value['type']) {
    case 'ready':
      return (
        isText(value['name'], longest.text) &&
        [null, 'left', 'right'].includes(value['position'] as null) &&
        typeof value['pageContext'] === 'boolean' &&
        // A frame of a former release does not tell it.
        (value['mode'] === undefined || isText(value['mode'], 16))
      );
    case 'close':
      return true;
    case 'height':
      return Number.isFinite(value['height']) && Number(value['height']) >= 0 && Number(value['height']) <= 100_000;
    case 'event':
      return ['message', 'error', 'handoff'].includes(String(value['name'])) && isRecord(value['detail']);
    case 'done':
      return isId(value['id']) && typeof value['ok'] === 'boolean';
    case 'run-tool':
      return isId(value['id']) && isText(value['name'], 64);
    default:
      return false;
  }
}

function isTool(value: unknown): boolean {
  return isRecord(value) && isText(value['name'], 64) && isText(value['description'], 4_000) && isRecord(value['parameters']);
}

function isId(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function isText(value: unknown, limit: number): boolean {
  return typeof value === 'string' && value.length <= limit;
}
