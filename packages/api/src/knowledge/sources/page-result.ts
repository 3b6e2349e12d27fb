import type { ErrorCode } from '@askwell/contract';

/** What is to be searchable. */
export interface PageContent {
  kind: 'file' | 'text';
  title: string;
  url: string | undefined;
  mediaType: string | undefined;
  bytes: Uint8Array;
  fingerprint: string;
}

/** Addresses that a page or sitemap leads to, within the site and its rules. */
export interface FoundLinks {
  pages: string[];
  sitemaps: string[];
  /** More than was read. */
  isCut: boolean;
}

interface CommonResult {
  httpStatus?: number | undefined;
  links: FoundLinks;
}

/** What became of one page; `address` is where it was found after redirects. */
export type PageResult =
  | (CommonResult & {
      kind: 'content';
      address: string;
      /** Another address of the same site that the page names as its own. */
      canonical: string | undefined;
      content: PageContent;
      etag: string | undefined;
      lastModified: string | undefined;
    })
  /** The server says that nothing has changed. */
  | (CommonResult & { kind: 'unchanged' })
  /** A sitemap. */
  | (CommonResult & { kind: 'list' })
  | (CommonResult & { kind: 'excluded'; reason: string })
  | (CommonResult & {
      kind: 'failed';
      code: ErrorCode;
      detail: string;
      isTransient: boolean;
      /** Seconds that the site asks to wait. */
      retryAfter: number | undefined;
    });

export const noLinks: FoundLinks = { pages: [], sitemaps: [], isCut: false };
