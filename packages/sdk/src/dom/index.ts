export { createPalette, defaultAccent, nearestLegible, type ColorScheme, type Palette } from './palette.js';
export { contrast } from './oklch.js';
export { launcherProperties, themeProperties, type ThemeProperties, type ThemeProperty } from './theme.js';
export { createThemeSheet, type ThemeSheet } from './theme-sheet.js';
export { readColorScheme, watchColorScheme, type SchemeSource, type SchemeWatch } from './color-scheme.js';
export { defaultStrings } from './later-strings.js';
export { failureText, formatString, resolveStrings, statusText, type ResolvedStrings } from './strings.js';
export { adoptSheet } from './adopt-sheet.js';
export { CitationCards } from './citation-cards.js';
export { createConsentStore, type ConsentStore } from './consent-store.js';
export { copyText, withoutMarks } from './copy-text.js';
export { iconPaths, type IconName } from './icon-paths.js';
export { PanelModel, type PanelModelOptions } from './panel-model.js';
export { findNews, type MessageNews, type SeenItems } from './transcript-news.js';
export { passageUrl } from './text-fragment.js';
export { currentLocale, isRightToLeft, locales, pickLocale, type Locale } from './pick-locale.js';
export { loadTexts } from './load-texts.js';
export {
  emptyWidgetConfig,
  launcherIcons as launcherIconNames,
  resolveWidgetConfig,
  presets,
  themePresets as themePresetNames,
  withPreset,
  widgetDefaults,
} from '@askwell/contract';
export { frameProtocolVersion, isFrameConnect, isFrameHello, isFrameMessage, isPageMessage } from '@askwell/contract';
export { chatModes, formMoments, widgetStringKeys } from '@askwell/contract';
