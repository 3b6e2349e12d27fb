export interface PageAddress {
  /** Base of the API, without a trailing slash. */
  baseUrl: string;
  publishableKey: string;
  /** False where the framing page brings its own heading: `?header=none`. */
  header: boolean;
}

/** Reads `https://host/any/prefix/embed/pk_…`; null where the address holds no key. */
export function readPageAddress(href: string): PageAddress | null {
  const { origin, pathname, searchParams } = new URL(href);
  const match = /^(.*)\/embed\/([^/]+)\/?$/.exec(pathname);
  const [, prefix, key] = match ?? [];
  if (prefix === undefined || key === undefined) return null;
  return { baseUrl: origin + prefix, publishableKey: decodeURIComponent(key), header: searchParams.get('header') !== 'none' };
}
