import { headers } from 'next/headers';
import Link from 'next/link';
import Script from 'next/script';
import type { ReactNode } from 'react';

export const metadata = { title: 'Harbour Bikes', icons: { icon: 'data:,' } };

export default async function Layout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en">
      <body>
        <nav>
          <Link href="/">Home</Link> <Link href="/help">Help</Link>
        </nav>
        {children}
        <Script
          src={`${process.env.NEXT_PUBLIC_ASKWELL_URL}/widget.js`}
          data-key={process.env.NEXT_PUBLIC_ASKWELL_KEY}
          nonce={nonce}
        />
      </body>
    </html>
  );
}
