import { expect, it } from 'vitest';
import { takeSentences } from './take-sentences.js';

it('speaks only whole sentences while the answer grows, and each of them once', () => {
  const text = 'Refunds take 30 days [1]. Gift **cards** are excluded [2].\n\n- Ask the [desk](https://a.example/b)';
  const spoken: string[] = [];
  let next = 0;
  for (let length = 1; length <= text.length; length++) {
    const taken = takeSentences(text.slice(0, length), next, length === text.length);
    spoken.push(...taken.sentences);
    next = taken.next;
  }
  expect(spoken).toEqual(['Refunds take 30 days.', 'Gift cards are excluded.', 'Ask the desk']);
});

it('speaks nothing of an answer without words', () => {
  expect(takeSentences('---\n', 0, true)).toEqual({ sentences: [], next: 4 });
});
