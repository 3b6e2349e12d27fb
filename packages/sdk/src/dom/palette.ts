import { contrast, formatColor, parseColor, type Oklch } from './oklch.js';

export type ColorScheme = 'light' | 'dark';

/** Every colour of the chat, `#rrggbb`. Texts reach 4.5:1 and parts 3:1 on the surfaces they stand on. */
export interface Palette {
  /** The panel. */
  surface: string;
  /** Cards and menus above the panel. */
  raised: string;
  /** Code, fields and other wells. */
  sunken: string;
  /** Hairlines that only decorate. */
  line: string;
  /** Borders that a control needs to be seen: 3:1. */
  lineStrong: string;
  text: string;
  secondary: string;
  /** A soft fill of the accent: hovered rows, source chips, citation pills. */
  tint: string;
  /** The visitor's question. */
  bubble: string;
  /** Behind the quoted span of a passage. */
  mark: string;
  accent: string;
  accentHover: string;
  onAccent: string;
  /** The accent as a text colour, for links. */
  accentText: string;
  focus: string;
  danger: string;
}

export const defaultAccent = '#2458d6';

/** Derives the palette of one scheme from one accent; an unreadable accent gives the default one. */
export function createPalette(accentHex: string | undefined, scheme: ColorScheme): Palette {
  const base = (accentHex === undefined ? null : parseColor(accentHex)) ??
    parseColor(defaultAccent) ?? { l: 0.5, c: 0.2, h: 262 };
  const dark = scheme === 'dark';
  const gray = base.c < 0.02;
  const shade = (l: number, share: number, limit: number): string =>
    formatColor({ l, c: gray ? 0 : Math.min(base.c * share, limit), h: base.h });

  const surface = dark ? shade(0.19, 0.08, 0.012) : shade(0.992, 0.02, 0.003);
  const raised = dark ? shade(0.235, 0.09, 0.014) : '#ffffff';
  const sunken = dark ? shade(0.155, 0.08, 0.012) : shade(0.965, 0.04, 0.008);
  const tint = dark ? shade(0.285, 0.3, 0.045) : shade(0.952, 0.18, 0.026);
  const bubble = dark ? shade(0.325, 0.4, 0.06) : shade(0.93, 0.25, 0.038);
  const mark = dark ? shade(0.4, 0.45, 0.07) : shade(0.9, 0.4, 0.06);
  const grounds = [surface, raised, sunken, tint, bubble, mark];
  const panels = [surface, raised, sunken];
  const neutral = (l: number): Oklch => ({ l, c: gray ? 0 : Math.min(base.c * 0.1, 0.016), h: base.h });

  const accent = reach(base, panels, 3, dark);
  const onAccent = readableOn(accent, base);
  return {
    surface,
    raised,
    sunken,
    line: dark ? shade(0.33, 0.1, 0.016) : shade(0.905, 0.06, 0.01),
    lineStrong: reach(neutral(dark ? 0.48 : 0.72), panels, 3, dark),
    text: reach(neutral(dark ? 0.95 : 0.24), grounds, 4.5, dark),
    secondary: reach(neutral(dark ? 0.74 : 0.5), grounds, 4.5, dark),
    tint,
    bubble,
    mark,
    accent,
    accentHover: hovered(accent, onAccent, panels),
    onAccent,
    accentText: reach(base, grounds, 4.5, dark),
    focus: reach(base, [...panels, tint], 3, dark),
    danger: reach({ l: dark ? 0.72 : 0.53, c: 0.19, h: 27 }, grounds, 4.5, dark),
  };
}

/** The nearest lightness, towards white (`lighten`) or black, at which the colour has `ratio` against every ground. */
function reach(color: Oklch, grounds: readonly string[], ratio: number, lighten: boolean): string {
  const end = lighten ? 1 : 0;
  for (let l = color.l; lighten ? l < end : l > end; l += lighten ? 0.01 : -0.01) {
    const hex = formatColor({ ...color, l });
    if (holds(hex, grounds, ratio)) return hex;
  }
  return lighten ? '#ffffff' : '#000000';
}

/** White where it is legible, else a near-black of the same hue: one of white and black always has 4.58:1. */
function readableOn(ground: string, base: Oklch): string {
  if (contrast('#ffffff', ground) >= 4.5) return '#ffffff';
  const ink = formatColor({ l: 0.16, c: Math.min(base.c, 0.02), h: base.h });
  return contrast(ink, ground) >= 4.5 ? ink : '#000000';
}

function hovered(accent: string, onAccent: string, panels: readonly string[]): string {
  const color = parseColor(accent);
  if (color === null) return accent;
  const shifts = onAccent === '#ffffff' ? [-0.045, 0.045] : [0.045, -0.045];
  const candidates = shifts.map((shift) => formatColor({ ...color, l: color.l + shift }));
  return candidates.find((hex) => contrast(hex, onAccent) >= 4.5 && holds(hex, panels, 3)) ?? accent;
}

function holds(hex: string, grounds: readonly string[], ratio: number): boolean {
  return grounds.every((ground) => contrast(hex, ground) >= ratio);
}
