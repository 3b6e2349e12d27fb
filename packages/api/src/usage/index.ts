export { bookUsage } from './book-usage.js';
export { changeTenant } from './change-tenant.js';
export { getUsage } from './get-usage.js';
export { createPriceTable, parsePrices, type PriceTable } from './model-prices.js';
export { budgetExceeded, reservationOf, type FullBudget, type Reservation } from './reserve.js';
export { addUsage, reserve, settle, type BookedUsage } from './store.js';
export { createUsageMeter, type UsageMeter } from './usage-meter.js';
