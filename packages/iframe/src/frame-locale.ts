import { pickLocale, type Locale } from '@askwell/sdk/dom';

/** This document's own `lang` follows the chat's, so the framing page names its language in the address: `?lang=de`. */
export function frameLocale(config: string): Locale {
  return pickLocale(config, new URLSearchParams(location.search).get('lang') ?? '', navigator.languages);
}
