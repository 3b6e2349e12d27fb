import { describe, expect, it } from 'vitest';
import { launcherPaint } from './launcher-paint.js';

const paint = (attributes: Record<string, string>): string => launcherPaint({ getAttribute: (name) => attributes[name] ?? null });

describe('paint of the launcher before the theme', () => {
  it.each([
    ['#2458d6', '#fff'],
    ['#000000', '#fff'],
    ['#facc15', '#0b0f19'],
    ['#FFFFFF', '#0b0f19'],
  ])('puts a legible icon on %s', (accent, icon) => {
    expect(paint({ accent })).toBe(`:host{--askwell-accent:${accent};--askwell-on-accent:${icon};}`);
  });

  it.each(['red', '#fff', '#12345g', 'url(https://evil.example)', '#ffffff;} *{display:none'])('takes no accent %s', (accent) => {
    expect(paint({ accent })).toBe(':host{}');
  });

  it('takes a whole number as z-index', () => {
    expect(paint({ 'z-index': '40' })).toBe(':host{--askwell-z-index:40}');
    expect(paint({ 'z-index': '1;color:red' })).toBe(':host{}');
  });
});
