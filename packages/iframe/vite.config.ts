import { defineConfig } from 'vite';
import { lazyMarkdownRules } from '../sdk/build/lazy-markdown-rules.mjs';

/**
 * The page behind `/embed/<publishable key>`. Every address in it is relative, so it works below any path; assets are then
 * found at `/embed/assets/`.
 */
export default defineConfig({
  base: './',
  plugins: [lazyMarkdownRules()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
