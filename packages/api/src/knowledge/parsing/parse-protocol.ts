import type { ErrorCode } from '@askwell/contract';
import type { FileToParse, ParsedDocument } from '../document-parser.js';

/** To the child: one file at a time. */
export type ParseRequest = FileToParse;

/** From the child. */
export type ParseReply =
  | { document: ParsedDocument; memoryBytes: number }
  | { error: { code: ErrorCode; detail: string }; memoryBytes: number };
