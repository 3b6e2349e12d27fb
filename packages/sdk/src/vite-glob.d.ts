interface ImportMeta {
  /** Vite's: files as texts, in tests. */
  glob(patterns: string | string[], options: { query: '?raw'; import: 'default'; eager: true }): Record<string, string>;
}
