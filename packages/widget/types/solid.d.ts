import type { JSX } from 'solid-js';
import type { AskwellChat, AskwellCloseEvent, AskwellErrorEvent, AskwellMessageEvent, AskwellOpenEvent } from '../dist/index.js';
import type { AskwellChatAttributes } from './attributes.js';

export * from '../dist/element.js';

type AskwellChatProps = Omit<JSX.HTMLAttributes<AskwellChat>, keyof AskwellChatAttributes> &
  AskwellChatAttributes & {
    'on:askwell-open'?: (event: AskwellOpenEvent) => void;
    'on:askwell-close'?: (event: AskwellCloseEvent) => void;
    'on:askwell-message'?: (event: AskwellMessageEvent) => void;
    'on:askwell-error'?: (event: AskwellErrorEvent) => void;
  };

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'askwell-chat': AskwellChatProps;
    }
  }
}
