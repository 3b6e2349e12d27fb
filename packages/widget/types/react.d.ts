import type { DetailedHTMLProps, HTMLAttributes } from 'react';
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

/** React 19 sets event handlers of custom elements by `on` and the event's exact name. */
type AskwellChatProps = DetailedHTMLProps<HTMLAttributes<AskwellChat>, AskwellChat> &
  AskwellChatAttributes &
  Handlers<'on', AskwellChatEvents>;
type AskwellFrameProps = DetailedHTMLProps<HTMLAttributes<AskwellFrame>, AskwellFrame> &
  AskwellFrameAttributes &
  Handlers<'on', AskwellFrameEvents>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'askwell-chat': AskwellChatProps;
      'askwell-frame': AskwellFrameProps;
    }
  }
}
