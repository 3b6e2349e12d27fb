import type { WidgetStrings } from '@askwell/contract';
import type { Locale } from './pick-locale.js';

/**
 * The texts that a chat does not open with, and of another locale than English all of them. Nothing where they cannot be had:
 * `resolveStrings` names what is missing.
 */
export async function loadTexts(locale: Locale): Promise<WidgetStrings> {
  try {
    const { readLocale } = await import('./locale-texts.js');
    return await readLocale(locale);
  } catch {
    return {};
  }
}
