import type { EmitFn, HTMLAttributes } from 'vue';
import type { AskwellChatAttributes, AskwellChatEvents, AskwellFrameAttributes, AskwellFrameEvents } from './attributes.js';

export * from '../dist/element.js';

/** The shape that Vue's documentation gives to custom elements in templates. */
interface VueElement<Attributes, Events> {
  $props: Omit<HTMLAttributes, keyof Attributes> & Attributes;
  $emit: EmitFn<{ [Name in keyof Events]: (event: Events[Name]) => void }>;
}

declare module 'vue' {
  interface GlobalComponents {
    'askwell-chat': new () => VueElement<AskwellChatAttributes, AskwellChatEvents>;
    'askwell-frame': new () => VueElement<AskwellFrameAttributes, AskwellFrameEvents>;
  }
}
