import { randomBytes } from 'node:crypto';

/** Nuxt renders inline scripts of its own, so each page gets a nonce for all that the server has rendered. */
export default defineNitroPlugin((nitro) => {
  if (import.meta.dev) return;
  nitro.hooks.hook('render:html', (html, { event }) => {
    const nonce = randomBytes(16).toString('base64');
    for (const part of ['head', 'bodyPrepend', 'body', 'bodyAppend'] as const) {
      html[part] = html[part].map((text) => text.replace(/<(script|style|link)(?=[\s>])/g, `<$1 nonce="${nonce}"`));
    }
    const policy = [
      "default-src 'none'",
      `script-src 'nonce-${nonce}' 'strict-dynamic'`,
      `style-src 'self' 'nonce-${nonce}'`,
      `connect-src 'self' ${useRuntimeConfig(event).public.askwellUrl}`,
      "img-src 'self' data:",
      "base-uri 'none'",
    ];
    setResponseHeader(event, 'content-security-policy', policy.join('; '));
  });
});
