/** Vite plugin: a dynamic import stays one. Vite would wrap it in a helper of 1 KB gzip that preloads style sheets, and there are none. */
export function plainImports() {
  return {
    name: 'askwell:plain-imports',
    enforce: 'pre',
    load(id) {
      return id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null;
    },
  };
}
