export interface FetchedPage {
  /** After redirects. */
  url: string;
  mediaType: string | undefined;
  bytes: Uint8Array;
}

export interface ResourceRequest {
  url: string;
  /** Of the last answer; the server then says when nothing has changed. */
  etag?: string | undefined;
  lastModified?: string | undefined;
  /** `page`: only what documents are read from. */
  accept: 'page' | 'any';
  /** After unpacking. @default that of pages */
  maxBytes?: number | undefined;
}

/** An answer of any status; only 2xx has a body. */
export interface FetchedResource extends FetchedPage {
  status: number;
  etag: string | undefined;
  lastModified: string | undefined;
  retryAfter: string | undefined;
  robotsTag: string | undefined;
}

export interface PostedMessage {
  url: string;
  body: string;
  headers: Record<string, string>;
}

/** The one way to fetch an address that a tenant or a document supplied. */
export interface GuardedFetch {
  /** @throws AppError URL_REFUSED, URL_UNREACHABLE, URL_BAD_STATUS, FILE_TOO_LARGE or UNSUPPORTED_FILE_TYPE */
  fetchPage(url: string, signal: AbortSignal): Promise<FetchedPage>;
  /** For crawling. @throws AppError as `fetchPage`, URL_BAD_STATUS only for redirects that lead nowhere */
  fetchResource(request: ResourceRequest, signal: AbortSignal): Promise<FetchedResource>;
  /** Posts to an address and gives the status of the answer; follows no redirect. @throws AppError URL_REFUSED or URL_UNREACHABLE */
  post(message: PostedMessage, signal: AbortSignal): Promise<number>;
  /** What can be said of an address without asking the network. @throws AppError URL_REFUSED */
  check(url: string): void;
  close(): Promise<void>;
}
