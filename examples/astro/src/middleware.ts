import { defineMiddleware } from 'astro:middleware';
import { ASKWELL_URL } from 'astro:env/client';

const policy = [
  "default-src 'none'",
  `script-src 'self' ${ASKWELL_URL}`,
  // Astro's view transitions write their animations into style elements.
  "style-src 'self' 'unsafe-inline'",
  `connect-src 'self' ${ASKWELL_URL}`,
  "img-src 'self' data:",
  "base-uri 'none'",
].join('; ');

export const onRequest = defineMiddleware(async (_context, next) => {
  const response = await next();
  if (import.meta.env.PROD) response.headers.set('content-security-policy', policy);
  return response;
});
