import { Agent, request, type Dispatcher } from 'undici';
import { AppError } from '../../errors.js';
import type { FetchedResource, GuardedFetch, PostedMessage, ResourceRequest } from '../guarded-fetch.js';
import { checkUrl, type PrivateHosts } from './check-url.js';
import { readBody } from './read-body.js';
import { createSafeLookup, refuse, resolveBySystem, type Resolve } from './safe-lookup.js';

export interface GuardedFetchOptions {
  /** Lets an installation fetch from all hosts, or from the named hosts, of its own network. @default false */
  allowPrivateHosts?: PrivateHosts;
  /** After unpacking. @default 10 MiB */
  maxBytes?: number;
  /** For the whole of it, redirects included. @default 20 seconds */
  timeoutMilliseconds?: number;
  resolve?: Resolve;
}

const maxRedirects = 5;
const mediaTypes: ReadonlySet<string> = new Set([
  'text/html',
  'application/xhtml+xml',
  'text/plain',
  'text/markdown',
  'text/x-markdown',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/epub+zip',
  'text/csv',
  'text/tab-separated-values',
]);
const headers = {
  'user-agent': 'Askwell/0.1 (+https://github.com/askwell/askwell)',
  accept: 'text/html,application/xhtml+xml,text/markdown,text/plain,application/pdf;q=0.9,*/*;q=0.1',
  'accept-encoding': 'gzip, deflate, br',
};

export function createGuardedFetch(options: GuardedFetchOptions = {}): GuardedFetch {
  const { maxBytes = 10 * 1024 * 1024, timeoutMilliseconds = 20_000 } = options;
  const privateHosts = options.allowPrivateHosts ?? false;
  const agent = new Agent({
    connect: { lookup: createSafeLookup(options.resolve ?? resolveBySystem, privateHosts), timeout: 10_000 },
    headersTimeout: timeoutMilliseconds,
    bodyTimeout: timeoutMilliseconds,
    maxHeaderSize: 32 * 1024,
    keepAliveTimeout: 2_000,
    allowH2: false,
  });

  async function follow(wanted: ResourceRequest, signal: AbortSignal): Promise<FetchedResource> {
    let url = permittedUrl(wanted.url);
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const sent = hop === 0 ? { ...headers, ...conditions(wanted) } : headers;
      const response = await request(url, { dispatcher: agent, method: 'GET', headers: sent, signal });
      const location = redirectTarget(response);
      if (location === undefined) return readResource(url, response, wanted);
      await response.body.dump();
      url = permittedUrl(URL.canParse(location, url.href) ? new URL(location, url).href : location);
    }
    throw new AppError('URL_BAD_STATUS', `The URL redirects more than ${maxRedirects} times. Give the address it leads to.`);
  }

  function permittedUrl(address: string): URL {
    const verdict = checkUrl(address, privateHosts);
    if (!('url' in verdict)) throw refuse(verdict.reason);
    verdict.url.hash = '';
    return verdict.url;
  }

  async function readResource(
    url: URL,
    { statusCode, headers, body }: Dispatcher.ResponseData,
    wanted: ResourceRequest,
  ): Promise<FetchedResource> {
    // An unread body that is torn down reports that as an error; nobody waits for it.
    body.on('error', () => {});
    try {
      const mediaType = textOf(headers['content-type']);
      const resource = {
        url: url.href,
        status: statusCode,
        mediaType,
        etag: textOf(headers['etag']),
        lastModified: textOf(headers['last-modified']),
        retryAfter: textOf(headers['retry-after']),
        robotsTag: textOf(headers['x-robots-tag']),
      };
      if (statusCode < 200 || statusCode > 299) return { ...resource, bytes: new Uint8Array() };
      const essence = mediaType?.split(';')[0]?.trim().toLowerCase();
      if (wanted.accept === 'page' && essence !== undefined && essence !== '' && !mediaTypes.has(essence)) {
        throw new AppError(
          'UNSUPPORTED_FILE_TYPE',
          `The URL leads to ${essence}. Give the address of a web page, a text, a PDF, an office file or an EPUB book.`,
        );
      }
      const bytes = await readBody(body, textOf(headers['content-encoding']) ?? '', wanted.maxBytes ?? maxBytes);
      return { ...resource, bytes };
    } finally {
      body.destroy();
    }
  }

  async function send({ url, body, headers: own }: PostedMessage, signal: AbortSignal): Promise<number> {
    const sent = { 'user-agent': headers['user-agent'], 'content-type': 'application/json', ...own };
    const response = await request(permittedUrl(url), { dispatcher: agent, method: 'POST', headers: sent, body, signal });
    response.body.on('error', () => {}); // Nobody reads what it says.
    await response.body.dump({ limit: 64 * 1024 });
    return response.statusCode;
  }

  async function inTime<T>(signal: AbortSignal, work: (both: AbortSignal) => Promise<T>): Promise<T> {
    const deadline = AbortSignal.timeout(timeoutMilliseconds);
    try {
      return await work(AbortSignal.any([signal, deadline]));
    } catch (error) {
      if (signal.aborted) throw error;
      throw toAppError(error, deadline.aborted);
    }
  }

  const fetchResource: GuardedFetch['fetchResource'] = (wanted, signal) => inTime(signal, (both) => follow(wanted, both));

  return {
    fetchResource,
    post: (message, signal) => inTime(signal, (both) => send(message, both)),
    check: (url) => void permittedUrl(url),
    async fetchPage(address, signal) {
      const { status, url, mediaType, bytes } = await fetchResource({ url: address, accept: 'page' }, signal);
      if (status >= 200 && status <= 299) return { url, mediaType, bytes };
      throw new AppError('URL_BAD_STATUS', `The URL answers with status ${status}. Check that the page opens without a login.`);
    },
    close: () => agent.destroy(),
  };
}

function conditions({ etag, lastModified }: ResourceRequest): Record<string, string> {
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}

function redirectTarget({ statusCode, headers }: Dispatcher.ResponseData): string | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return undefined;
  const location = textOf(headers['location']);
  if (location !== undefined) return location;
  throw new AppError('URL_BAD_STATUS', 'The URL redirects, but does not say where to. Give the address of the page itself.');
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function toAppError(error: unknown, isTimeout: boolean): AppError {
  if (error instanceof AppError) return error;
  if (isTimeout) return new AppError('URL_UNREACHABLE', 'The host did not answer in time. Try again later.', { cause: error });
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOTFOUND') {
    return new AppError('URL_UNREACHABLE', 'The host does not exist. Check the spelling of the URL.', { cause: error });
  }
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR_')) {
    return new AppError('FILE_UNREADABLE', 'The page is compressed wrongly. Upload it as a file.', { cause: error });
  }
  if (/CERT|TLS|SSL|SELF_SIGNED|SIGNATURE/.test(code)) {
    return new AppError('URL_UNREACHABLE', 'The host has no valid certificate. Renew it, or upload the page as a file.', {
      cause: error,
    });
  }
  return new AppError('URL_UNREACHABLE', 'The host cannot be reached. Check the URL, and that it is open to the internet.', {
    cause: error,
  });
}
