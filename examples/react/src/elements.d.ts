import type { DetailedHTMLProps, HTMLAttributes } from 'react';

declare module 'react' {
  // React's own way to make an element known to JSX.
  // oxlint-disable-next-line typescript/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'askwell-chat': DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & { api?: string; 'publishable-key'?: string };
    }
  }
}
