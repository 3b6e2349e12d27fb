/** Locales that have texts of their own. */
export const locales = ['en', 'ar', 'de', 'es', 'fr', 'he', 'it', 'ja', 'nl', 'pl', 'pt', 'ru', 'tr', 'zh'] as const;
export type Locale = (typeof locales)[number];

/** Wishes in their order: the config's tag (`auto` is no wish), the page's `lang`, the browser's languages. */
export function pickLocale(config: string, page: string, browser: readonly string[]): Locale {
  const wishes = config === 'auto' || config === '' ? [page, ...browser] : [config];
  for (const wish of wishes) {
    const language = wish.toLowerCase().split(/[-_]/)[0] ?? '';
    const found = locales.find((locale) => locale === language);
    if (found !== undefined) return found;
  }
  return 'en';
}

/** The language that the chat's own texts and `lang` are in: the config's, else the page's, else the browser's. */
export function currentLocale(config: string, page: Document = document): Locale {
  return pickLocale(config, page.documentElement.lang, page.defaultView?.navigator.languages ?? []);
}

/** Whether a language is written from right to left. */
export function isRightToLeft(locale: string): boolean {
  return /^(ar|he|fa|ur)\b/i.test(locale);
}
