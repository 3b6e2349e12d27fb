import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export type KeyKind = 'secret' | 'publishable';

export interface NewKey {
  /** Shown once. */
  text: string;
  hash: string;
}

const prefixes: Record<KeyKind, string> = { secret: 'sk_', publishable: 'pk_' };

/** 192 random bits, so a plain SHA-256 is enough to store. */
export function createKey(kind: KeyKind): NewKey {
  const text = prefixes[kind] + randomBytes(24).toString('base64url');
  return { text, hash: hashKey(text) };
}

export function hashKey(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Compares without telling by its time where the texts differ. */
export function isSameKey(one: string, other: string): boolean {
  return timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());
}
