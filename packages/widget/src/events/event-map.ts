import type { AskwellCloseEvent } from './close-event.js';
import type { AskwellErrorEvent } from './error-event.js';
import type { AskwellMessageEvent } from './message-event.js';
import type { AskwellOpenEvent } from './open-event.js';

declare global {
  interface HTMLElementEventMap {
    'askwell-open': AskwellOpenEvent;
    'askwell-close': AskwellCloseEvent;
    'askwell-message': AskwellMessageEvent;
    'askwell-error': AskwellErrorEvent;
  }
}
