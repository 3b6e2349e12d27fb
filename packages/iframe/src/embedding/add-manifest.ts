import type { PageAddress } from '../page-address.js';

/** Makes the page of its own something that phones can install. */
export function addManifest(document: Document, { baseUrl, publishableKey }: PageAddress): void {
  const link = document.createElement('link');
  link.rel = 'manifest';
  link.href = `${baseUrl}/embed/${encodeURIComponent(publishableKey)}/app.webmanifest`;
  document.head.append(link);
}
