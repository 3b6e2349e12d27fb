import type { ErrorCode } from './error-codes.js';
import type { Citation, Usage } from './stream-events.js';

export const documentStatuses = ['queued', 'processing', 'ready', 'failed'] as const;
export type DocumentStatus = (typeof documentStatuses)[number];

export type MetadataValue = string | number | boolean;
export type Metadata = Record<string, MetadataValue>;

/** Body of `POST /v1/documents`: text … */
export interface NewTextDocument {
  title: string;
  text: string;
  url?: string | undefined;
  /** The tenant's own id. The same id again replaces the document. */
  externalId?: string | undefined;
  metadata?: Metadata | undefined;
}

/** … or the address of one page to import. */
export interface NewPageDocument {
  url: string;
  title?: string | undefined;
  externalId?: string | undefined;
  metadata?: Metadata | undefined;
}

export type NewDocument = NewTextDocument | NewPageDocument;

export interface AcceptedDocument {
  id: string;
  externalId: string | null;
  status: DocumentStatus;
}

export interface Document {
  id: string;
  externalId: string | null;
  title: string;
  url: string | null;
  mediaType: string;
  status: DocumentStatus;
  /** Why it failed; only with status `failed`. */
  error?: { code: ErrorCode; detail: string };
  /** UTF-16 units of the stored text, 0 until it is ready. */
  characters: number;
  chunks: number;
  /** ISO 639-1 language of the text, null until it is known. */
  language: string | null;
  metadata: Metadata;
  createdAt: string;
  updatedAt: string;
}

/** `GET /v1/documents/:id` adds the text that citations index. */
export interface DocumentWithText extends Document {
  text: string;
}

export interface Page<Item> {
  data: Item[];
  nextCursor: string | null;
}

/** One earlier turn of a conversation, oldest first in a history. */
export interface HistoryTurn {
  role: 'user' | 'assistant';
  text: string;
}

export interface SearchRequest {
  query: string;
  limit?: number | undefined;
  history?: HistoryTurn[] | undefined;
  /** Only documents whose metadata have all of these values, as `{ category: 'billing' }`. */
  filter?: Metadata | undefined;
  /** The page that the asker looks at: its passages win close races. */
  pageUrl?: string | undefined;
}

export interface SearchHit {
  documentId: string;
  externalId: string | null;
  chunkId: string;
  title: string;
  url: string | null;
  headingPath: string[];
  /** The passage, `document.text.slice(start, end)`. */
  text: string;
  start: number;
  end: number;
  score: number;
}

export interface SearchResponse {
  data: SearchHit[];
}

export interface AnswerRequest {
  question: string;
  history?: HistoryTurn[] | undefined;
  /** Only documents whose metadata have all of these values, as `{ category: 'billing' }`. */
  filter?: Metadata | undefined;
  /** The page that the asker looks at: its passages win close races. */
  pageUrl?: string | undefined;
}

export interface AnswerSource {
  id: string;
  documentId: string;
  externalId: string | null;
  title: string;
  url: string | null;
}

export interface Answer {
  answered: boolean;
  text: string;
  citations: Citation[];
  sources: AnswerSource[];
  usage: Usage;
}
