const adopted = new WeakMap<Node, Set<string>>();

/** Adds a sheet to a shadow root, once; a strict CSP does not restrict constructed sheets. */
export function adoptSheet(root: ShadowRoot, css: string): void {
  const known = adopted.get(root) ?? new Set();
  if (known.has(css)) return;
  adopted.set(root, known.add(css));
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    // Before the last one, which holds the theme: what a tenant sets wins.
    root.adoptedStyleSheets = [...root.adoptedStyleSheets.slice(0, -1), sheet, ...root.adoptedStyleSheets.slice(-1)];
  } catch {
    // Browsers before constructable sheets.
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}
