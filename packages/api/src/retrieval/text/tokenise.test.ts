import { describe, expect, it } from 'vitest';
import { countTerms, termsOf } from '../indexing/count-terms.js';
import { fold, tokenise } from './tokenise.js';

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  tokenise(fold(text), (token) => tokens.push(token));
  return tokens;
}

describe('tokenise', () => {
  it('folds width and case, and keeps letters, digits and marks', () => {
    expect(tokensOf('Ｒｅｓｅｔ your PASSWORD_1, café!')).toEqual(['reset', 'your', 'password', '1', 'café']);
  });

  it('cuts Han and Kana into character pairs and leaves one character alone', () => {
    expect(tokensOf('密码重置')).toEqual(['密码', '码重', '重置']);
    expect(tokensOf('サーバー 水')).toEqual(['サー', 'ーバ', 'バー', '水']);
  });

  it('separates scripts inside one run', () => {
    expect(tokensOf('iPhoneを2015年に')).toEqual(['iphone', 'を', '2015', '年に']);
  });

  it('finds the words of Thai and keeps those of Korean', () => {
    expect(tokensOf('สวัสดีครับ')).toEqual(['สวัสดี', 'ครับ']);
    expect(tokensOf('비밀번호를 재설정')).toEqual(['비밀번호를', '재설정']);
  });

  it.each([
    ['שָׁלוֹם', 'שלומ', 'Hebrew points'],
    ['דרכים', 'דרכימ', 'final letters'],
    ['إِلـى', 'الي', 'Arabic vowels, hamza and tatweel'],
    ['İstanbul', 'istanbul', 'the Turkish capital I'],
    ['ёлка', 'елка', 'the Russian yo'],
    ['ΟΔΟΣ', 'οδοσ', 'the Greek final sigma'],
    ['क़लम', 'कलम', 'an Indic nukta'],
    ['ক্\u200dষ', 'ক্ষ', 'a joiner'],
    ['Xoá', 'xóa', 'a Vietnamese tone on the other vowel'],
    ['quý', 'quý', 'no vowel after a Vietnamese q'],
    ['hoàn', 'hoàn', 'no tone before a last consonant'],
    ['soft\u00adware', 'software', 'a soft hyphen'],
  ])('folds %s to %s: %s', (written, compared) => {
    expect(tokensOf(written)).toEqual([compared]);
  });

  it('survives lone surrogates and NUL', () => {
    expect(tokensOf('a\ud800b\u0000c')).toEqual(['a', 'b', 'c']);
  });
});

describe('terms', () => {
  it('stems by language and leaves a language without a stemmer alone', () => {
    expect(termsOf('configuring configurations', 'en')).toEqual(['configur', 'configur']);
    expect(termsOf('Häuser', 'de')).toEqual(termsOf('Haus', 'de'));
    expect(termsOf('running', 'vi')).toEqual(['running']);
    expect(termsOf('running', null)).toEqual(['running']);
  });

  it('counts title and headings three times, a repeated one once', () => {
    const { counts, length } = countTerms({ title: 'Refunds', headingPath: ['Refunds', 'Time'], text: 'refund', language: 'en' });
    expect(counts.get('refund')).toBe(4);
    expect(counts.get('time')).toBe(3);
    expect(length).toBe(7);
  });

  it('keeps a word named like an object property', () => {
    expect(
      countTerms({ title: '', headingPath: [], text: 'constructor __proto__', language: null }).counts.get('constructor'),
    ).toBe(1);
  });
});
