import { isRecord, type NewSession, type Session } from '@askwell/contract';
import { requestJson, type Authorize, type Transport } from './request.js';
import type { KeyValueStorage } from './storage.js';

export interface VisitorSessionOptions {
  key: string;
  transport: Transport;
  storage: KeyValueStorage;
  identityToken?: (() => Promise<string | undefined>) | undefined;
}

export interface VisitorSession {
  authorize: Authorize;
  /** Another visitor from the next call on: the token's, or with null a new one. */
  identify(identityToken: string | null): void;
}

interface HeldToken {
  token: string;
  /** Epoch milliseconds, a margin before the server's own. */
  usableUntil: number;
}

const margin = 30_000;

/**
 * Opens the visitor's session at the first call that needs it and renews it, as the same visitor, before it expires.
 * Only an anonymous visitor's token is stored: who is identified is identified anew on each page.
 */
export function createVisitorSession(options: VisitorSessionOptions): VisitorSession {
  const { key, transport, storage } = options;
  const { clock } = transport;
  const storageKey = `askwell:visitor:${transport.baseUrl}:${key}`;
  let held: HeldToken | null = null;
  let opening: Promise<string> | null = null;
  let identity: string | undefined;
  /** Counts the visitors: what a former one's session still answers is not kept. */
  let visitor = 0;

  const open = async (former: string | undefined): Promise<string> => {
    const current = visitor;
    const identityToken = identity ?? (await options.identityToken?.());
    const body: NewSession = { key, visitorToken: former, identityToken };
    const session = await requestJson<Session>(transport, {
      method: 'POST',
      path: '/v1/sessions',
      body,
      anonymous: true,
      repeatable: true,
    });
    if (current !== visitor) return session.token;
    // at least the margin again, or a device whose clock runs ahead would open a session per call
    const usableUntil = Math.max(Date.parse(session.expiresAt) - margin || 0, clock.now() + margin);
    held = { token: session.token, usableUntil };
    if (identityToken === undefined) storage.setItem(storageKey, JSON.stringify(held));
    else storage.removeItem(storageKey);
    return session.token;
  };

  return {
    authorize(rejected) {
      held ??= readHeld(storage.getItem(storageKey));
      const current = held;
      if (current !== null && current.token !== rejected?.token && clock.now() < current.usableUntil)
        return Promise.resolve(current.token);
      const unknown = rejected !== undefined && rejected.error.code !== 'TOKEN_EXPIRED';
      const mine = (opening ??= open(unknown ? undefined : current?.token).finally(() => {
        if (opening === mine) opening = null;
      }));
      return mine;
    },
    identify(identityToken) {
      const former = held ?? readHeld(storage.getItem(storageKey));
      visitor += 1;
      opening = null;
      identity = identityToken ?? undefined;
      // not usable as it is: it only says whose history the user may take over
      held = identityToken === null || former === null ? null : { ...former, usableUntil: 0 };
      if (identityToken === null) storage.removeItem(storageKey);
    },
  };
}

function readHeld(stored: string | null): HeldToken | null {
  if (stored === null) return null;
  try {
    const value: unknown = JSON.parse(stored);
    if (isRecord(value) && typeof value['token'] === 'string' && typeof value['usableUntil'] === 'number') {
      return { token: value['token'], usableUntil: value['usableUntil'] };
    }
  } catch {
    return null; // not what this version wrote: a new session replaces it
  }
  return null;
}
