/** A colour as lightness 0–1, chroma 0–0.4 and hue in degrees. */
export interface Oklch {
  l: number;
  c: number;
  h: number;
}

/** An sRGB colour as it is written, with what contrast needs of it. */
export interface Color {
  /** `#rrggbb`. */
  hex: string;
  /** Relative luminance, 0–1, of the rounded channels. */
  luminance: number;
}

/**
 * Reads `#rrggbb` or `#rgb`; anything else gives null.
 * Matrices: Björn Ottosson, "A perceptual color space for image processing" (2020).
 */
export function parseColor(hex: string): Oklch | null {
  const channels = readHex(hex);
  if (channels === null) return null;
  const [red, green, blue] = [linear(channels >> 16), linear((channels >> 8) & 255), linear(channels & 255)];
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const l = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short;
  const a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
  const b = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
  return { l, c: Math.hypot(a, b), h: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360 };
}

/** With as much of the chroma as sRGB can show at this lightness and hue. */
export function toColor({ l, c, h }: Oklch): Color {
  const lightness = Math.min(1, Math.max(0, l));
  const angle = (h * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let chroma = c;
  if (!setLinear(lightness, chroma * cos, chroma * sin)) {
    let low = 0;
    let high = chroma;
    // Nine halvings leave less than a thousandth of chroma: below what eight bits can show.
    for (let step = 0; step < 9; step += 1) {
      chroma = (low + high) / 2;
      if (setLinear(lightness, chroma * cos, chroma * sin)) low = chroma;
      else high = chroma;
    }
    setLinear(lightness, low * cos, low * sin);
  }
  const [red, green, blue] = [toByte(rgb[0]), toByte(rgb[1]), toByte(rgb[2])];
  return {
    hex: `#${((1 << 24) | (red << 16) | (green << 8) | blue).toString(16).slice(1)}`,
    luminance: luminanceOf(red, green, blue),
  };
}

export function formatColor(color: Oklch): string {
  return toColor(color).hex;
}

/** A `#rrggbb` as it is; anything else is black. */
export function toColorOfHex(hex: string): Color {
  const channels = readHex(hex) ?? 0;
  return { hex, luminance: luminanceOf(channels >> 16, (channels >> 8) & 255, channels & 255) };
}

/** Contrast of two `#rrggbb` colours, 1–21, as WCAG 2.2 defines it. */
export function contrast(first: string, second: string): number {
  return contrastOf(toColorOfHex(first), toColorOfHex(second));
}

export function contrastOf(a: Color, b: Color): number {
  return (Math.max(a.luminance, b.luminance) + 0.05) / (Math.min(a.luminance, b.luminance) + 0.05);
}

function readHex(hex: string): number | null {
  const match = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(hex.trim());
  const digits = match?.[1];
  if (digits === undefined) return null;
  return Number.parseInt(digits.length === 3 ? digits.replace(/./g, '$&$&') : digits, 16);
}

/** One buffer for all: a palette converts some thousand times, and arrays would be most of its time. */
const rgb: [number, number, number] = [0, 0, 0];

/** Sets `rgb` to the linear channels; true where sRGB can show them. */
function setLinear(l: number, a: number, b: number): boolean {
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  rgb[0] = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short;
  rgb[1] = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short;
  rgb[2] = -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short;
  return within(rgb[0]) && within(rgb[1]) && within(rgb[2]);
}

function within(value: number): boolean {
  return value >= -0.0005 && value <= 1.0005;
}

function luminanceOf(red: number, green: number, blue: number): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** By channel 0–255, filled when first asked for. */
const linearValues: number[] = [];

function linear(channel: number): number {
  return (linearValues[channel] ??= channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
}

function toByte(value: number): number {
  if (value <= 0.0031308) return Math.max(0, Math.round(255 * 12.92 * value));
  return Math.min(255, Math.round(255 * (1.055 * value ** (1 / 2.4) - 0.055)));
}
