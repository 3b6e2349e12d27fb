import type { ErrorCode } from '@askwell/contract';
import type { DocumentToChunk, Passage } from '../chunking/chunk-document.js';
import type { FileToParse, ParsedDocument } from '../document-parser.js';

/** To the child: one file, or a text that only needs cutting, at a time. */
export type ParseRequest = { file: FileToParse } | { text: DocumentToChunk };

export type ParseResult = { document: ParsedDocument } | { passages: Passage[] };

/** From the child, once, when it can take files. */
export const childIsReady = 'ready';

/** From the child, for each request. */
export type ParseReply = { memoryBytes: number } & ({ result: ParseResult } | { error: { code: ErrorCode; detail: string } });
