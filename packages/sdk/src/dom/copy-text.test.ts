import { expect, it } from 'vitest';
import { withoutMarks } from './copy-text.js';

it('copies an answer without its citation marks and with its links', () => {
  expect(withoutMarks('Within **30 days**. [1] Then, in advance [3], see [2](https://x.example). [2]\n')).toBe(
    'Within **30 days**. Then, in advance, see [2](https://x.example).',
  );
});
