export * from './conversations.js';
export * from './features.js';
export * from './knowledge.js';
export * from './sources.js';
export * from './tenancy.js';
export * from './usage.js';
