import type { ErrorCode } from '@askwell/contract';
import type { FileToParse, ParsedDocument } from '../document-parser.js';

/** To the child: one file at a time. */
export type ParseRequest = FileToParse;

/** From the child, once, when it can take files. */
export const childIsReady = 'ready';

/** From the child, for each file. */
export type ParseReply =
  | { document: ParsedDocument; memoryBytes: number }
  | { error: { code: ErrorCode; detail: string }; memoryBytes: number };
