import { defineConfig } from 'vite';
import { lazyMarkdownRules } from '../sdk/build/lazy-markdown-rules.mjs';
import { minifyStyles } from './scripts/minify-styles.mjs';
import { plainImports } from './scripts/plain-imports.mjs';

/** The chat for pages: one entry module with a hashed name, and chunks that it fetches when they are needed. */
export default defineConfig({
  base: './',
  plugins: [minifyStyles(), plainImports(), lazyMarkdownRules()],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: 'dist/cdn',
    emptyOutDir: true,
    manifest: 'manifest.json',
    modulePreload: false,
    target: 'es2022',
    reportCompressedSize: false,
    rolldownOptions: {
      input: { chat: 'src/entrypoints/element.ts', teaser: 'src/entrypoints/teaser.ts', frame: 'src/entrypoints/frame.ts' },
      preserveEntrySignatures: 'allow-extension',
      output: { entryFileNames: 'widget/[name]-[hash].js', chunkFileNames: 'widget/[name]-[hash].js', format: 'es' },
    },
  },
});
