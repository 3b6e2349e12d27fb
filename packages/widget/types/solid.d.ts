import type { JSX } from 'solid-js';
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

type AskwellChatProps = Omit<JSX.HTMLAttributes<AskwellChat>, keyof AskwellChatAttributes> &
  AskwellChatAttributes &
  Handlers<'on:', AskwellChatEvents>;
type AskwellFrameProps = Omit<JSX.HTMLAttributes<AskwellFrame>, keyof AskwellFrameAttributes> &
  AskwellFrameAttributes &
  Handlers<'on:', AskwellFrameEvents>;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'askwell-chat': AskwellChatProps;
      'askwell-frame': AskwellFrameProps;
    }
  }
}
