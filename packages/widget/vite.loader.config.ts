import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { minifyStyles } from './scripts/minify-styles.mjs';

/** `widget.js`: one classic script that knows the name of the chat built before it. */
export default defineConfig(() => {
  const manifest = JSON.parse(readFileSync('dist/cdn/manifest.json', 'utf8')) as Record<string, { file: string }>;
  const fileOf = (entry: string): string => {
    const file = manifest[`src/entrypoints/${entry}.ts`]?.file;
    if (!file) throw new Error('Build the chat before the loader: vite build, then vite build -c vite.loader.config.ts');
    return JSON.stringify(file.replace('widget/', ''));
  };
  return {
    plugins: [minifyStyles()],
    define: { __CHAT_FILE__: fileOf('element'), __FRAME_FILE__: fileOf('frame'), __TEASER_FILE__: fileOf('teaser') },
    build: {
      outDir: 'dist/cdn',
      emptyOutDir: false,
      modulePreload: false,
      target: 'es2022',
      reportCompressedSize: false,
      rolldownOptions: {
        input: { widget: 'src/entrypoints/loader.ts' },
        output: { entryFileNames: '[name].js', format: 'iife' },
      },
    },
  };
});
