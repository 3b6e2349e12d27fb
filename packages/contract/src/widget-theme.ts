export const themePresets = ['default', 'soft', 'sharp', 'airy', 'dense', 'ink'] as const;
export type ThemePreset = (typeof themePresets)[number];

/** Levers a tenant sets; every colour of the chat derives from `accent`. */
export interface WidgetTheme {
  /** Values for the levers that are not set. @default 'default' */
  preset?: ThemePreset | undefined;
  /** CSS hex colour, `#rrggbb`. @default '#2458d6' */
  accent?: string | undefined;
  /** What surfaces and greys lean to. @default 'accent' */
  neutral?: 'accent' | 'gray' | 'warm' | 'cool' | undefined;
  /** `auto` follows the page, then the visitor's system. @default 'auto' */
  colorScheme?: 'auto' | 'light' | 'dark' | undefined;
  /** @default 'medium' */
  radius?: 'none' | 'small' | 'medium' | 'large' | undefined;
  /** @default 'comfortable' */
  density?: 'compact' | 'comfortable' | undefined;
  /** The launcher's corner. @default 'right' */
  position?: 'right' | 'left' | undefined;
  /** A CSS font stack that the host page already has; nothing is downloaded. @default the system's */
  fontFamily?: string | undefined;
  /** Body text in pixels, 13–18. @default 15, or 14 where compact */
  fontSize?: number | undefined;
  /** Width of the panel in pixels, 320–640. @default 400 */
  panelWidth?: number | undefined;
  /** Greatest height of the panel in pixels, 400–960. @default 720 */
  panelHeight?: number | undefined;
  /** CSS for the chat's own shadow root or page. Loads nothing: no `@import`, `url()` only with `data:image/…`. */
  customCss?: string | undefined;
}

/** What each preset sets; a lever that the theme sets itself wins. */
export const presets: Readonly<Record<ThemePreset, WidgetTheme>> = {
  default: {},
  soft: { radius: 'large', neutral: 'warm' },
  sharp: { radius: 'none', neutral: 'gray' },
  airy: { radius: 'large', fontSize: 16, panelWidth: 440, panelHeight: 760 },
  dense: { density: 'compact', radius: 'small', panelWidth: 360, panelHeight: 600 },
  ink: { accent: '#1c2430', neutral: 'gray', radius: 'small' },
};

/** The theme with what its preset adds. */
export function withPreset(theme: WidgetTheme): WidgetTheme {
  return { ...presets[theme.preset ?? 'default'], ...theme };
}

export const launcherIcons = ['chat', 'question', 'spark', 'help', 'search', 'mail'] as const;
export type LauncherIcon = (typeof launcherIcons)[number];

export interface WidgetLauncher {
  /** @default 'chat' */
  icon?: LauncherIcon | undefined;
  /** A word beside the icon, which makes the button a pill. @default none */
  label?: string | undefined;
  /** 56 or 44 pixels. @default 'regular' */
  size?: 'compact' | 'regular' | undefined;
  /** Distance from the window's side in pixels, 0–200. @default 20 */
  offsetX?: number | undefined;
  /** Distance from the window's bottom in pixels, 0–200. @default 20 */
  offsetY?: number | undefined;
  /** @default 2147483000 */
  zIndex?: number | undefined;
}

export interface WidgetHeader {
  /** Instead of the assistant's name. */
  name?: string | undefined;
  /** Instead of "Online". */
  status?: string | undefined;
  /** `https://…` or `data:image/…;base64,…`. @default the name's first letter */
  avatarUrl?: string | undefined;
}
