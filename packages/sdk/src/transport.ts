import { systemClock, type Clock } from './clock.js';
import { AskwellConfigurationError } from './errors.js';
import type { Authorize, Fetch, Transport } from './request.js';

export interface TransportOptions {
  /** The server's address, with a path prefix if it has one: `https://chat.example.com`. */
  baseUrl: string;
  /** @default globalThis.fetch */
  fetch?: Fetch | undefined;
  /** @default the system's clock */
  clock?: Clock | undefined;
  /** Milliseconds that an answer may take to begin. @default 30000 */
  timeout?: number | undefined;
  /** Further attempts of a call that may be repeated; a question never is. @default 2 */
  maxRetries?: number | undefined;
}

export function createTransport(options: TransportOptions, authorize: Authorize): Transport {
  if (typeof options.baseUrl !== 'string' || !/^(https?:\/\/|\/|$)/.test(options.baseUrl)) {
    throw new AskwellConfigurationError('baseUrl must be an http(s) address, like https://chat.example.com.');
  }
  const own = options.fetch;
  return {
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
    // looked up at each call, so that a fetch patched later (tracing, tests) is the one used
    fetch: own === undefined ? (input, init, via = globalThis.fetch) => via(input, init) : (input, init) => own(input, init),
    clock: options.clock ?? systemClock,
    authorize,
    timeout: options.timeout ?? 30_000,
    maxRetries: options.maxRetries ?? 2,
  };
}
