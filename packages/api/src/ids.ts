import { idPrefixes, type IdKind } from '@askwell/contract';
import { randomFillSync } from 'node:crypto';

export type NewId = (kind: IdKind) => string;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A prefixed ULID: 48 bits of milliseconds, then 80 random bits, so ids sort by creation. */
export function newId(kind: IdKind): string {
  return idPrefixes[kind] + encodeTime(Date.now()) + encodeRandom();
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

const randomLength = 16;
/** Drawn in bulk: each draw costs a trip to the system. */
const pool = new Uint8Array(256 * randomLength);
let drawn = pool.length;

function encodeRandom(): string {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  let text = '';
  for (const end = drawn + randomLength; drawn < end; drawn++) text += alphabet.charAt((pool[drawn] ?? 0) & 31);
  return text;
}
