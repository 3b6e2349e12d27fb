import { AppError } from './errors.js';

/** An opaque place in a list: base64url of JSON, so that a list can change its order without changing its contract. */
export function encodeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws AppError INVALID_REQUEST if the text was not made by `encodeCursor` with as many parts */
export function decodeCursor(cursor: string, parts: number): (string | number)[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(place) && place.length === parts && place.every(isScalar)) return place;
  } catch (error) {
    throw invalid(error);
  }
  throw invalid();
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function invalid(cause?: unknown): AppError {
  const message = 'is not a cursor of this list; use the nextCursor of the previous page as it is';
  return new AppError('INVALID_REQUEST', `The cursor ${message}.`, { cause, fields: [{ path: 'cursor', message }] });
}
