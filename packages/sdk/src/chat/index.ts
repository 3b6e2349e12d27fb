export { createChatSession, type ChatSessionOptions } from './chat-session.js';
export { initialChatState, reduce, type ChatEvent } from './chat-state.js';
export type * from './chat-types.js';
export type { KeyValueStorage } from '../storage.js';
export type { Clock } from '../clock.js';
