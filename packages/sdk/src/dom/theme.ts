import type { WidgetLauncher, WidgetTheme } from '@askwell/contract';
import { widgetDefaults } from '@askwell/contract';
import { createPalette, type ColorScheme } from './palette.js';

export type ThemeProperty = `--askwell-${string}`;
export type ThemeProperties = Record<ThemeProperty, string>;

/** Of panel, cards, controls, question, avatar and launcher. */
const radii = {
  none: ['0px', '0px', '0px', '0px', '0px', '0px'],
  small: ['8px', '6px', '4px', '8px', '6px', '16px'],
  medium: ['16px', '12px', '8px', '16px', '50%', '50%'],
  large: ['24px', '18px', '12px', '22px', '50%', '50%'],
} as const;

const densities = {
  compact: { 'message-gap': '12px', 'group-gap': '18px', padding: '12px', control: '32px', 'header-height': '48px' },
  comfortable: { 'message-gap': '16px', 'group-gap': '24px', padding: '16px', control: '36px', 'header-height': '56px' },
} as const;

const systemFont = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif';

/** The chat's CSS custom properties, as docs/theming.md lists them; a preset is already resolved. */
export function themeProperties(theme: WidgetTheme, scheme: ColorScheme): ThemeProperties {
  const dark = scheme === 'dark';
  const compact = theme.density === 'compact';
  const size = theme.fontSize ?? (compact ? 14 : 15);
  const [panel, card, control, bubble, avatar, launcher] = radii[theme.radius ?? 'medium'];
  return {
    ...prefixed(createPalette(theme.accent, scheme, theme.neutral)),
    ...prefixed(densities[theme.density ?? 'comfortable']),
    '--askwell-shadow': `0 12px 40px ${dark ? '#0009' : '#0f142330'}`,
    '--askwell-shadow-raised': `0 4px 16px ${dark ? '#0008' : '#0f142320'}`,
    '--askwell-radius': panel,
    '--askwell-radius-card': card,
    '--askwell-radius-control': control,
    '--askwell-bubble-radius': bubble,
    '--askwell-avatar-radius': avatar,
    '--askwell-launcher-radius': launcher,
    '--askwell-launcher': compact ? '44px' : '56px',
    '--askwell-font': fontStack(theme.fontFamily),
    '--askwell-font-size': `${size}px`,
    '--askwell-font-size-small': `${size <= 14 ? size - 1 : size - 2}px`,
    '--askwell-font-size-meta': `${Math.max(12, size - 3)}px`,
    '--askwell-line-height': '1.5',
    '--askwell-panel-width': `${theme.panelWidth ?? 400}px`,
    '--askwell-panel-height': `${theme.panelHeight ?? 720}px`,
  };
}

/** Size and place of the launcher where they are not the defaults, so that a page's own attributes and rules stay. */
export function launcherProperties(launcher: WidgetLauncher): ThemeProperties {
  const initial = widgetDefaults.launcher;
  const properties: ThemeProperties = {};
  const set = (property: ThemeProperty, name: keyof WidgetLauncher, value: string): void => {
    if ((launcher[name] ?? initial[name]) !== initial[name]) properties[property] = value;
  };
  set('--askwell-launcher', 'size', '44px');
  set('--askwell-offset-x', 'offsetX', `${launcher.offsetX}px`);
  set('--askwell-offset-y', 'offsetY', `${launcher.offsetY}px`);
  set('--askwell-z-index', 'zIndex', `${launcher.zIndex}`);
  return properties;
}

/** The rules with all of it, for a sheet of its own. */
export function themeRules(selector: ':host' | ':root', scheme: ColorScheme, properties: ThemeProperties): string {
  const declarations = Object.entries(properties).map(([name, value]) => `${name}:${value}`);
  // In a shadow root also on the chat itself: the launcher's sheet takes every inherited value from the host.
  return `${selector}{color-scheme:${scheme};${declarations.join(';')}}.chat{color-scheme:${scheme}}`;
}

function fontStack(family: string | undefined): string {
  const safe = family !== undefined && /^[\p{L}\p{N}\s,.'"_-]{1,200}$/u.test(family) ? family.trim() : '';
  if (safe === '') return systemFont;
  return safe === 'inherit' ? safe : `${safe}, ${systemFont}`;
}

function prefixed(values: object): ThemeProperties {
  const entries = Object.entries(values) as [string, string][];
  return Object.fromEntries(entries.map(([name, value]) => [`--askwell-${kebab(name)}`, value]));
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
