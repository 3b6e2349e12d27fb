import { expect, it } from 'vitest';
import { isRightToLeft, pickLocale } from './pick-locale.js';

it('takes the config’s language, then the page’s, then the browser’s', () => {
  expect(pickLocale('fr', 'de', ['it'])).toBe('fr');
  expect(pickLocale('pt-BR', 'de', ['it'])).toBe('pt');
  expect(pickLocale('xx', 'de', ['it'])).toBe('en');
  expect(pickLocale('auto', 'de-AT', ['it'])).toBe('de');
  expect(pickLocale('auto', 'xx', ['xx', 'zh_TW', 'de'])).toBe('zh');
  expect(pickLocale('auto', '', ['he-IL'])).toBe('he');
  expect(pickLocale('auto', '', [])).toBe('en');
});

it('knows the languages that run from right to left', () => {
  expect(['ar', 'he', 'fa-IR', 'ur'].every(isRightToLeft)).toBe(true);
  expect(['en', 'arn', 'de', 'hexagonal'].some(isRightToLeft)).toBe(false);
});
