import { describe, expect, it } from 'vitest';
import { widgetStringKeys } from '@askwell/contract';
import { defaultStrings } from '../later-strings.js';
import { loadTexts } from '../load-texts.js';
import { locales } from '../pick-locale.js';
import { formatString, resolveStrings } from '../strings.js';

const translated = locales.filter((locale) => locale !== 'en');

it('speaks twelve languages and more, two of them from right to left', () => {
  expect(locales.length).toBeGreaterThanOrEqual(12);
  expect(locales).toEqual(expect.arrayContaining(['ar', 'he']));
});

describe.each(translated)('%s', (locale) => {
  it('has a text for every key with the same placeholders', async () => {
    const texts = await loadTexts(locale);
    const names = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))].sort();
    expect(Object.keys(texts)).toEqual([...widgetStringKeys]);
    for (const key of widgetStringKeys) {
      expect(texts[key]?.trim(), key).not.toBe('');
      expect(names(texts[key] ?? ''), key).toEqual(names(defaultStrings[key]));
    }
  });

  it('has a form for every plural category of its language', async () => {
    const strings = resolveStrings({ strings: {} }, { locale, texts: await loadTexts(locale) });
    const counts = [0, 1, 2, 3, 5, 11, 21, 100, 1.5];
    for (const key of widgetStringKeys) {
      for (const count of counts) {
        const values = { count, seconds: count, number: 1, page: 1, name: 'x', size: 'y' };
        expect(formatString(strings[key], values), `${key} ${count}`).not.toMatch(/[{}|=]|undefined/);
      }
    }
  });

  it('fits where English fits', async () => {
    const texts = await loadTexts(locale);
    // Buttons and labels stand in one line: none is more than twice as long as the English, with room for short words.
    for (const key of widgetStringKeys) {
      const most = Math.max(24, Math.ceil(defaultStrings[key].length * 1.7));
      expect((texts[key] ?? '').replaceAll(/\{[^}]*\}/g, '00000').length, `${key}: ${texts[key]}`).toBeLessThanOrEqual(most);
    }
  });
});

it('counts as each language does', async () => {
  const reading = async (locale: (typeof translated)[number], count: number): Promise<string> =>
    formatString(resolveStrings({ strings: {} }, { locale, texts: await loadTexts(locale) }).reading, { count });
  expect(await reading('pl', 1)).toBe('Czytam 1 stronę');
  expect(await reading('pl', 3)).toBe('Czytam 3 strony');
  expect(await reading('pl', 12)).toBe('Czytam 12 stron');
  expect(await reading('ru', 21)).toBe('Читаю 21 страницу');
  expect(await reading('fr', 0)).toBe('Lecture de 0 page');
  expect(await reading('de', 2)).toBe('2 Seiten werden gelesen');
  expect(await reading('ar', 2)).toMatch(/صفحتين$/);
});

it('lets a tenant replace any text, with plural forms of its own', async () => {
  const texts = await loadTexts('pl');
  const own = { send: 'Dalej', reading: '{count} {count|one=plik|few=pliki|other=plików}' };
  const strings = resolveStrings({ strings: own }, { locale: 'pl', texts });
  expect(strings.send).toBe('Dalej');
  expect(strings.stop).toBe('Zatrzymaj');
  expect(formatString(strings.reading, { count: 3 })).toBe('3 pliki');
});
