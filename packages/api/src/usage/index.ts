export { createUsageMeter, type UsageMeter } from './usage-meter.js';
