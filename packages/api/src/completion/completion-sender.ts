import { APIError, OpenAI } from 'openai';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Agent, request } from 'undici';
import { ProviderFailure } from './provider-failure.js';

/**
 * Posts a chat completion and gives the body of the answer, unpacked.
 * @throws APIError where the endpoint refuses; ProviderFailure where what it sends is no answer
 */
export type SendCompletion = (body: object, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;

export interface CompletionEndpoint {
  apiKey: string;
  baseURL?: string | undefined;
}

const path = '/chat/completions';
/** More of a refusal is of no use. */
const refusalBytes = 64 * 1024;
/** Whoever sends has a watchdog, so the agent's own time limits are off. */
const agentOptions = { headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 10_000 } };

/**
 * The `openai` package says where to send and with which headers, and tells refusals apart. The request itself goes through undici:
 * the package's own way, over `fetch`, takes a third more CPU for a whole turn.
 */
export function createCompletionSender({ apiKey, baseURL }: CompletionEndpoint): SendCompletion {
  const client = new OpenAI({ apiKey, ...(baseURL === undefined ? {} : { baseURL }) });
  const agent = new Agent(agentOptions);
  let headers: Promise<Record<string, string>> | undefined;

  async function readHeaders(): Promise<Record<string, string>> {
    const { req } = await client.buildRequest({ method: 'post', path, body: {} });
    return Object.fromEntries(new Headers(req.headers));
  }

  return async (body, signal) => {
    // A redirect is not followed: it would carry the prompt to an address that nobody configured.
    const response = await request(client.buildURL(path, null), {
      dispatcher: agent,
      method: 'POST',
      headers: await (headers ??= readHeaders()),
      body: JSON.stringify(body),
      signal,
    });
    const { statusCode: status, body: answer } = response;
    const received = response.headers;
    if (status < 200 || status > 299) throw toRefusal(status, await readStart(answer), received);
    if (textOf(received['content-type']).includes('text/html')) throw new ProviderFailure('bad-response');
    return unpack(answer, textOf(received['content-encoding']).trim().toLowerCase());
  };
}

type ReceivedHeaders = Record<string, string | string[] | undefined>;

function textOf(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(', ') : (header ?? '');
}

async function readStart(body: Readable): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body as AsyncIterable<Uint8Array>) {
    parts.push(part);
    size += part.byteLength;
    if (size > refusalBytes) break;
  }
  return Buffer.concat(parts).toString('utf8');
}

function toRefusal(status: number, text: string, received: ReceivedHeaders): APIError {
  const headers = new Headers({ 'retry-after': textOf(received['retry-after']) });
  let body: object | undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) body = parsed;
  } catch {
    // A gateway's page: the status says enough.
  }
  return APIError.generate(status, body, body === undefined ? text : undefined, headers);
}

const unpackers: Record<string, () => ReturnType<typeof createGunzip>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** We ask for no packing; some gateways pack all the same. */
function unpack(body: Readable, encoding: string): AsyncIterable<Uint8Array> {
  const unpacker = unpackers[encoding]?.();
  if (unpacker === undefined) return body;
  body.once('error', (error) => unpacker.destroy(error));
  return body.pipe(unpacker);
}
