export { AskwellChat, type ChatMode } from './components/chat/askwell-chat.js';
export { AskwellCloseEvent } from './events/close-event.js';
export { AskwellErrorEvent } from './events/error-event.js';
export { AskwellMessageEvent, type AskwellMessageDetail } from './events/message-event.js';
export { AskwellOpenEvent } from './events/open-event.js';
