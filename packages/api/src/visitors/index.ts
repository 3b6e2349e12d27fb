export { eraseVisitor } from './erase-visitor.js';
export { getSelf } from './get-self.js';
export { saveDetails } from './save-details.js';
export { getVisitor, listVisitors } from './list-visitors.js';
