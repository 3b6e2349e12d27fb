export { AskwellCloseEvent } from './events/close-event.js';
export { AskwellErrorEvent } from './events/error-event.js';
export { AskwellHandoffEvent } from './events/handoff-event.js';
export { AskwellMessageEvent } from './events/message-event.js';
export { AskwellOpenEvent } from './events/open-event.js';

/** Edge runtimes have no elements, and Lit brings its stand-in for them to Node only. They render the tag and define nothing. */
export class AskwellChat extends EventTarget {}
export class AskwellFrame extends EventTarget {}
