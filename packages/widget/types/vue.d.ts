import type { DefineComponent } from 'vue';
import type { AskwellCloseEvent, AskwellErrorEvent, AskwellMessageEvent, AskwellOpenEvent } from '../dist/index.js';
import type { AskwellChatAttributes } from './attributes.js';

export * from '../dist/element.js';

type AskwellChatProps = AskwellChatAttributes & {
  'onAskwell-open'?: (event: AskwellOpenEvent) => void;
  'onAskwell-close'?: (event: AskwellCloseEvent) => void;
  'onAskwell-message'?: (event: AskwellMessageEvent) => void;
  'onAskwell-error'?: (event: AskwellErrorEvent) => void;
};

declare module 'vue' {
  interface GlobalComponents {
    'askwell-chat': DefineComponent<AskwellChatProps>;
  }
}
