import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { AskwellChat, AskwellCloseEvent, AskwellErrorEvent, AskwellMessageEvent, AskwellOpenEvent } from '../dist/index.js';
import type { AskwellChatAttributes } from './attributes.js';

export * from '../dist/element.js';

/** React 19 sets event handlers of custom elements by `on` and the event's exact name. */
type AskwellChatProps = DetailedHTMLProps<HTMLAttributes<AskwellChat>, AskwellChat> &
  AskwellChatAttributes & {
    'onaskwell-open'?: (event: AskwellOpenEvent) => void;
    'onaskwell-close'?: (event: AskwellCloseEvent) => void;
    'onaskwell-message'?: (event: AskwellMessageEvent) => void;
    'onaskwell-error'?: (event: AskwellErrorEvent) => void;
  };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'askwell-chat': AskwellChatProps;
    }
  }
}
