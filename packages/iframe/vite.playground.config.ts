import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { lazyMarkdownRules } from '../sdk/build/lazy-markdown-rules.mjs';

/** The page at `/playground` and the chat in its frame, at `/playground/preview`; files of both at `/playground/assets/`. */
export default defineConfig({
  root: 'playground-page',
  base: './',
  plugins: [lazyMarkdownRules()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  experimental: {
    renderBuiltUrl: (file, { hostType, hostId }) =>
      hostType === 'html' && hostId.endsWith('index.html') ? `playground/${file}` : { relative: true },
  },
  build: {
    outDir: '../dist/playground',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: { input: [resolve('playground-page/index.html'), resolve('playground-page/preview.html')] },
  },
});
