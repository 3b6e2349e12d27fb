import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

const askwell = new URL(process.env['ASKWELL_URL'] ?? 'http://localhost:8787').origin as `http://${string}.${string}`;

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter(),
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['none'],
          'script-src': ['strict-dynamic'],
          'style-src': ['self'],
          // The style attribute of SvelteKit's own route announcer.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'connect-src': ['self', askwell],
          'img-src': ['self', 'data:'],
          'base-uri': ['none'],
        },
      },
    }),
  ],
});
