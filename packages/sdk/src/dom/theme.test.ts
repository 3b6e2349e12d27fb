import { widgetDefaults, withPreset, type WidgetTheme } from '@askwell/contract';
import { describe, expect, it } from 'vitest';
import { contrast, formatColor, parseColor } from './oklch.js';
import { createPalette, type ColorScheme } from './palette.js';
import { launcherProperties, themeProperties, type ThemeProperties } from './theme.js';

const steps = ['00', '20', '40', '60', '80', 'a0', 'c0', 'e0', 'ff'];
const accents = steps.flatMap((red) => steps.flatMap((green) => steps.map((blue) => `#${red}${green}${blue}`)));
const schemes: ColorScheme[] = ['light', 'dark'];
/** As answer-text.css has them. */
const codeColors = {
  light: ['#7a3e9d', '#8a4b08', '#1a56b0', '#0f6b3d', '#a3291f', '#5d6472'],
  dark: ['#d2a8ff', '#ffb86b', '#8ab8ff', '#8fdca9', '#ff9e8f', '#9aa3b2'],
};
const neutrals = ['accent', 'gray', 'warm', 'cool'] as const;

describe.each(schemes)('%s palette', (scheme) => {
  it.each(neutrals)('with %s neutrals is legible for every accent', (neutral) => {
    const weak: string[] = [];
    for (const accent of accents) {
      const palette = createPalette(accent, scheme, neutral);
      const { surface, raised, sunken, tint, bubble, mark } = palette;
      const panels = [surface, raised, sunken];
      const everywhere = [...panels, tint, bubble, mark];
      const hold = (name: keyof typeof palette, grounds: string[], ratio: number): void => {
        const least = Math.min(...grounds.map((ground) => contrast(palette[name], ground)));
        if (least < ratio) weak.push(`${accent} ${name} ${least.toFixed(2)}`);
      };
      for (const name of ['text', 'secondary', 'accentText', 'danger'] as const) hold(name, everywhere, 4.5);
      for (const name of codeColors[scheme]) if (contrast(name, sunken) < 4.5) weak.push(`${accent} ${name}`);
      hold('onAccent', [palette.accent, palette.accentHover], 4.5);
      for (const name of ['accent', 'accentHover', 'lineStrong'] as const) hold(name, panels, 3);
      hold('focus', [...panels, tint], 3);
    }
    expect(weak).toEqual([]);
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

it('changes with the preset, and a lever of the theme itself wins', () => {
  const themed = (theme: WidgetTheme): ThemeProperties => themeProperties(withPreset(theme), 'light');
  const sharp = themed({ preset: 'sharp' });
  expect(sharp['--askwell-radius']).toBe('0px');
  expect(themed({ preset: 'sharp', radius: 'large' })['--askwell-radius']).toBe('24px');
  expect(themed({ preset: 'ink' })['--askwell-accent']).toBe('#1c2430');
  expect(themeProperties({ fontSize: 17, panelWidth: 480 }, 'light')).toMatchObject({
    '--askwell-font-size': '17px',
    '--askwell-font-size-small': '15px',
    '--askwell-panel-width': '480px',
  });
});

it('writes the launcher’s place only where it is not the default', () => {
  expect(launcherProperties(widgetDefaults.launcher)).toEqual({});
  expect(launcherProperties({ size: 'compact', offsetX: 0, zIndex: 5 })).toEqual({
    '--askwell-launcher': '44px',
    '--askwell-offset-x': '0px',
    '--askwell-z-index': '5',
  });
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
