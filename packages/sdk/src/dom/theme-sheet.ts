import type { WidgetLauncher, WidgetTheme } from '@askwell/contract';
import { watchColorScheme, type SchemeWatch } from './color-scheme.js';
import { launcherProperties, themeProperties, themeRules } from './theme.js';

export interface ThemeSheet {
  /** The same theme again does nothing. */
  apply(theme: WidgetTheme, launcher?: WidgetLauncher): void;
  /** Ends the watch over the scheme; the next `apply` begins it again. */
  stop(): void;
}

/**
 * Keeps a theme in a sheet of its own, properties and then the tenant's CSS, so that no style attribute is written and a
 * page's rule on the element overrides any property. Follows page and system where the theme leaves the scheme open.
 */
export function createThemeSheet(root: ShadowRoot | Document): ThemeSheet {
  const isShadow = root instanceof ShadowRoot;
  const page = isShadow ? root.ownerDocument : root;
  let write: ((rules: string) => void) | undefined;
  let current: { theme: WidgetTheme; launcher: WidgetLauncher } | undefined;
  let applied = '';
  let watch: SchemeWatch | undefined;
  let watched: string | undefined;

  function paint(scheme: 'light' | 'dark'): void {
    if (current === undefined) return;
    const { theme, launcher } = current;
    const key = JSON.stringify([scheme, theme, launcher]);
    if (key === applied) return;
    applied = key;
    write ??= createWriter(root);
    const properties = { ...themeProperties(theme, scheme), ...launcherProperties(launcher) };
    write(themeRules(isShadow ? ':host' : ':root', scheme, properties) + (theme.customCss ?? ''));
  }

  return {
    apply(theme, launcher = {}) {
      current = { theme, launcher };
      const chosen = theme.colorScheme ?? 'auto';
      if (watch === undefined || watched !== chosen) {
        watch?.stop();
        watched = chosen;
        watch = watchColorScheme(chosen, { page, readsStyle: isShadow }, paint);
      } else watch.tell();
    },
    stop() {
      watch?.stop();
      watch = undefined;
    },
  };
}

function createWriter(root: ShadowRoot | Document): (rules: string) => void {
  try {
    const sheet = new CSSStyleSheet();
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return (rules) => sheet.replaceSync(rules);
  } catch {
    // Browsers before constructable sheets.
    const style = document.createElement('style');
    (root instanceof Document ? root.head : root).append(style);
    return (rules) => (style.textContent = rules);
  }
}
