import { defineConfig } from 'vite';

/** The page at `/demo`. It has no trailing slash, so its files, at `/demo/assets/`, are named from the directory above. */
export default defineConfig({
  root: 'demo-page',
  base: './',
  experimental: { renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? `demo/${file}` : { relative: true }) },
  build: {
    outDir: '../dist/demo',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
