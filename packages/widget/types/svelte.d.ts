import type { HTMLAttributes } from 'svelte/elements';
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

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'askwell-chat': AskwellChatProps;
  }
}
