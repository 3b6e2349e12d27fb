import { idPrefixes, type IdKind } from '@askwell/contract';
import { randomBytes } from 'node:crypto';

export type NewId = (kind: IdKind) => string;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A prefixed ULID: 48 bits of milliseconds, then 80 random bits, so ids sort by creation. */
export function newId(kind: IdKind): string {
  return idPrefixes[kind] + encodeTime(Date.now()) + encodeRandom(randomBytes(16));
}

function encodeTime(milliseconds: number): string {
  let text = '';
  let rest = milliseconds;
  for (let place = 0; place < 10; place++) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function encodeRandom(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += alphabet.charAt(byte & 31);
  return text;
}
