export { createVisitorApi, type CallOptions, type VisitorApi } from './visitor-api.js';
