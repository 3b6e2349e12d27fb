export { requestHandoff } from './request-handoff.js';
export { changeHandoff, listHandoffs } from './tenant-handoffs.js';
