import type { WidgetTheme } from '@askwell/contract';
import { themeProperties } from '@askwell/sdk/dom';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Keeps the theme in a sheet of its own under `:host`, so that a page's rule on `askwell-chat` overrides any property
 * and no style attribute is written. Follows the visitor's colour scheme where the theme leaves it open.
 */
export class ThemeSheet implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #dark: MediaQueryList | null = null;
  #sheet: CSSStyleSheet | HTMLStyleElement | null = null;
  #theme: WidgetTheme | null = null;
  #applied = '';

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#dark = matchMedia('(prefers-color-scheme: dark)');
    this.#dark.addEventListener('change', this.#onScheme);
  }

  hostDisconnected(): void {
    this.#dark?.removeEventListener('change', this.#onScheme);
  }

  /** Deriving a palette takes milliseconds, so the same theme again does nothing. */
  apply(theme: WidgetTheme): void {
    this.#theme = theme;
    const scheme = theme.colorScheme === 'light' || theme.colorScheme === 'dark' ? theme.colorScheme : this.#preferred();
    const key = JSON.stringify([scheme, theme]);
    if (key === this.#applied) return;
    this.#applied = key;
    this.#write(themeRules(theme, scheme));
  }

  readonly #onScheme = (): void => {
    if (this.#theme) this.apply(this.#theme);
  };

  #preferred(): 'light' | 'dark' {
    return this.#dark?.matches ? 'dark' : 'light';
  }

  #write(rules: string): void {
    const root = this.#host.shadowRoot;
    if (!root) return;
    this.#sheet ??= createSheet(root);
    if (this.#sheet instanceof CSSStyleSheet) this.#sheet.replaceSync(rules);
    else this.#sheet.textContent = rules;
  }
}

export function themeRules(theme: WidgetTheme, scheme: 'light' | 'dark'): string {
  const properties = Object.entries(themeProperties(theme, scheme)).map(([name, value]) => `${name}:${value}`);
  return `:host{color-scheme:${scheme};${properties.join(';')}}`;
}

function createSheet(root: ShadowRoot): CSSStyleSheet | HTMLStyleElement {
  try {
    const sheet = new CSSStyleSheet();
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return sheet;
  } catch {
    // Browsers before constructable sheets.
    return root.appendChild(document.createElement('style'));
  }
}
