import { widgetStringKeys, type WidgetStrings } from '@askwell/contract';
import type { Locale } from './pick-locale.js';
import type { LocaleTexts } from './strings.js';

type Loader = () => Promise<{ texts: LocaleTexts }>;

/** A chunk of its own each, so that a visitor fetches one language and English none. */
const loaders: Record<Exclude<Locale, 'en'>, Loader> = {
  ar: () => import('./locales/ar.js'),
  de: () => import('./locales/de.js'),
  es: () => import('./locales/es.js'),
  fr: () => import('./locales/fr.js'),
  he: () => import('./locales/he.js'),
  it: () => import('./locales/it.js'),
  ja: () => import('./locales/ja.js'),
  nl: () => import('./locales/nl.js'),
  pl: () => import('./locales/pl.js'),
  pt: () => import('./locales/pt.js'),
  ru: () => import('./locales/ru.js'),
  tr: () => import('./locales/tr.js'),
  zh: () => import('./locales/zh.js'),
};

/** All texts of a locale beside those that a chat opens with; English where its own cannot be had. */
export async function readLocale(locale: Locale): Promise<WidgetStrings> {
  const texts =
    locale === 'en'
      ? null
      : await loaders[locale]().then(
          (loaded) => loaded.texts,
          () => null, // a chat in English is better than none
        );
  if (texts === null) return (await import('./later-strings.js')).laterStrings;
  return Object.fromEntries(widgetStringKeys.map((key, at) => [key, texts[at]])) as WidgetStrings;
}
