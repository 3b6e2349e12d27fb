import node from '@astrojs/node';
import { defineConfig, envField } from 'astro/config';

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'standalone' }),
  env: {
    schema: {
      ASKWELL_URL: envField.string({ context: 'client', access: 'public' }),
      ASKWELL_KEY: envField.string({ context: 'client', access: 'public' }),
      ASKWELL_SECRET_KEY: envField.string({ context: 'server', access: 'secret' }),
    },
  },
  // Every script in a file of its own, so that the policy needs no inline scripts.
  vite: { build: { assetsInlineLimit: 0 } },
});
