import type { WidgetTheme } from '@askwell/contract';
import { createPalette, type ColorScheme } from './palette.js';

export type ThemeProperty = `--askwell-${string}`;
export type ThemeProperties = Record<ThemeProperty, string>;

const radii = {
  none: ['0px', '0px', '0px'],
  small: ['8px', '6px', '4px'],
  medium: ['16px', '12px', '8px'],
  large: ['24px', '18px', '12px'],
} as const;

const densities = {
  compact: {
    'message-gap': '12px',
    'group-gap': '18px',
    padding: '12px',
    control: '32px',
    launcher: '44px',
    'font-size': '14px',
  },
  comfortable: {
    'message-gap': '16px',
    'group-gap': '24px',
    padding: '16px',
    control: '36px',
    launcher: '56px',
    'font-size': '15px',
  },
} as const;

const systemFont = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif';

/**
 * The chat's CSS custom properties. Colours: `--askwell-surface`, `-raised`, `-sunken`, `-line`, `-line-strong`, `-text`,
 * `-secondary`, `-tint`, `-bubble`, `-mark`, `-accent`, `-accent-hover`, `-on-accent`, `-accent-text`, `-focus`, `-danger`,
 * `-shadow`, `-shadow-raised`. Shape: `-radius` (panel), `-radius-card`, `-radius-control`, `-message-gap`, `-group-gap`,
 * `-padding`, `-control`, `-launcher`, `-font`, `-font-size`, `-font-size-small`, `-font-size-meta`, `-line-height`.
 */
export function themeProperties(theme: WidgetTheme, scheme: ColorScheme): ThemeProperties {
  const properties: ThemeProperties = {};
  for (const [name, color] of Object.entries(createPalette(theme.accent, scheme))) {
    properties[`--askwell-${kebab(name)}`] = color;
  }
  const [panel, card, control] = radii[theme.radius ?? 'medium'];
  const dark = scheme === 'dark';
  return {
    ...properties,
    ...prefixed(densities[theme.density ?? 'comfortable']),
    '--askwell-shadow': dark ? '0 12px 40px rgb(0 0 0 / 55%)' : '0 12px 40px rgb(15 20 35 / 18%)',
    '--askwell-shadow-raised': dark ? '0 4px 16px rgb(0 0 0 / 45%)' : '0 4px 16px rgb(15 20 35 / 12%)',
    '--askwell-radius': panel,
    '--askwell-radius-card': card,
    '--askwell-radius-control': control,
    '--askwell-font': fontStack(theme.fontFamily),
    '--askwell-font-size-small': '13px',
    '--askwell-font-size-meta': '12px',
    '--askwell-line-height': '1.5',
  };
}

/**
 * Sets the properties and `color-scheme` on the element, through CSSOM so that a strict CSP holds. With `colorScheme: 'auto'`
 * it follows the visitor's setting until the returned function is called.
 */
export function applyTheme(element: HTMLElement, theme: WidgetTheme): () => void {
  const chosen = theme.colorScheme ?? 'auto';
  const query = chosen === 'auto' ? element.ownerDocument.defaultView?.matchMedia('(prefers-color-scheme: dark)') : undefined;
  const paint = (): void => {
    const scheme: ColorScheme = chosen === 'auto' ? (query?.matches === true ? 'dark' : 'light') : chosen;
    for (const [name, value] of Object.entries(themeProperties(theme, scheme))) element.style.setProperty(name, value);
    element.style.setProperty('color-scheme', scheme);
  };
  paint();
  query?.addEventListener('change', paint);
  return () => query?.removeEventListener('change', paint);
}

function fontStack(family: string | undefined): string {
  const safe = family !== undefined && /^[\p{L}\p{N}\s,'"_-]{1,200}$/u.test(family) ? family.trim() : '';
  if (safe === '') return systemFont;
  return safe === 'inherit' ? safe : `${safe}, ${systemFont}`;
}

function prefixed(values: Record<string, string>): ThemeProperties {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`--askwell-${name}`, value]));
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
