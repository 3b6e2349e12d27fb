import { describe, expect, it } from 'vitest';
import { normalizeText } from './normalize-text.js';

describe('normalized text', () => {
  it('has the line ends of Markdown, of which a first half waits', () => {
    expect(normalizeText('a\r\nb\rc\n')).toBe('a\nb\nc\n');
    expect(normalizeText('a\r')).toBe('a');
  });

  it('keeps the marks that languages stack on a letter, and no tower of them', () => {
    const words = 'Việt नमस्ते ที่นี่ שָׁלוֹם ตั้ง གྲྭ ❤️‍🔥 e\u0301\u0323';
    expect(normalizeText(words)).toBe(words);
    expect(normalizeText(`a${'\u0301'.repeat(60_000)}b`)).toBe(`a${'\u0301'.repeat(12)}b`);
  });

  it('only grows while the text grows', () => {
    const text = `x${'\u0301\u0e4a'.repeat(20)}y\r\nz`;
    for (let end = 1; end < text.length; end += 1) {
      expect(normalizeText(text).startsWith(normalizeText(text.slice(0, end)))).toBe(true);
    }
  });
});
