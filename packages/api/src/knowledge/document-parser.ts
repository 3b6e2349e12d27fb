import type { DocumentToChunk, Passage } from './chunking/chunk-document.js';

export interface FileToParse {
  bytes: Uint8Array;
  fileName: string | undefined;
  /** The `Content-Type` that came with the bytes; the content itself decides. */
  mediaType: string | undefined;
}

export interface ParsedDocument {
  /** What the content turned out to be. */
  mediaType: string;
  /** The title that stands in the document, where it has one. */
  title: string | undefined;
  /** Markdown. */
  text: string;
  /** Where in `text` each page begins, of paged formats. */
  pageStarts: number[] | undefined;
  /** Where `text` is cut, of files that were read in another process. */
  passages?: Passage[] | undefined;
}

/** Reads uploads and fetched pages. They are hostile until read, so it works outside this process. */
export interface DocumentParser {
  /** @throws AppError FILE_ENCRYPTED, FILE_UNREADABLE, FILE_TOO_COMPLEX, FILE_TOO_LARGE, NO_TEXT or UNSUPPORTED_FILE_TYPE */
  parse(file: FileToParse, signal: AbortSignal): Promise<ParsedDocument>;
  /** Cuts a text that needs no reading, outside this process too: a long one takes seconds. */
  cut?(document: DocumentToChunk, signal: AbortSignal): Promise<Passage[]>;
  close(): Promise<void>;
}
