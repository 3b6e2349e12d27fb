import { describe, expect, it } from 'vitest';
import { contrast, formatColor, parseColor } from './oklch.js';
import { createPalette, type ColorScheme } from './palette.js';
import { themeProperties } from './theme.js';

const steps = ['00', '33', '66', '99', 'cc', 'ff'];
const accents = steps.flatMap((red) => steps.flatMap((green) => steps.map((blue) => `#${red}${green}${blue}`)));
const schemes: ColorScheme[] = ['light', 'dark'];

describe.each(schemes)('%s palette', (scheme) => {
  it('is legible for every accent', () => {
    for (const accent of accents) {
      const palette = createPalette(accent, scheme);
      const panels = [palette.surface, palette.raised, palette.sunken];
      const grounds = [...panels, palette.tint, palette.bubble, palette.mark];
      const least = (color: string, on: string[]): number => Math.min(...on.map((ground) => contrast(color, ground)));
      const at = `${accent} ${scheme}`;
      expect(least(palette.text, grounds), at).toBeGreaterThanOrEqual(4.5);
      expect(least(palette.secondary, grounds), at).toBeGreaterThanOrEqual(4.5);
      expect(least(palette.accentText, grounds), at).toBeGreaterThanOrEqual(4.5);
      expect(least(palette.danger, grounds), at).toBeGreaterThanOrEqual(4.5);
      expect(least(palette.onAccent, [palette.accent, palette.accentHover]), at).toBeGreaterThanOrEqual(4.5);
      expect(least(palette.accent, panels), at).toBeGreaterThanOrEqual(3);
      expect(least(palette.accentHover, panels), at).toBeGreaterThanOrEqual(3);
      expect(least(palette.lineStrong, panels), at).toBeGreaterThanOrEqual(3);
      expect(least(palette.focus, [...panels, palette.tint]), at).toBeGreaterThanOrEqual(3);
    }
  });
});

it('leaves an accent that works as it is', () => {
  expect(createPalette('#2458d6', 'light').accent).toBe('#2458d6');
  expect(createPalette('#7c3aed', 'light').accent).toBe('#7c3aed');
});

it('reads and writes sRGB exactly, and takes no other notation', () => {
  for (const accent of accents) expect(formatColor(parseColor(accent) ?? { l: 0, c: 0, h: 0 })).toBe(accent);
  expect(parseColor('#fff')).toEqual(parseColor('#ffffff'));
  for (const bad of ['red', '#12', 'url(x)', '', '#12345g']) expect(parseColor(bad)).toBeNull();
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
});

it('gives complete properties whatever the theme leaves out or gets wrong', () => {
  const plain = themeProperties({}, 'light');
  expect(plain['--askwell-on-accent']).toBe('#ffffff');
  expect(plain['--askwell-radius']).toBe('16px');
  expect(themeProperties({ accent: 'nonsense' }, 'light')).toEqual(plain);
  expect(Object.keys(themeProperties({ density: 'compact', radius: 'none' }, 'dark')).sort()).toEqual(Object.keys(plain).sort());
  for (const value of Object.values(plain)) expect(value).not.toMatch(/undefined|NaN/);
});

it('takes a font stack and nothing that could load or escape', () => {
  const font = (fontFamily: string): string | undefined => themeProperties({ fontFamily }, 'light')['--askwell-font'];
  expect(font('"Inter", Arial')).toMatch(/^"Inter", Arial, system-ui/);
  expect(font('inherit')).toBe('inherit');
  for (const bad of ['url(https://evil.example/f)', 'a; background: red', 'x}']) expect(font(bad)).toMatch(/^system-ui/);
});
