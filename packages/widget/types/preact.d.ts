import type { HTMLAttributes } from 'preact';
import type { AskwellChat, AskwellCloseEvent, AskwellErrorEvent, AskwellMessageEvent, AskwellOpenEvent } from '../dist/index.js';
import type { AskwellChatAttributes } from './attributes.js';

export * from '../dist/element.js';

type AskwellChatProps = Omit<HTMLAttributes<AskwellChat>, keyof AskwellChatAttributes> &
  AskwellChatAttributes & {
    'onaskwell-open'?: (event: AskwellOpenEvent) => void;
    'onaskwell-close'?: (event: AskwellCloseEvent) => void;
    'onaskwell-message'?: (event: AskwellMessageEvent) => void;
    'onaskwell-error'?: (event: AskwellErrorEvent) => void;
  };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'askwell-chat': AskwellChatProps;
    }
  }
}
