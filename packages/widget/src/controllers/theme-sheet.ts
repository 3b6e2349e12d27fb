import type { WidgetTheme } from '@askwell/contract';
import { themeProperties } from '@askwell/sdk/dom';

/**
 * Keeps the theme in a sheet of its own under `:host`, so that a page's rule on `askwell-chat` overrides any property
 * and no style attribute is written.
 */
export class ThemeSheet {
  readonly #host: HTMLElement;
  #sheet: CSSStyleSheet | HTMLStyleElement | null = null;
  #text = '';

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  apply(theme: WidgetTheme, zIndex: number | null): void {
    const text = themeRules(theme, zIndex);
    if (text === this.#text) return;
    this.#text = text;
    const root = this.#host.shadowRoot;
    if (!root) return;
    if ('adoptedStyleSheets' in root && !(this.#sheet instanceof HTMLStyleElement)) {
      if (!this.#sheet) {
        this.#sheet = new CSSStyleSheet();
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#sheet];
      }
      this.#sheet.replaceSync(text);
    } else if (!this.#sheet || this.#sheet instanceof HTMLStyleElement) {
      this.#sheet ??= root.appendChild(document.createElement('style'));
      this.#sheet.textContent = text;
    }
  }
}

/** Both schemes in one text, so that the browser follows the visitor's setting without a script. */
export function themeRules(theme: WidgetTheme, zIndex: number | null): string {
  const scheme = theme.colorScheme ?? 'auto';
  const extra = zIndex === null ? '' : `--askwell-z-index:${zIndex};`;
  const block = (dark: boolean): string => {
    const properties = Object.entries(themeProperties(theme, dark ? 'dark' : 'light'));
    return `:host{color-scheme:${dark ? 'dark' : 'light'};${extra}${properties.map(([name, value]) => `${name}:${value}`).join(';')}}`;
  };
  if (scheme !== 'auto') return block(scheme === 'dark');
  return `${block(false)}@media (prefers-color-scheme:dark){${block(true)}}`;
}
