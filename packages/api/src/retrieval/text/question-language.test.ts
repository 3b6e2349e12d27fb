import { expect, it } from 'vitest';
import { questionLanguage } from './question-language.js';

it.each([
  ['Lieferzeit Schweiz?', ['de'], 'de'],
  ['Prix ?', ['fr', 'en'], 'fr'],
  ['pricing', ['ja'], 'en'],
  ['Wo ist das Büro?', ['en'], 'de'],
  ['¿Dónde está?', ['en'], 'es'],
  ['Where is it?', ['de'], 'en'],
  ['цена', ['uk'], 'uk'],
  ['цена', ['en'], 'ru'],
  ['価格は？', ['en'], 'ja'],
  ['How do I return a bicycle that I have bought?', ['de'], 'en'],
])('takes %s of a tenant who writes %s for %s', (question, likely, language) => {
  expect(questionLanguage(question, likely)).toBe(language);
});
