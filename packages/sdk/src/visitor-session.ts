import { isRecord, type NewSession, type Session } from '@askwell/contract';
import { requestJson, type Authorize, type Transport } from './request.js';
import type { KeyValueStorage } from './storage.js';

export interface VisitorSessionOptions {
  key: string;
  transport: Transport;
  storage: KeyValueStorage;
  identityToken?: (() => Promise<string | undefined>) | undefined;
}

interface HeldToken {
  token: string;
  /** Epoch milliseconds, a margin before the server's own. */
  usableUntil: number;
}

const margin = 30_000;

/** Opens the visitor's session at the first call that needs it and renews it, as the same visitor, before it expires. */
export function createVisitorSession(options: VisitorSessionOptions): Authorize {
  const { key, transport, storage } = options;
  const { clock } = transport;
  const storageKey = `askwell:visitor:${transport.baseUrl}:${key}`;
  let held: HeldToken | null = null;
  let opening: Promise<string> | null = null;

  const open = async (former: string | undefined): Promise<string> => {
    const identityToken = await options.identityToken?.();
    const body: NewSession = { key, visitorToken: former, identityToken };
    const session = await requestJson<Session>(transport, {
      method: 'POST',
      path: '/v1/sessions',
      body,
      anonymous: true,
      repeatable: true,
    });
    // at least the margin again, or a device whose clock runs ahead would open a session per call
    const usableUntil = Math.max(Date.parse(session.expiresAt) - margin || 0, clock.now() + margin);
    held = { token: session.token, usableUntil };
    storage.setItem(storageKey, JSON.stringify(held));
    return session.token;
  };

  return (rejected) => {
    held ??= readHeld(storage.getItem(storageKey));
    const current = held;
    if (current !== null && current.token !== rejected?.token && clock.now() < current.usableUntil)
      return Promise.resolve(current.token);
    const unknown = rejected !== undefined && rejected.error.code !== 'TOKEN_EXPIRED';
    opening ??= open(unknown ? undefined : current?.token).finally(() => {
      opening = null;
    });
    return opening;
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
