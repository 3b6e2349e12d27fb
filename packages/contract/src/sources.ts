import type { ErrorCode } from './error-codes.js';

export const sourceKinds = ['website', 'faq', 'text'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** `paused` keeps its place; a sync goes on from there. */
export const sourceStatuses = ['idle', 'syncing', 'paused'] as const;
export type SourceStatus = (typeof sourceStatuses)[number];

export const syncOutcomes = ['completed', 'cancelled', 'failed'] as const;
export type SyncOutcome = (typeof syncOutcomes)[number];

/** How often a source is read again: a day, a week, or a number of hours. `null`: only when it is asked for. */
export type SyncEvery = 'day' | 'week' | number | null;

/** What of a website is read. At least one of `url` and `sitemapUrl`. */
export interface WebsiteSettings {
  /** Where reading begins; links to the same site are followed. */
  url?: string | undefined;
  /** A sitemap or sitemap index; its pages are read, and their links are not followed unless `url` is given too. */
  sitemapUrl?: string | undefined;
  /** Paths to read, `*` for anything: `/docs/*`. Empty: all. @default [] */
  include?: string[] | undefined;
  /** Paths to leave out. @default [] */
  exclude?: string[] | undefined;
  /** @default 500 */
  maxPages?: number | undefined;
  /** Links between the start and a page. @default 10 */
  maxDepth?: number | undefined;
  /** Wait between two requests; a longer `Crawl-delay` of robots.txt wins. @default 250 */
  delayMilliseconds?: number | undefined;
  /** Requests at the same time. @default 2 */
  concurrency?: number | undefined;
}

export interface FaqPair {
  question: string;
  answer: string;
  url?: string | undefined;
}

export interface SourceText {
  title: string;
  text: string;
  url?: string | undefined;
}

interface CommonSource {
  /** @default the host of a website */
  name?: string | undefined;
  /** @default null */
  every?: SyncEvery | undefined;
}

export interface NewWebsiteSource extends CommonSource, WebsiteSettings {
  kind: 'website';
}

export interface NewFaqSource extends CommonSource {
  kind: 'faq';
  pairs: FaqPair[];
}

export interface NewTextSource extends CommonSource {
  kind: 'text';
  documents: SourceText[];
}

/** Body of `POST /v1/sources`. */
export type NewSource = NewWebsiteSource | NewFaqSource | NewTextSource;

/** Body of `PATCH /v1/sources/:id`: what is given changes. New content is read at once, new settings at the next sync. */
export interface SourceChanges extends CommonSource, WebsiteSettings {
  pairs?: FaqPair[] | undefined;
  documents?: SourceText[] | undefined;
}

/** Pages of a sync so far. */
export interface SyncProgress {
  /** All that were reached. */
  found: number;
  waiting: number;
  added: number;
  changed: number;
  /** Not indexed again. */
  unchanged: number;
  /** Gone from the index. */
  removed: number;
  failed: number;
  /** Left out: redirects, duplicates, pages that ask not to be indexed. */
  skipped: number;
  /** Read, and not yet searchable. */
  indexing: number;
}

export interface SourceSync {
  /** 1 for the first sync of the source. */
  number: number;
  startedAt: string;
  finishedAt: string | null;
  /** `null` while it runs. */
  outcome: SyncOutcome | null;
  /** Why it failed as a whole; errors of single pages stand at the pages. */
  error?: { code: ErrorCode; detail: string };
  /** What a person should know, such as a limit that was reached. */
  notes: string[];
  progress: SyncProgress;
}

export interface Source {
  id: string;
  kind: SourceKind;
  name: string;
  status: SourceStatus;
  every: SyncEvery;
  nextSyncAt: string | null;
  /** Only of a website. */
  website?: {
    url: string | null;
    sitemapUrl: string | null;
    include: string[];
    exclude: string[];
    maxPages: number;
    maxDepth: number;
    delayMilliseconds: number;
    concurrency: number;
  };
  /** Only of FAQ pairs. */
  pairs?: FaqPair[];
  /** The running sync, or the last. */
  sync: SourceSync | null;
  createdAt: string;
  updatedAt: string;
}

export const sourcePageStatuses = ['waiting', 'indexed', 'failed', 'redirected', 'excluded'] as const;
export type SourcePageStatus = (typeof sourcePageStatuses)[number];

/** One entry of `GET /v1/sources/:id/pages`. */
export interface SourcePage {
  /** The address; of a text its place in the source. */
  key: string;
  kind: 'page' | 'sitemap' | 'item';
  status: SourcePageStatus;
  change: 'added' | 'changed' | 'unchanged' | null;
  depth: number;
  documentId: string | null;
  httpStatus: number | null;
  /** `transient`: it may pass, and is tried again; the page stays in the index. */
  error?: { code: ErrorCode; detail: string; transient: boolean };
  /** Why a page was left out. */
  reason?: string;
  fetchedAt: string | null;
}

/** One event of `GET /v1/sources/:id/events`. */
export interface SourceEvent {
  status: SourceStatus;
  sync: SourceSync | null;
}
