import type {
  AskwellCloseEvent,
  AskwellErrorEvent,
  AskwellHandoffDetail,
  AskwellHandoffEvent,
  AskwellMessageDetail,
  AskwellMessageEvent,
  AskwellOpenEvent,
  ChatMode,
} from '../dist/index.js';

/** The attributes of `<askwell-chat>`, as templates write them. */
export interface AskwellChatAttributes {
  'publishable-key'?: string;
  api?: string;
  mode?: ChatMode;
  open?: boolean;
  position?: 'left' | 'right';
  accent?: string;
  scheme?: 'auto' | 'light' | 'dark';
  label?: string;
  'z-index'?: number;
  consent?: 'required' | 'none';
}

/** The attributes of `<askwell-frame>`; its colours and its consent are the config's. */
export type AskwellFrameAttributes = Omit<AskwellChatAttributes, 'scheme' | 'consent'>;

export interface AskwellChatEvents {
  'askwell-open': AskwellOpenEvent;
  'askwell-close': AskwellCloseEvent;
  'askwell-message': AskwellMessageEvent;
  'askwell-handoff': AskwellHandoffEvent;
  'askwell-error': AskwellErrorEvent;
}

/** What comes out of the frame is made anew in the page. */
export interface AskwellFrameEvents {
  'askwell-open': Event;
  'askwell-close': Event;
  'askwell-message': CustomEvent<AskwellMessageDetail>;
  'askwell-handoff': CustomEvent<AskwellHandoffDetail>;
  'askwell-error': CustomEvent<AskwellErrorEvent['detail']>;
}

/** Listeners as a template names them: a prefix, then the event's exact name. */
export type Handlers<Prefix extends string, Events> = {
  [Name in keyof Events & string as `${Prefix}${Name}`]?: (event: Events[Name]) => void;
};
