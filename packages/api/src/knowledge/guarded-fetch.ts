export interface FetchedPage {
  /** After redirects. */
  url: string;
  mediaType: string | undefined;
  bytes: Uint8Array;
}

/** The one way to fetch an address that a tenant or a document supplied. */
export interface GuardedFetch {
  /** @throws AppError URL_REFUSED, URL_UNREACHABLE, URL_BAD_STATUS, FILE_TOO_LARGE or UNSUPPORTED_FILE_TYPE */
  fetchPage(url: string, signal: AbortSignal): Promise<FetchedPage>;
  close(): Promise<void>;
}
