export { AskwellChat, type ChatMode } from './components/chat/askwell-chat.js';
export { AskwellCloseEvent } from './events/close-event.js';
export { AskwellErrorEvent } from './events/error-event.js';
export { AskwellHandoffEvent, type AskwellHandoffDetail } from './events/handoff-event.js';
export { AskwellMessageEvent, type AskwellMessageDetail } from './events/message-event.js';
export { AskwellOpenEvent } from './events/open-event.js';
export type { PageToolDefinition } from './controllers/page-tools.js';
