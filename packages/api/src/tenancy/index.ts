export { isOriginAllowed, OriginPatternError, parseOriginPattern } from './allowed-origins.js';
export { isSameKey } from './api-key.js';
export { authenticateKey } from './authenticate-key.js';
export { changeAssistant } from './change-assistant.js';
export { createTenant } from './create-tenant.js';
export { getAssistant } from './get-assistant.js';
export { startSession } from './start-session.js';
export { createVisitorTokens, type VisitorClaims, type VisitorTokens } from './visitor-tokens.js';
