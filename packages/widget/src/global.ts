import type { PageToolDefinition } from './controllers/page-tools.js';
import type { AskwellCloseEvent } from './events/close-event.js';
import type { AskwellErrorEvent } from './events/error-event.js';
import type { AskwellHandoffEvent } from './events/handoff-event.js';
import type { AskwellMessageEvent } from './events/message-event.js';
import type { AskwellOpenEvent } from './events/open-event.js';

/** The events of the chat, by the names that `Askwell('on', …)` takes. */
export interface AskwellEvents {
  open: AskwellOpenEvent;
  close: AskwellCloseEvent;
  message: AskwellMessageEvent;
  handoff: AskwellHandoffEvent;
  error: AskwellErrorEvent;
}

/** What `Askwell('update', …)` changes; null takes it away. */
export interface AskwellOptions {
  position?: 'left' | 'right' | null;
  accent?: string | null;
  label?: string | null;
  scheme?: 'auto' | 'light' | 'dark' | null;
  zIndex?: number | null;
  consent?: 'required' | 'none' | null;
}

/** The one global of the script tag. A publishable key before the command names one of several chats of a page. */
export interface AskwellFunction {
  (command: 'open' | 'close' | 'toggle' | 'reset' | 'clearData' | 'destroy'): void;
  (command: 'send', text: string): void;
  (command: 'identify', identityToken: string): void;
  (command: 'consent', given?: boolean): void;
  (command: 'tool', tool: PageToolDefinition): void;
  (command: 'update', options: AskwellOptions): void;
  <Name extends keyof AskwellEvents>(command: 'on' | 'off', name: Name, handler: (event: AskwellEvents[Name]) => void): void;
  (key: `pk_${string}`, command: string, ...values: unknown[]): void;
}

declare global {
  interface Window {
    /** Of the script tag; `import '@askwell/widget/global'` makes it known to TypeScript. */
    Askwell?: AskwellFunction;
  }
}
