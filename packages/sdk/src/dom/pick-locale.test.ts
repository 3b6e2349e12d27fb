import { expect, it } from 'vitest';
import { pickLocale } from './pick-locale.js';

it('takes the config’s language, then the page’s, then the browser’s', () => {
  expect(pickLocale('en', 'de', ['fr'])).toBe('en');
  expect(pickLocale('xx', 'en', ['en'])).toBe('en');
  expect(pickLocale('auto', 'en-GB', [])).toBe('en');
  expect(pickLocale('auto', '', ['xx', 'en_US'])).toBe('en');
  expect(pickLocale('auto', '', [])).toBe('en');
});
