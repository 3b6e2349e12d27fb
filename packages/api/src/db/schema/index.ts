export * from './conversations.js';
export * from './knowledge.js';
export * from './tenancy.js';
