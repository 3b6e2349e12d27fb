import { AppError } from '../../errors.js';
import type { GuardedFetch } from '../guarded-fetch.js';

export interface GuardedFetchOptions {
  /** Lets tests and private installations fetch from hosts of their own network. @default false */
  allowPrivateHosts?: boolean;
}

export function createGuardedFetch(_options: GuardedFetchOptions = {}): GuardedFetch {
  return {
    async fetchPage() {
      throw new AppError('URL_REFUSED', 'Addresses cannot be imported yet. Send the text of the page.');
    },
    async close() {},
  };
}
