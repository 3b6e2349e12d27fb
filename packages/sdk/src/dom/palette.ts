import type { WidgetTheme } from '@askwell/contract';
import { contrastOf, parseColor, toColor, toColorOfHex, type Color, type Oklch } from './oklch.js';

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

/** Hue and chroma that greys lean to. */
const leanings = { warm: { c: 0.09, h: 70 }, cool: { c: 0.09, h: 255 }, gray: { c: 0, h: 0 } };

const white = toColorOfHex('#ffffff');
const black = toColorOfHex('#000000');

/** The page asks again at each change of scheme or config, and a palette never changes. */
const made = new Map<string, Palette>();

/** Derives the palette of one scheme from one accent; an unreadable accent gives the default one. */
export function createPalette(
  accentHex: string | undefined,
  scheme: ColorScheme,
  neutral: NonNullable<WidgetTheme['neutral']> = 'accent',
): Palette {
  const key = `${accentHex}|${scheme}|${neutral}`;
  const palette = made.get(key) ?? derive(accentHex, scheme, neutral);
  made.set(key, palette);
  return palette;
}

function derive(accentHex: string | undefined, scheme: ColorScheme, neutral: NonNullable<WidgetTheme['neutral']>): Palette {
  const base = parseColor(accentHex ?? '') ?? parseColor(defaultAccent) ?? { l: 0.5, c: 0.2, h: 262 };
  const dark = scheme === 'dark';
  const gray = base.c < 0.02;
  const lean = neutral === 'accent' ? { c: gray ? 0 : base.c, h: base.h } : leanings[neutral];
  const leaning = (l: number, share: number, limit: number): Oklch => ({ l, c: Math.min(lean.c * share, limit), h: lean.h });
  const tinged = (l: number, share: number, limit: number): Color =>
    toColor({ l, c: gray ? 0 : Math.min(base.c * share, limit), h: base.h });

  const surface = toColor(dark ? leaning(0.19, 0.08, 0.012) : leaning(0.992, 0.02, 0.003));
  const raised = dark ? toColor(leaning(0.235, 0.09, 0.014)) : white;
  const sunken = toColor(dark ? leaning(0.155, 0.08, 0.012) : leaning(0.965, 0.04, 0.008));
  const tint = dark ? tinged(0.285, 0.3, 0.045) : tinged(0.952, 0.18, 0.026);
  const bubble = dark ? tinged(0.325, 0.4, 0.06) : tinged(0.93, 0.25, 0.038);
  const mark = dark ? tinged(0.4, 0.45, 0.07) : tinged(0.9, 0.4, 0.06);
  // The ground that is nearest in lightness decides for all: the lightest in the dark, the darkest in the light.
  const hardest = (...grounds: Color[]): Color => grounds.reduce((a, b) => (dark === b.luminance > a.luminance ? b : a));
  const panels = hardest(surface, raised, sunken);
  const everywhere = hardest(panels, tint, bubble, mark);

  const accent = reach(base, panels, 3, dark);
  const onAccent = readableOn(accent, base);
  return {
    surface: surface.hex,
    raised: raised.hex,
    sunken: sunken.hex,
    line: toColor(dark ? leaning(0.33, 0.1, 0.016) : leaning(0.905, 0.06, 0.01)).hex,
    lineStrong: reach(leaning(dark ? 0.48 : 0.72, 0.1, 0.016), panels, 3, dark).hex,
    text: reach(leaning(dark ? 0.95 : 0.24, 0.1, 0.016), everywhere, 4.5, dark).hex,
    secondary: reach(leaning(dark ? 0.74 : 0.5, 0.1, 0.016), everywhere, 4.5, dark).hex,
    tint: tint.hex,
    bubble: bubble.hex,
    mark: mark.hex,
    accent: accent.hex,
    accentHover: hovered(accent, onAccent, panels).hex,
    onAccent: onAccent.hex,
    accentText: reach(base, everywhere, 4.5, dark).hex,
    focus: reach(base, hardest(panels, tint), 3, dark).hex,
    danger: reach({ l: dark ? 0.72 : 0.53, c: 0.19, h: 27 }, everywhere, 4.5, dark).hex,
  };
}

/** The colour of the same hue, nearest in lightness, that has 4.5:1 on the ground. */
export function nearestLegible(hex: string, ground: string): string {
  const color = parseColor(hex) ?? { l: 0, c: 0, h: 0 };
  const on = toColorOfHex(ground);
  return reach(color, on, 4.5, on.luminance < 0.18).hex;
}

/** The nearest lightness, towards white (`lighten`) or black, at which the colour has `ratio` against the ground. */
function reach(color: Oklch, ground: Color, ratio: number, lighten: boolean): Color {
  const own = toColor(color);
  if (lighten === own.luminance > ground.luminance && contrastOf(own, ground) >= ratio) return own;
  let near = color.l;
  let far = lighten ? 1 : 0;
  let best = lighten ? white : black;
  for (let step = 0; step < 7; step += 1) {
    const l = (near + far) / 2;
    const tried = toColor({ l, c: color.c, h: color.h });
    if (lighten === tried.luminance > ground.luminance && contrastOf(tried, ground) >= ratio) {
      far = l;
      best = tried;
    } else near = l;
  }
  return best;
}

/** White where it is legible, else a near-black of the same hue: one of white and black always has 4.58:1. */
function readableOn(ground: Color, base: Oklch): Color {
  if (contrastOf(white, ground) >= 4.5) return white;
  const ink = toColor({ l: 0.16, c: Math.min(base.c, 0.02), h: base.h });
  return contrastOf(ink, ground) >= 4.5 ? ink : black;
}

function hovered(accent: Color, onAccent: Color, panels: Color): Color {
  const color = parseColor(accent.hex);
  if (color === null) return accent;
  const shifts = onAccent === white ? [-0.045, 0.045] : [0.045, -0.045];
  const candidates = shifts.map((shift) => toColor({ ...color, l: color.l + shift }));
  return candidates.find((one) => contrastOf(one, onAccent) >= 4.5 && contrastOf(one, panels) >= 3) ?? accent;
}
