import type { HTMLAttributes } from 'svelte/elements';
import type { AskwellFrame } from '../dist/frame.js';
import type { AskwellChat } from '../dist/index.js';
import type {
  AskwellChatAttributes,
  AskwellChatEvents,
  AskwellFrameAttributes,
  AskwellFrameEvents,
  Handlers,
} from './attributes.js';

export * from '../dist/element.js';

type AskwellChatProps = Omit<HTMLAttributes<AskwellChat>, keyof AskwellChatAttributes> &
  AskwellChatAttributes &
  Handlers<'on', AskwellChatEvents>;
type AskwellFrameProps = Omit<HTMLAttributes<AskwellFrame>, keyof AskwellFrameAttributes> &
  AskwellFrameAttributes &
  Handlers<'on', AskwellFrameEvents>;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'askwell-chat': AskwellChatProps;
    'askwell-frame': AskwellFrameProps;
  }
}
