export { followVisitor, type FollowOptions } from './follow-visitor.js';
export type { VisitorEvent } from '@askwell/contract';
