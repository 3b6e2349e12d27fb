export { createPalette, defaultAccent, type ColorScheme, type Palette } from './palette.js';
export { contrast } from './oklch.js';
export { applyTheme, themeProperties, type ThemeProperties, type ThemeProperty } from './theme.js';
export { defaultStrings, failureText, formatString, resolveStrings, statusText, type ResolvedStrings } from './strings.js';
export { placeCard } from './place-card.js';
export { splitPassage } from './split-passage.js';
export { passageUrl } from './text-fragment.js';
