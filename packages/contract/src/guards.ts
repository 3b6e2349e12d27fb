import { streamPartTypes, terminalPartTypes, type StreamPart } from './stream-events.js';
import type { Problem } from './error-codes.js';

const partTypes: ReadonlySet<string> = new Set(streamPartTypes);
const terminalTypes: ReadonlySet<string> = new Set(terminalPartTypes);

/** True for a part this version knows; readers skip the others. */
export function isStreamPart(value: unknown): value is StreamPart {
  return isRecord(value) && typeof value['type'] === 'string' && partTypes.has(value['type']);
}

export function isTerminalPart(part: StreamPart): boolean {
  return terminalTypes.has(part.type);
}

export function isProblem(value: unknown): value is Problem {
  return (
    isRecord(value) &&
    typeof value['code'] === 'string' &&
    typeof value['detail'] === 'string' &&
    typeof value['status'] === 'number'
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
