import { describe, expect, it } from 'vitest';
import { speakable, takeSentences } from './take-sentences.js';

/** Feeds the text in pieces and gives what was spoken after each. */
function stream(text: string, size: number): string[] {
  const spoken: string[] = [];
  let from = 0;
  for (let end = size; ; end += size) {
    const ended = end >= text.length;
    const { sentences, next } = takeSentences(text.slice(0, end), from, ended);
    spoken.push(...sentences);
    from = next;
    if (ended) return spoken;
  }
}

const answer =
  'You can get a **refund** within 30 days. [1] After that (see e.g. v2.5 of the terms) it depends:\n\n- Monthly plans are not refunded.\n1. Open `Settings`.\n\nReally? Yes! That is all';
const spoken = [
  'You can get a refund within 30 days.',
  'After that (see e.g.',
  'v2.5 of the terms) it depends:',
  'Monthly plans are not refunded.',
  'Open Settings.',
  'Really?',
  'Yes!',
  'That is all',
];

describe('sentences of a growing answer', () => {
  it.each([1, 2, 3, 7, 1000])('are the same whatever the pieces: %i characters each', (size) => {
    expect(stream(answer, size)).toEqual(spoken);
  });

  it('are held back until they end', () => {
    expect(takeSentences('A first one. A sec', 0, false)).toEqual({ sentences: ['A first one.'], next: 12 });
    expect(takeSentences('A first one. A sec', 12, true).sentences).toEqual(['A sec']);
  });

  it('end without a space in Chinese and Japanese', () => {
    expect(takeSentences('可以退款。三十天内', 0, false).sentences).toEqual(['可以退款。']);
  });

  it('leave no marks to be read out', () => {
    expect(speakable('## See [the *guide*](https://x.example/a) [2], **now** .')).toBe('See the *guide*, now.');
  });
});
