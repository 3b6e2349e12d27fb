import type { DefineComponent } from 'vue';
import type { AskwellChatAttributes, AskwellChatEvents, AskwellFrameAttributes, AskwellFrameEvents } from './attributes.js';

export * from '../dist/element.js';

/** Vue names a listener by `on` and the event's name, its first letter raised. */
type Listeners<Events> = {
  [Name in keyof Events & string as `on${Capitalize<Name>}`]?: (event: Events[Name]) => void;
};

declare module 'vue' {
  interface GlobalComponents {
    'askwell-chat': DefineComponent<AskwellChatAttributes & Listeners<AskwellChatEvents>>;
    'askwell-frame': DefineComponent<AskwellFrameAttributes & Listeners<AskwellFrameEvents>>;
  }
}
